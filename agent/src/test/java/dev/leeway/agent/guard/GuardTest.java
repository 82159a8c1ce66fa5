package dev.leeway.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final HostsFile HOSTS = HostsFile.read(
            "127.0.0.1 localhost\n192.0.2.10 db-prod-1 harmless-alias\n192.0.2.11 replica.prod.example.com other\n");
    private static final Guard GUARD = new Guard(
            List.of(new ProtectedEndpoints(
                    "prod", List.of("db-prod-1:5432/shop", "*.prod.example.com", "192.0.2.50", "mysql-*:3306/*_live"))),
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
                        "DB (variable) leads to harmless-alias (192.0.2.10), which is prod's: db-prod-1:5432/shop");
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
                .containsExactly("DATABASE_URL");
    }
}
