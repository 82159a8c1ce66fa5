package dev.leeway.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesReaderTest {
    private static List<DatabaseLogin> read(String yaml) throws FormatException {
        return new ConfigReader(List.of("database"), Path.of("/etc/leeway"))
                .read("databases:\n" + yaml, "agent.yaml")
                .databases();
    }

    @Test
    void readsADatabaseWithAllThatMayBeSaidOfIt() throws FormatException {
        List<DatabaseLogin> logins = read("""
                  - name: shop
                    url: jdbc:postgresql://db-dev-1:5432/shop?sslmode=verify-full
                    user: leeway_reader
                    passwordFile: shop.pass
                    schemas: {include: ["*"], exclude: ["audit_*"]}
                    tables: {exclude: ["tmp_*"]}
                    json: {columns: ["public.orders.payload"], rows: 500, scan: full}
                    time: 5s
                    migrations: [/srv/shop/db/migration/, /srv/shop/app.jar]
                """);
        DatabaseTarget target = new DatabaseTarget(
                "shop",
                "postgresql",
                new DatabaseTarget.Names(List.of("*"), List.of("audit_*")),
                new DatabaseTarget.Names(List.of(), List.of("tmp_*")),
                new DatabaseTarget.JsonLook(List.of("public.orders.payload"), DatabaseTarget.Scan.FULL, 500),
                Duration.ofSeconds(5),
                new DatabaseTarget.Scripts(
                        List.of("/srv/shop/db/migration", "/srv/shop/app.jar"),
                        EndpointText.url("postgresql://db-dev-1:5432/shop")));
        assertThat(logins)
                .containsExactly(new DatabaseLogin(
                        target,
                        "jdbc:postgresql://db-dev-1:5432/shop?sslmode=verify-full",
                        new LoginSource.Written("leeway_reader"),
                        new LoginSource.File(Path.of("/etc/leeway/shop.pass"), true)));
    }

    @Test
    void needsNoMoreThanANameAndAUrl() throws FormatException {
        DatabaseLogin login =
                read("  - {name: shop, url: 'jdbc:mariadb://localhost/shop'}\n").get(0);
        assertThat(login.user()).isEqualTo(LoginSource.NONE);
        assertThat(login.target().engine()).isEqualTo("mysql");
        assertThat(login.target().time()).isEqualTo(Duration.ofSeconds(20));
        assertThat(login.target().schemas()).isEqualTo(DatabaseTarget.Names.ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {name: a, url: 'jdbc:h2:x', migration: [/srv/db]}                      | migrations
                    {name: a, url: 'jdbc:h2:x', migrations: [scripts]}                     | a relative path; write an absolute one
                    {name: a, url: 'jdbc:postgresql://127.0.0.1:7412'}                     | the URL names no database; write it at the end
                    {name: a, url: 'jdbc:postgresql://h/?sslmode=require'}                 | the URL names no database
                    {name: a, url: 'jdbc:mariadb://h:3306'}                                | the URL names no database
                    {name: a, url: 'jdbc:mysql://h/'}                                      | the URL names no database
                    {name: a, url: 'jdbc:postgresql://u:hunt/hunter2@h/d'}                 | a login does not belong into the URL
                    {name: a, url: 'jdbc:mariadb://u:hunt?hunter2@h/d'}                    | a login does not belong into the URL
                    {name: a, url: 'jdbc:h2:x', pasword: hunter2}                          | passwordFile
                    {name: a, url: 'jdbc:h2:x', password: hunter2}                         | does not belong into this file
                    {name: a, url: 'jdbc:postgresql://u:hunter2@h/d'}                      | a login does not belong into the URL
                    {name: a, url: 'jdbc:postgresql://h/d?user=u&password=hunter2'}        | a login does not belong into the URL
                    {name: a, url: 'jdbc:sqlserver://h;password=hunter2'}                  | a login does not belong into the URL
                    {name: a, url: 'postgres://h/d'}                                       | not a JDBC URL
                    {name: 'a b', url: 'jdbc:h2:x'}                                        | not a name for a database
                    {name: a, url: 'jdbc:h2:x', user: u, userVariable: V}                  | name one of them
                    {name: a, url: 'jdbc:h2:x', json: {scan: all}}                         | write sample, full or off
                    {name: a, url: 'jdbc:h2:x', time: 20}                                  | not a length of time
                    {name: a, url: 'jdbc:h2:x', schemas: {only: [x]}}                      | unknown key
                    {url: 'jdbc:h2:x'}                                                     | missing key 'name'
                    """)
    void refusesWhatWillNotDoWithoutRepeatingASecret(String item, String complaint) {
        assertThatThrownBy(() -> read("  - " + item + "\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("agent.yaml:2")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:shop",
                "jdbc:postgresql:///shop",
                "jdbc:postgresql://?service=shop",
                "jdbc:mysql:loadbalance://h1,h2/shop",
                "jdbc:sqlserver://h",
                "jdbc:postgresql://h/shop?user=app@tenant",
            })
    void takesWhateverElseSaysWhichDatabaseIsMeant(String url) throws FormatException {
        assertThat(read("  - {name: a, url: '" + url + "'}\n")).hasSize(1);
    }

    @Test
    void refusesASecondDatabaseOfTheSameName() {
        assertThatThrownBy(() -> read("  - {name: a, url: 'jdbc:h2:x'}\n  - {name: a, url: 'jdbc:h2:y'}\n"))
                .hasMessageContaining("a second database 'a'");
    }

    @Test
    void speaksOfALoginWithoutItsUrl() throws FormatException {
        assertThat(read("  - {name: shop, url: 'jdbc:h2:where'}\n").get(0)).hasToString("DatabaseLogin[shop]");
    }

    @Test
    void logsInAtWhatItDiscoversOnlyWhereTold() throws FormatException {
        ConfigReader reader = new ConfigReader(List.of("database"), Path.of("/etc/leeway"));
        assertThat(reader.read("name: host", "agent.yaml").connects()).isEmpty();
        assertThat(reader.read("discover: {databases: facts}", "agent.yaml").connects())
                .contains(false);
        assertThat(reader.read("discover: {databases: connect}", "agent.yaml").connects())
                .contains(true);
        assertThatThrownBy(() -> reader.read("discover: {databases: conect}", "agent.yaml"))
                .hasMessageContaining("connect");
        assertThatThrownBy(() -> reader.read("name: host\ndiscover: connect", "agent.yaml"))
                .hasMessageContaining("agent.yaml:2")
                .hasMessageContaining("write 'discover: {databases: connect}'");
        assertThatThrownBy(() -> reader.read("discover: everything", "agent.yaml"))
                .hasMessageContaining("expected a map");
    }
}
