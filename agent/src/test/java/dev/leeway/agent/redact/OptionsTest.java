package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Redactor REDACTOR = Redactor.keyless(RedactionRules.published());

    private static List<String> facts(Observed observed) {
        return REDACTOR.disclose(Address.parse("process[shop-web]/X"), observed).stream()
                .map(fact -> fact.path() + "=" + fact.value().display())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Xmx512m -Xss1m -Xint | option[-Xmx]=512m option[-Xss]=1m option[-Xint]=true",
                "-XX:+UseG1GC -XX:-UseNUMA -XX:MaxGCPauseMillis=200 | option[-XX:UseG1GC]=true option[-XX:UseNUMA]=false"
                        + " option[-XX:MaxGCPauseMillis]=200",
                "-Dspring.profiles.active=prod -Ddb.password=hunter2 -Dquiet | option[-Dspring.profiles.active]=prod"
                        + " option[-Ddb.password]=(secret) option[-Dquiet]=true",
                "-Ddb.url=jdbc:postgresql://db-1/shop -jar app.jar | option[-Ddb.url]/scheme=jdbc:postgresql"
                        + " option[-Ddb.url]/host=db-1 option[-Ddb.url]/database=shop option[-jar]=app.jar",
                "--port 8080 --verbose --token hunter2 --log-level=debug | option[--port]=8080 option[--verbose]=true"
                        + " option[--token]=(secret) option[--log-level]=debug",
                "--add-opens java.base/java.lang=ALL-UNNAMED --add-opens x | option[--add-opens]=(secret)",
                "mysql -phunter2 -u root | argument[1]=mysql option[-p]=(secret) option[-u]=(secret)",
                "mysql -p1234 | argument[1]=mysql option[-p]=(secret)",
                "gunicorn -w 4 -b 0.0.0.0:8000 shop.wsgi:application | argument[1]=gunicorn option[-w]=4 option[-b]=0.0.0.0:8000"
                        + " argument[2]=shop.wsgi:application",
                "server -p 8080 | argument[1]=server option[-p]=8080",
                "server -p 01234 | argument[1]=server option[-p]=(secret)",
                "sshpass -p 8080 | argument[1]=(secret) option[-p]=(secret)",
                "-cp /app/lib/*:/app com.shop.web.Main serve | option[-cp]=/app/lib/*:/app argument[1]=com.shop.web.Main argument[2]=serve",
                "-config.file=/etc/p.yml -storage.tsdb.path /data | option[-config.file]=/etc/p.yml option[-storage.tsdb.path]=/data",
                "-storepass changeit -keypass hunter2 | option[-storepass]=(secret,placeholder) option[-keypass]=(secret)",
                "DB_PASSWORD=hunter2 PORT=80 run | option[DB_PASSWORD]=(secret) option[PORT]=80 argument[1]=run",
                "curl -u app:hunter2 https://example.com/x | argument[1]=(secret) option[-u]=(secret) argument[2]/scheme=https"
                        + " argument[2]/host=example.com argument[2]/path=/x",
                "-javaagent:/opt/a.jar=key=hunter2 | option[-javaagent]=/opt/a.jar option[-javaagent=key]=(secret)",
                "-agentlib:jdwp=server=y,address=5005 | option[-agentlib:jdwp=server]=y option[-agentlib:jdwp=address]=5005",
                "--offset -5 - | option[--offset]=-5 argument[1]=(secret)"
            })
    void areTakenApartEachUnderAStableKey(String options, String expected) {
        List<String> wanted =
                Arrays.stream(expected.split(" ", -1)).map(fact -> "X/" + fact).toList();

        List<String> told = facts(new Observed.Arguments(List.of(options.split(" ", -1)))).stream()
                .map(fact -> fact.replace(", ", ","))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void inAVariableArePartedAsAShellWould() {
        assertThat(facts(new Observed.Guarded(
                        "variable",
                        "JAVA_OPTS",
                        "-Da='x y' -Db=\"p q\" -Dc=r\\ s  -Dpath=/a -Dnested='-Dpassword=hunter2'")))
                .containsExactly(
                        "X/option[-Da]=(secret)",
                        "X/option[-Db]=(secret)",
                        "X/option[-Dc]=(secret)",
                        "X/option[-Dpath]=/a",
                        "X/option[-Dnested]=(secret)");
    }

    @Test
    void ofOneNameBecomeAListInTheirOrder() {
        assertThat(facts(new Observed.Arguments(List.of("--feature", "on", "--feature", "off", "--feature", "on"))))
                .containsExactly("X/option[--feature]=[on, off, on]");
        assertThat(facts(new Observed.Arguments(
                        List.of("serve", "--include", "/srv/a", "--include", "/srv/b", "--include=/srv/c"))))
                .containsExactly("X/argument[1]=serve", "X/option[--include]=[/srv/a, /srv/b, /srv/c]")
                .doesNotContain("X/option[--include]={/srv/a, /srv/b, /srv/c}");
        assertThat(facts(new Observed.Arguments(List.of("--url", "http://b:1/x", "--url=http://a/x"))))
                .contains("X/option[--url]/host=[b, a]", "X/option[--url]/path=/x", "X/option[--url]/port=1");
        assertThat(facts(new Observed.Guarded("variable", "OTHER_URL", "http://a/?tag=1&tag=2")))
                .contains("X/parameter[tag]=[1, 2]");
    }

    @Test
    void beyondAThousandAreSaidToBeLeftOut() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            many.add("--o" + i);
        }

        assertThat(facts(new Observed.Arguments(many)))
                .hasSize(1025)
                .last()
                .isEqualTo("X/option[(more)]=(withheld: more than 1024 options)");
    }

    @Test
    void neverPutAValueIntoAKey() {
        assertThat(facts(new Observed.Arguments(List.of(
                        "--ghp_wR7pQx2ZtK9vLm4BwR7pQx2ZtK9vLm4B1234",
                        "-wR7pQx2ZtK9vLm4BwR7pQx2Z=1",
                        "-Dgithub.wR7pQx2ZtK9vLm4BwR7pQx2Z"))))
                .noneMatch(fact -> fact.contains("wR7p"));
    }
}
