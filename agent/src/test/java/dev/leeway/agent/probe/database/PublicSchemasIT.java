package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.engine.PublicSchema;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that others publish, written out by the tools of their servers and read in elsewhere: nothing may seem to have changed. */
@ResourceLock(MariadbServer.SHARED)
class PublicSchemasIT {
    private static final LoginSource ROOT = new LoginSource.Written("root");

    /** Of each build a few; all where what is thorough runs. */
    private static final int SCHEMAS = switch (System.getProperty("leeway.scale", "short")) {
        case "short" -> 2;
        default -> Integer.MAX_VALUE;
    };

    static Stream<PublicSchema> some() {
        return PublicSchema.all().limit(SCHEMAS);
    }

    @Test
    void areMoreThanAHundredTables() {
        assertThat(PublicSchema.all()
                        .mapToInt(schema -> schema.postgresql().tables())
                        .sum())
                .isGreaterThan(140);
    }

    @Tag("seeded")
    @ParameterizedTest
    @MethodSource("some")
    void areTheSameInPostgresqlAfterDumpAndRestore(PublicSchema schema) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.OLD);
        String database = server.database();
        server.run(database, schema.script(schema.postgresql()));
        staysTheSame(server, database, schema.postgresql().tables());
    }

    @Tag("seeded")
    @ParameterizedTest
    @MethodSource("some")
    void areTheSameInMariadbAfterDumpAndRestore(PublicSchema schema) throws Exception {
        MariadbServer server = MariadbServer.get();
        String database = server.database();
        server.run(database, schema.script(schema.mariadb()));
        staysTheSame(server, database, schema.mariadb().tables());
    }

    /** Tools from 15 on take for granted that nobody may create in the schema {@code public}, which an older server allows anew. */
    @Test
    void soIsASchemaOfSomethingOfEverythingInPostgresql() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.OLD);
        staysTheSame(server, Shop.copy(server), 6, "grant[PUBLIC]/schema[public]");
    }

    @Test
    void soIsASchemaOfSomethingOfEverythingInMariadb() throws Exception {
        MariadbServer server = MariadbServer.get();
        String database = server.database();
        server.execute(database, EngineShop.sql("mysql"));
        staysTheSame(server, database, 5);
    }

    private static void staysTheSame(PostgresServer server, String database, int tables, String... exceptions)
            throws Exception {
        Section before = LookedAt.of(server, database);
        assertThat(tables(Shop.facts(before))).isEqualTo(tables);
        Path dump = Files.createTempFile("dump", ".sql");
        server.dump(database, dump);
        String again = server.database();
        server.run(again, dump);
        same(before, LookedAt.of(server, again), exceptions);

        PostgresServer young = PostgresServer.of(PostgresServer.NEW);
        String elsewhere = young.database();
        young.run(elsewhere, dump);
        assertThat(Shop.comparable(Shop.facts(before), Shop.facts(LookedAt.of(young, elsewhere))))
                .contains("server/version")
                .allMatch(path -> path.startsWith("server/"));
    }

    private static void staysTheSame(MariadbServer server, String database, int tables) throws Exception {
        Section before = LookedAt.of("mysql", server.url(database), ROOT);
        assertThat(tables(Shop.facts(before))).isEqualTo(tables);
        Path dump = Files.createTempFile("dump", ".sql");
        server.dump(database, dump);
        String again = server.database();
        server.run(again, dump);
        same(before, LookedAt.of("mysql", server.url(again), ROOT));
    }

    private static void same(Section before, Section after, String... exceptions) {
        assertThat(before.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(after.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(after.uncovered()).isEqualTo(before.uncovered());
        assertThat(Shop.comparable(Shop.facts(before), Shop.facts(after))).containsExactlyInAnyOrder(exceptions);
    }

    private static long tables(SortedMap<String, Value> facts) {
        return facts.keySet().stream()
                .filter(path -> path.matches("table\\[[^]]*]/kind"))
                .count();
    }
}
