package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables of a real PostgreSQL are looked at, what is said of the others, and how many rows there are. */
class WantedTablesIT {
    @Test
    void looksOnlyAtTheSchemasAndTablesWanted() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        Section section = LookedAt.of(
                server.url(Shop.copy(server)),
                new LoginSource.Written("postgres"),
                List.of("app"),
                List.of("e*", "orders"));
        assertThat(Shop.facts(section).keySet())
                .anyMatch(path -> path.startsWith("table[app.customers]"))
                .noneMatch(path -> path.contains("audit") && !path.startsWith("role["))
                .noneMatch(path -> path.startsWith("table[app.orders]") || path.startsWith("table[app.events]"));
        Section whole = LookedAt.of(server, Shop.copy(server));
        assertThat(Shop.facts(whole).keySet().stream()
                        .filter(path -> !Shop.facts(section).containsKey(path))
                        .filter(path -> section.uncovered().stream()
                                .noneMatch(gap -> gap.reason().equals("not requested")
                                        && gap.pattern().matches("database[shop]/" + path))))
                .as("told of all of it, and neither told nor left out here")
                .isEmpty();
        assertThat(section.uncovered())
                .as("what would hide a table that is wanted")
                .noneMatch(gap -> gap.pattern().matches("database[shop]/table[app.customers]/kind")
                        || gap.pattern().matches("database[shop]/role[someone]/login"));
    }

    @ParameterizedTest
    @ValueSource(ints = {PostgresServer.OLD, PostgresServer.NEW})
    void tellsAboutHowManyRowsATableHasThatWasNeverAnalysed(int version) throws Exception {
        PostgresServer server = PostgresServer.of(version);
        String database = server.database();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table nothing (id int); create table few (id int); insert into few values (1);"
                    + "create table many (id int, note text) with (autovacuum_enabled = off);"
                    + "insert into many select i, repeat('x', 20) from generate_series(1, 50000) i;"
                    + "create table parts (id int) partition by range (id); create table bare (id int) partition by range (id);"
                    + "create table part_1 partition of parts for values from (0) to (100000)"
                    + " with (autovacuum_enabled = off);"
                    + "insert into parts select i from generate_series(1, 40000) i");
            Section section = LookedAt.of(server, database);
            assertThat(Shop.facts(section))
                    .containsEntry("table[public.nothing]/rows", new Value.Text("below 10^3"))
                    .containsEntry("table[public.few]/rows", new Value.Text("below 10^3"))
                    .containsEntry("table[public.many]/rows", new Value.Text("10^4"))
                    .containsEntry("table[public.parts]/rows", new Value.Text("10^4"))
                    .containsEntry("table[public.bare]/rows", new Value.Text("below 10^3"));
            assertThat(section.uncovered()).isEmpty();
            statement.execute("analyze");
        }
        assertThat(Shop.facts(LookedAt.of(server, database)))
                .containsEntry("table[public.many]/rows", new Value.Text("10^4"))
                .containsEntry("table[public.parts]/rows", new Value.Text("10^4"));
    }

    @Test
    void saysOfWhichTableNobodyKnowsTheRows() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create foreign data wrapper nobody; create server elsewhere foreign data wrapper nobody;"
                    + "create foreign table far (id int) server elsewhere");
        }
        Section section = LookedAt.of(server, database);
        assertThat(Shop.facts(section)).doesNotContainKey("table[public.far]/rows");
        assertThat(section.uncovered())
                .extracting(gap -> gap.pattern().text() + " " + gap.reason())
                .containsExactly("database[shop]/table[public.far]/rows never analysed");
    }
}
