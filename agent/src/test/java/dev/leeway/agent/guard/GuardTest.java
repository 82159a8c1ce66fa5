package dev.leeway.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final HostsFile HOSTS = HostsFile.read(
            "127.0.0.1 localhost\n192.0.2.10 db-prod-1 harmless-alias\n192.0.2.11 replica.prod.example.com other\n");
    private static final Guard GUARD = new Guard(
            List.of(new ProtectedEndpoints(
                    "prod", List.of("db-prod-1:5432/shop", "*.prod.example.com", "192.0.2.50", "mysql-*:3306/*_live"))),
            Set.of("prod", "production", "live"),
            HOSTS);

    private static Guard.Decision decide(Map<String, String> variables, String... command) {
        return GUARD.decide(List.of(command), variables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:hunter2@db-prod-1/shop",
                "postgres://app:hunter2@DB-PROD-1:5432/shop",
                "postgres://app:hunter2@harmless-alias/shop",
                "postgres://app:hunter2@192.0.2.10/shop",
                "postgres://app:hunter2@db-prod-1/",
                "jdbc:postgresql://db-dev-1,db-prod-1/shop?password=hunter2",
                "redis://:hunter2@cache.prod.example.com",
                "amqp://u:hunter2@other:5672/x",
                "mongodb://u:hunter2@192.0.2.50/x",
                "mysql://u:hunter2@mysql-7/shop_live",
            })
    void refusesWhatLeadsToAProtectedEndpoint(String url) {
        Guard.Decision decision = decide(Map.of("DATABASE_URL", url), "./server");
        assertThat(decision.breaches()).hasSize(1);
        assertThat(decision.breaches().get(0))
                .startsWith("DATABASE_URL (variable) leads to ")
                .contains("which is prod's: ")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:x@db-dev-1/shop",
                "postgres://app:x@db-prod-1/other",
                "postgres://app:x@db-prod-1:6432/shop",
                "postgres://app:x@localhost/shop",
                "mysql://u:x@mysql-7/shop",
                "redis://prod.example.com.evil.test",
            })
    void letsEverythingElseStart(String url) {
        assertThat(decide(Map.of("DATABASE_URL", url), "./server").breaches()).isEmpty();
    }

    @Test
    void followsReferencesAndParts() {
        assertThat(decide(Map.of("DB_HOST", "harmless-alias", "DB_PORT", "5432", "DB_NAME", "shop"), "./server")
                        .breaches())
                .containsExactly(
                        "DB_HOST (variable) leads to harmless-alias (192.0.2.10), which is prod's: db-prod-1:5432/shop");
        assertThat(decide(Map.of("TARGET", "db-prod-1", "SHOP_URL", "postgres://u:p@${TARGET}/shop"), "./server")
                        .breaches())
                .hasSize(1);
    }

    @Test
    void looksAtArgumentsOfTheCommand() {
        assertThat(decide(Map.of(), "psql", "-h", "db-prod-1", "-d", "shop").breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "psql", "host=db-prod-1 dbname=shop password=x")
                        .breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "psql", "postgres://u:p@db-prod-1/shop").breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "java", "-Dspring.datasource.url=jdbc:postgresql://db-prod-1/shop", "-jar", "x.jar")
                        .breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "env", "DATABASE_URL=postgres://db-prod-1/shop", "./x")
                        .breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "sh", "-c", "DATABASE_URL=postgres://db-prod-1/shop ./x")
                        .breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "./x", "--database-url", "postgres://db-prod-1/shop")
                        .breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "redis-cli", "-h", "cache.prod.example.com").breaches())
                .hasSize(1);
        assertThat(decide(Map.of(), "psql", "-h", "db-dev-1", "shop").breaches())
                .isEmpty();
    }

    @Test
    void saysWhatItCouldNotCheck() {
        assertThat(decide(Map.of("DATABASE_URL", "postgres://${NOWHERE}/shop"), "./x")
                        .doubtful())
                .containsExactly("DATABASE_URL (variable)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java|-Dspring.datasource.url=jdbc:postgresql://dev/shop|-Dspring.datasource.url=jdbc:postgresql://db-prod-1/shop",
                "./x|--spring.datasource.url=jdbc:postgresql://dev/shop|--spring.datasource.url=jdbc:postgresql://db-prod-1/shop",
                "psql|-h|dev|-h|db-prod-1|-d|shop",
                "psql|-h|db-prod-1|-h|dev|-d|shop",
                "redis-cli|-h|dev|-h|cache.prod.example.com",
                "env|DATABASE_URL=postgres://dev/shop|sh|-c|DATABASE_URL=postgres://db-prod-1/shop ./x",
                "psql|host=dev hostaddr=192.0.2.10 dbname=shop",
                "psql|postgresql://dev/shop?hostaddr=192.0.2.10",
                "psql|postgresql://dev/shop?host=db-prod-1",
                "psql|postgresql:///shop?host=dev&host=db-prod-1",
            })
    void judgesEveryValueOfWhatArgumentsRepeat(String command) {
        assertThat(GUARD.decide(List.of(command.split("\\|", 20)), Map.of()).breaches())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL=postgres://dev/shop|database_url=postgres://db-prod-1/shop",
                "database_url=postgres://dev/shop|DATABASE_URL=postgres://db-prod-1/shop",
                "DB_HOST=dev|DB_HOSTNAME=db-prod-1|DB_NAME=shop",
                "DB_ADDR=db-prod-1|DB_SERVER=dev|DB_NAME=shop",
                "DB_ADDR=dev|DB_SERVER=db-prod-1|DB_NAME=shop",
                "PGHOST=dev|PGHOSTADDR=192.0.2.10|PGDATABASE=shop",
                "SPRING_DATASOURCE_URL=jdbc:postgresql://dev/shop|_JAVA_OPTIONS=-Dspring.datasource.url=jdbc:postgresql://db-prod-1/shop",
            })
    void judgesEveryValueOfWhatVariablesRepeat(String variables) {
        Map<String, String> environment = new TreeMap<>();
        for (String variable : variables.split("\\|", 20)) {
            String[] sides = variable.split("=", 2);
            environment.put(sides[0], sides[1]);
        }
        assertThat(GUARD.decide(List.of("./x", "--spring.datasource.url=jdbc:postgresql://dev/shop"), environment)
                        .breaches())
                .hasSize(1);
    }

    @Test
    void keepsPartsThatStandTogetherTogether() {
        assertThat(decide(
                                Map.of(
                                        "DB_HOST",
                                        "db-prod-1",
                                        "DB_NAME",
                                        "other",
                                        "PGHOST",
                                        "dev",
                                        "PGDATABASE",
                                        "shop"),
                                "./x")
                        .breaches())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgres://dev/x?host=[2001:0db8:0:0:0:0:0:10]", "redis://[2001:db8::0010]", "redis://v6-alias"
            })
    void knowsAnAddressInEverySpelling(String url) {
        Guard guard = new Guard(
                List.of(new ProtectedEndpoints("prod", List.of("[2001:DB8::10]"))),
                Set.of("prod"),
                HostsFile.read("2001:db8:0::10 v6-alias\n"));
        assertThat(guard.decide(List.of("./x"), Map.of("DATABASE_URL", url)).breaches())
                .hasSize(1);
    }

    @Test
    void knowsAnAddressOfVersionFourInsideOneOfVersionSix() {
        assertThat(decide(Map.of("REDIS_URL", "redis://[::ffff:192.0.2.50]"), "./x")
                        .breaches())
                .hasSize(1);
    }

    @Test
    void looksIntoWhatIsPassedOn() {
        assertThat(decide(Map.of(), "docker", "run", "--env=DATABASE_URL=postgres://db-prod-1/shop", "image")
                        .breaches())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOP_SECRET=postgres://u:hunter2@db-prod-1/shop",
                "SHOP_KEY=postgres://db-prod-1/shop",
                "SHOP_CREDENTIALS=postgres://db-prod-1/shop",
                "DATABASE_URL=\"postgres://db-prod-1/shop\"",
                "SPRING_APPLICATION_JSON={\"spring\":{\"datasource\":{\"url\":\"jdbc:postgresql://DB-PROD-1/shop\"}}}",
                "DATABASE_URL=jdbc:redshift://db-prod-1:5439/shop",
                "DB_URL=db-prod-1:5432/shop",
                "SOMETHING=[2001:0db8:0:0::0010]:5432",
                "X=old.prod.example.com.",
            })
    void saysThatItCouldNotCheckWhatNamesAProtectedHost(String variable) {
        Guard guard = new Guard(
                List.of(new ProtectedEndpoints("prod", List.of("db-prod-1", "[2001:db8::10]", "*.prod.example.com"))),
                Set.of("prod"),
                HOSTS);
        String[] sides = variable.split("=", 2);
        assertThat(guard.decide(List.of("./x"), Map.of(sides[0], sides[1])))
                .isEqualTo(new Guard.Decision(List.of(), new TreeSet<>(List.of(sides[0] + " (variable)"))));
    }

    @Test
    void saysWhichArgumentItCouldNotCheck() {
        assertThat(decide(Map.of(), "./run", "-Xh", "db-prod-1").doubtful()).containsExactly("argument 2");
        assertThat(decide(
                                Map.of(),
                                "kubectl",
                                "-n",
                                "a",
                                "exec",
                                "-i",
                                "pod",
                                "-c",
                                "b",
                                "--",
                                "psql",
                                "-h",
                                "db-prod-1")
                        .doubtful())
                .containsExactly("argument 11");
    }

    @Test
    void saysThatALongValueWasNotChecked() {
        assertThat(decide(Map.of("DATABASE_URL", "postgres://db-dev/shop?x=" + "y".repeat(9_000)), "./x")
                        .doubtful())
                .containsExactly("DATABASE_URL (variable)");
    }

    @Test
    void saysNothingOfWhatItJudgedNorOfOtherWords() {
        Guard guard = new Guard(
                List.of(new ProtectedEndpoints("prod", List.of("db:5432/shop", "*:5432/live"))),
                Set.of("prod"),
                HostsFile.read(""));
        Map<String, String> variables = Map.of(
                "DATABASE_URL", "postgres://u:p@db/other", "PGHOST", "db", "PGDATABASE", "other", "PWD", "/srv/db/x");
        assertThat(guard.decide(
                        List.of(
                                "sh",
                                "-c",
                                "DATABASE_URL=postgres://db/other ./my-db",
                                "--db-host=db",
                                "--db-name=other"),
                        variables))
                .isEqualTo(new Guard.Decision(List.of(), new TreeSet<>()));
    }
}
