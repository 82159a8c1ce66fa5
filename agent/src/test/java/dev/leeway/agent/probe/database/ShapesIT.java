package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.DatabaseTarget.JsonLook;
import dev.leeway.agent.spi.DatabaseTarget.Scan;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of a real server: 50,000 of which five have a shape of their own, and secrets in keys and values. */
final class ShapesIT {
    private static final String ORDERS = """
            create table orders (id bigint primary key, raw json, note text, payload jsonb);
            insert into orders (id, payload, note)
            select i, case when i in (4001, 17777, 23456, 31313, 44444)
                      then jsonb_build_object('id', i, 'total', '12,50', 'legacy', jsonb_build_object('vat', 19))
                      else jsonb_build_object('id', i, 'total', i / 4.0, 'mail', 'user' || i || '@example.com',
                           'lines', jsonb_build_array(jsonb_build_object('sku', md5(i::text), 'count', i % 7)),
                           'by_customer', jsonb_build_object((100000 + i)::text, true),
                           'password', 'hunter2-' || i)
                      end,
                   case when i % 2 = 0 then '{"draft": true}' end
            from generate_series(1, 50000) i;
            insert into orders (id, payload, note) values (60001, '{"AKIAIOSFODNN7EXAMPLE": "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a": 1, "anna.berg@example.com": {"born": "1977-03-04"},
                "4111111111111111": 1, "Anna Berg": 2}', 'not json: hunter2');
            """;

    private static Snapshot look(PostgresServer server, String database, String user, JsonLook json, Duration time)
            throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                "shop", "postgresql", DatabaseTarget.Names.ALL, DatabaseTarget.Names.ALL, json, time);
        return LookedAt.snapshot(ConfiguredDatabases.of(
                List.of(new DatabaseLogin(
                        target, server.url(database), new LoginSource.Written(user), LoginSource.NONE)),
                Map.of()));
    }

    private static Section look(PostgresServer server, String database, JsonLook json) throws Exception {
        return LookedAt.section(look(server, database, "postgres", json, Duration.ofSeconds(25)));
    }

    /** The facts of one column, by what follows it. */
    private static SortedMap<String, String> facts(Section section, String column) {
        SortedMap<String, String> facts = new TreeMap<>();
        String prefix = FactPath.of("json", column).text() + "/";
        section.facts().forEach((path, value) -> {
            if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                facts.put(
                        rest.replace("%5B", "[")
                                .replace("%5D", "]")
                                .replace("%7B", "{")
                                .replace("%7D", "}"),
                        value.display());
            }
        });
        return facts;
    }

    private static String orders(PostgresServer server) throws Exception {
        String database = server.database();
        server.execute(database, ORDERS);
        return database;
    }

    @ParameterizedTest
    @ValueSource(ints = {PostgresServer.OLD, PostgresServer.NEW})
    void fullScanFindsTheShapeOfFiveRowsOfManyAndNothingPlantedLeaves(int version) throws Exception {
        PostgresServer server = PostgresServer.of(version);
        String database = orders(server);
        JsonLook full = new JsonLook(List.of("public.orders.note"), Scan.FULL, 2_000);

        Snapshot snapshot = look(server, database, "postgres", full, Duration.ofSeconds(25));

        SortedMap<String, String> payload = facts(LookedAt.section(snapshot), "public.orders.payload");
        assertThat(payload)
                .containsEntry("path[$.legacy]/types", "{object}")
                .containsEntry("path[$.legacy]/presence", "rare")
                .containsEntry("path[$.legacy.vat]/types", "{integer}")
                .containsEntry("path[$.total]/types", "{number, string}")
                .containsEntry("path[$.lines[].sku]/types", "{string}")
                .containsEntry("path[$.by_customer.{any}]/types", "{boolean}")
                .containsEntry("path[$.{any}]/types", "{integer, object, string}")
                .containsEntry("path[$.{any}]/presence", "rare")
                .containsEntry("path[$.{any}.born]/types", "{string}")
                .containsEntry("rows-seen", "10^4")
                .containsEntry("scan", "full")
                .containsEntry("bound", "none: every row was read");
        assertThat(facts(LookedAt.section(snapshot), "public.orders.note"))
                .containsEntry("path[$.draft]/types", "{boolean}");
        assertThat(LookedAt.section(snapshot).uncovered())
                .extracting(uncovered -> uncovered.pattern() + " " + uncovered.reason())
                .containsExactly("database[shop]/json[public.orders.note]/path[*]/** format");
        assertThat(written(snapshot))
                .doesNotContain(
                        "hunter2",
                        "AKIA",
                        "wJalr",
                        "ghp_",
                        "anna",
                        "Anna",
                        "4111",
                        "1977",
                        "example.com",
                        "100001",
                        "12,50");
    }

    private static String written(Snapshot snapshot) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {PostgresServer.OLD, PostgresServer.NEW})
    void sampleTellsItsBoundAndIsTheSameAgainAfterStatisticsAndVacuum(int version) throws Exception {
        PostgresServer server = PostgresServer.of(version);
        String database = orders(server);
        JsonLook sample = new JsonLook(List.of(), Scan.SAMPLE, 2_000);

        Section first = look(server, database, sample);
        server.execute(database, "analyze orders");
        server.execute(database, "vacuum orders");
        Section second = look(server, database, sample);

        SortedMap<String, String> payload = facts(first, "public.orders.payload");
        assertThat(payload)
                .containsEntry("scan", "sample")
                .containsEntry("rows-seen", "10^3")
                .containsEntry("path[$.total]/presence", "often")
                .containsKey("path[$.{any}.born]/types");
        assertThat(payload.get("bound")).matches("shapes rarer than 1 in 3[0-9]0 may be unseen \\(95 %\\)");
        assertThat(facts(second, "public.orders.payload")).isEqualTo(payload);
    }

    @Test
    void aSampleThatHoldsAllRowsSaysSo() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(
                database,
                "create table t (a jsonb, b jsonb) partition by range ((a ->> 'n')); create table t1 partition of t default;"
                        + "insert into t select jsonb_build_object('n', i) from generate_series(1, 300) i");

        Section section = look(server, database, JsonLook.SAMPLE);

        assertThat(facts(section, "public.t.a"))
                .containsEntry("scan", "full")
                .containsEntry("rows-seen", "below 10^3")
                .containsEntry("path[$.n]/presence", "always");
        assertThat(facts(section, "public.t.b"))
                .containsEntry("rows-seen", "none")
                .doesNotContainKey("path[$]/types");
        assertThat(section.outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void whatMayNotBeReadIsToldAndTheRestIsThere() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = orders(server);
        server.execute(
                database,
                "create role shapes_reader login; grant usage on schema public to shapes_reader;"
                        + "create table readable (id integer primary key, doc jsonb); insert into readable values (1, '{\"a\": 1}');"
                        + "grant select on readable to shapes_reader");
        try {
            Section section =
                    LookedAt.section(look(server, database, "shapes_reader", JsonLook.SAMPLE, Duration.ofSeconds(20)));

            assertThat(facts(section, "public.readable.doc")).containsEntry("path[$.a]/types", "{integer}");
            assertThat(facts(section, "public.orders.payload")).isEmpty();
            assertThat(section.uncovered())
                    .extracting(uncovered -> uncovered.pattern() + " " + uncovered.reason())
                    .contains(
                            "database[shop]/json[public.orders.payload]/** permission",
                            "database[shop]/json[public.orders.raw]/** permission");
        } finally {
            server.execute(database, "drop owned by shapes_reader; drop role shapes_reader");
        }
    }

    @Tag("thorough")
    @Test
    void aScanThatRunsOutOfTimeTellsWhatItSaw() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(
                database,
                "create table big (id integer primary key, doc jsonb);"
                        + "insert into big select i, jsonb_build_object('a', repeat('x', 3000), 'n', i)"
                        + " from generate_series(1, 400000) i");

        // How far it comes depends on the machine: the first time that is enough to see something must not be enough
        // for all.
        Section section;
        int seconds = 2;
        do {
            section = LookedAt.section(look(
                    server, database, "postgres", new JsonLook(List.of(), Scan.FULL, 10), Duration.ofSeconds(seconds)));
            seconds *= 2;
        } while (facts(section, "public.big.doc").isEmpty() && seconds < 20);

        assertThat(facts(section, "public.big.doc"))
                .containsEntry("path[$.n]/types", "{integer}")
                .containsEntry("scan", "sample")
                .containsEntry("bound", "shapes may be unseen, however common");
        assertThat(section.uncovered())
                .extracting(uncovered -> uncovered.pattern() + " " + uncovered.reason())
                .contains("database[shop]/json[public.big.doc]/path[*]/** time");
        assertThat(section.facts().find(FactPath.parse("table[public.big]/column[doc]/type")))
                .isPresent();
    }

    @Test
    void nothingIsReadWhereItIsSwitchedOff() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);

        Section section = look(server, orders(server), new JsonLook(List.of(), Scan.OFF, 10));

        section.facts().forEach((path, value) -> assertThat(path).doesNotStartWith("json["));
        assertThat(section.uncovered())
                .extracting(uncovered -> uncovered.pattern().toString())
                .containsExactly("database[shop]/json[*]/**");
    }
}
