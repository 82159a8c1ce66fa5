package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.schema.snapshot.Section;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One schema in every version of the server there is; each day's build holds the two at the ends against each other. */
class PostgresqlMajorsIT {
    private static final boolean ALL = System.getProperty("acceptance") != null;

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 16, 17})
    void seesOneSchemaInAllVersionsOfTheServer(int major) throws Exception {
        assumeTrue(ALL, "runs with -Dacceptance");
        PostgresServer server = PostgresServer.of(major);
        Section section = LookedAt.of(server, Shop.copy(server));
        assertThat(section.uncovered()).isEmpty();
        assertThat(Shop.differences(Shop.facts(section), Shop.unchanged(PostgresServer.of(PostgresServer.NEW))))
                .contains("server/version")
                .allMatch(path -> path.startsWith("server/"));
    }
}
