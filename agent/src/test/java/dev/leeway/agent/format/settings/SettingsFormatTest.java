package dev.leeway.agent.format.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFormatTest {
    /** {@code key=text (kind, line)} of every entry. */
    private static List<String> told(String name, String text) throws MalformedException {
        List<String> told = new ArrayList<>();
        for (TreeNode document : SettingsFormat.of(name, text).read(text)) {
            SettingEntries.of(document, 1_000)
                    .entries()
                    .forEach(entry -> told.add(
                            entry.key() + "=" + entry.text() + " (" + entry.kind() + ", " + entry.line() + ")"));
        }
        return told;
    }

    private static void refused(String name, String text, String message) {
        assertThatThrownBy(() -> told(name, text))
                .isInstanceOf(MalformedException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "a.yml, YAML",
        "a.YAML, YAML",
        "appsettings.json, JSON",
        "b.jsonc, JSON",
        "x.toml, TOML",
        "x.ini, INI",
        "logback.xml, XML",
        "application.conf, HOCON",
        "reference.conf, HOCON",
        ".env, ENVIRONMENT",
        ".env.local, ENVIRONMENT",
        "web.env, ENVIRONMENT",
        "shop.properties, PROPERTIES",
        "shop.service, UNIT",
        "shop.service.d/10-x.conf, UNIT",
        "nginx.conf, OTHER",
        "Procfile, OTHER"
    })
    void tellsTheFormatByTheName(String name, SettingsFormat format) {
        assertThat(SettingsFormat.of("/srv/" + name, "user www;\n")).isEqualTo(format);
    }

    @Test
    void looksAtTheTextWhereManyFormatsShareAnEnding() {
        assertThat(SettingsFormat.of("/etc/supervisord.conf", "; comment\n[program:web]\n"))
                .isEqualTo(SettingsFormat.INI);
        assertThat(SettingsFormat.of("/srv/web.config", "<?xml version='1.0'?>\n<a/>"))
                .isEqualTo(SettingsFormat.XML);
        assertThat(SettingsFormat.of("/etc/redis.conf", "port 6379\n")).isEqualTo(SettingsFormat.OTHER);
    }

    @Test
    void readsYamlWithTypesAndNamesItemsOfLists() throws MalformedException {
        assertThat(told("a.yml", """
                        server:
                          port: 8080
                          name: "8080"
                          on: true
                          none: ~
                        list: [a, b]
                        servers:
                          - name: web
                            port: 1
                          - name: db
                            port: 2
                        empty: {}
                        """))
                .containsExactly(
                        "server.port=8080 (NUMBER, 2)",
                        "server.name=8080 (TEXT, 3)",
                        "server.on=true (FLAG, 4)",
                        "server.none=~ (NOTHING, 5)",
                        "list.0=a (TEXT, 6)",
                        "list.1=b (TEXT, 6)",
                        "servers.web.name=web (TEXT, 8)",
                        "servers.web.port=1 (NUMBER, 9)",
                        "servers.db.name=db (TEXT, 10)",
                        "servers.db.port=2 (NUMBER, 11)",
                        "empty= (NOTHING, 12)");
    }

    @Test
    void judgesAValueByTheNameThatStandsBesideIt() throws MalformedException {
        List<String> names = SettingEntries.of(
                        SettingsFormat.YAML
                                .read("env: [{name: DB_PASSWORD, value: x}, {name: A, value: y}]")
                                .get(0),
                        10)
                .entries()
                .stream()
                .map(SettingEntry::name)
                .toList();
        assertThat(names).containsExactly("env.DB_PASSWORD.name", "DB_PASSWORD", "env.A.name", "A");
    }

    @Test
    void countsItemsOfListsThatNothingNames() throws MalformedException {
        assertThat(told("a.json", "[{\"name\": \"a\", \"p\": 1}, {\"name\": \"a\", \"p\": 2}]"))
                .containsExactly("0.name=a (TEXT, 1)", "0.p=1 (NUMBER, 1)", "1.name=a (TEXT, 1)", "1.p=2 (NUMBER, 1)");
    }

    @Test
    void readsJsonWithCommentsAndLastCommas() throws MalformedException {
        assertThat(told("appsettings.json", "{\n // why\n \"a\": {\"b\": 1.50, \"c\": null,},\n \"d\": [true,]\n}"))
                .containsExactly("a.b=1.50 (NUMBER, 3)", "a.c= (NOTHING, 3)", "d.0=true (FLAG, 4)");
        refused("a.json", "{\"password\": hunter2}", "line 1: expected JSON of at most 64 levels");
        refused("a.json", "{\n\"a\": 1}\n{", "line 3: expected the end after a JSON document");
        refused("a.json", "", "line 1: expected a JSON document, found nothing");
    }

    @Test
    void readsTomlWithTypes() throws MalformedException {
        assertThat(told(
                        "a.toml",
                        "a = 1_000\nb = \"1\"\n[t.u]\nc = false\nd = 1979-05-27\n[[s]]\nid = \"x\"\nv = 0x1F\n"))
                .containsExactly(
                        "a=1_000 (NUMBER, 1)",
                        "b=1 (TEXT, 2)",
                        "t.u.c=false (FLAG, 4)",
                        "t.u.d=1979-05-27 (TEXT, 5)",
                        "s.x.id=x (TEXT, 7)",
                        "s.x.v=0x1F (NUMBER, 8)");
        refused(
                "a.toml",
                "a = 1\npassword = hunter2\n",
                "line 2: expected a text in quotes, a number, true, false or a date");
    }

    @Test
    void readsIniFiles() throws MalformedException {
        assertThat(told("a.ini", "top=1\n; c\n[db]\nhost = \"db 1\"\nurl: x=y\nskip\n[log]\nlines =\n  a\n  b\n"))
                .containsExactly(
                        "top=1 (TEXT, 1)",
                        "db.host=db 1 (TEXT, 4)",
                        "db.url=x=y (TEXT, 5)",
                        "db.skip= (NOTHING, 6)",
                        "log.lines=a\nb (TEXT, 8)");
        refused("a.ini", "a=1\n[broken\n", "line 2: expected a name and ']' after '['");
    }

    @Test
    void readsEnvironmentFiles() throws MalformedException {
        assertThat(
                        told(
                                ".env",
                                "# c\r\nexport A=1 # one\r\nB='x # y'\r\nC=\"two\nlines\" # c\r\nD=a#b\r\nE=\r\nF\r\nG=\"q\\\"q\""))
                .containsExactly(
                        "A=1 (TEXT, 2)",
                        "B=x # y (TEXT, 3)",
                        "C=two\nlines (TEXT, 4)",
                        "D=a#b (TEXT, 6)",
                        "E= (TEXT, 7)",
                        "F= (NOTHING, 8)",
                        "G=q\"q (TEXT, 9)");
        refused(".env", "A=1\nB=\"hunter2\n", "line 2: expected the quote that ends a value");
        refused(".env", "hunter 2\n", "line 1: expected NAME=value");
    }

    @Test
    void readsXmlByNamesOfElements() throws MalformedException {
        assertThat(told("logback.xml", """
                        <configuration scan="true">
                          <!-- hunter2 -->
                          <logger name="a.b" level="DEBUG"/>
                          <root><level>INFO</level></root>
                          <x>1</x><x>2</x>
                          <p name="password">text</p>
                        </configuration>
                        """))
                .containsExactly(
                        "configuration.logger.a.b.name=a.b (TEXT, 3)",
                        "configuration.logger.a.b.level=DEBUG (TEXT, 3)",
                        "configuration.root.level=INFO (TEXT, 4)",
                        "configuration.x.0=1 (TEXT, 5)",
                        "configuration.x.1=2 (TEXT, 5)",
                        "configuration.p.password.name=password (TEXT, 6)",
                        "configuration.p.password=text (TEXT, 6)",
                        "configuration.scan=true (TEXT, 1)");
        refused("a.xml", "<!DOCTYPE a [<!ENTITY x 'hunter2'>]>\n<a>&x;</a>", "line 1: expected no document type");
    }

    @Test
    void readsHoconWithoutResolvingOrIncluding() throws MalformedException {
        assertThat(told("application.conf", """
                        include "other.conf"
                        include url("http://127.0.0.1:1/x.conf")
                        include file("/etc/passwd")
                        akka { port = 2552, home = ${HOME}, opt = ${?PAYMENT_TIMEOUT} }
                        akka.port = ${?PORT}
                        list = [1, "a"]
                        t = 10 seconds
                        """))
                .contains(
                        "akka.home=${HOME} (TEXT, 4)", "akka.opt=${?PAYMENT_TIMEOUT} (TEXT, 4)", "list.0=1 (NUMBER, 6)")
                .contains("list.1=a (TEXT, 6)", "t=10 seconds (TEXT, 7)")
                .anyMatch(each -> each.startsWith("akka.port=") && each.contains("${?PORT}"))
                .noneMatch(each -> each.contains("root"));
        refused("application.conf", "a {\n b = \"hunter2\n}", "line 2: expected HOCON");
    }

    @Test
    void readsUnitsWithTheirVariables() throws MalformedException {
        assertThat(told("shop.service", """
                        [Service]
                        Environment="A=1 2" B=3
                        Environment=C=4
                        ExecStartPre=/bin/a
                        MemoryMax=1G
                        """))
                .containsExactly(
                        "Service.Environment.A=1 2 (TEXT, 2)",
                        "Service.Environment.B=3 (TEXT, 2)",
                        "Service.Environment.C=4 (TEXT, 3)",
                        "Service.ExecStartPre.0=/bin/a (TEXT, 4)",
                        "Service.MemoryMax=1G (TEXT, 5)");
    }

    @Test
    void staysWithinItsLimits() throws MalformedException {
        String many = "a: [" + "1, ".repeat(2_000) + "2]";
        SettingEntries.Laid laid =
                SettingEntries.of(SettingsFormat.YAML.read(many).get(0), 100);
        assertThat(laid.complete()).isFalse();
        assertThat(laid.entries()).hasSize(100);
        refused("a.json", "[".repeat(100_000), "line 1: expected JSON of at most 64 levels");
        refused("a.toml", "a = " + "[".repeat(100_000), "line 1: expected at most 64 levels");
        refused("application.conf", "a.".repeat(1_000) + "b = 1", "line 1: expected at most 64 levels");
        refused("application.conf", "{".repeat(100_000), "line 1: expected at most 64 levels");
        refused("application.conf", "a=1\n".repeat(6_000), "line 5001: expected at most 5000 settings");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> told("a.yml", laughs.toString()))
                .isInstanceOf(MalformedException.class)
                .hasMessageEndingWith("expected YAML");
    }
}
