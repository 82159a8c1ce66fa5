package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.engine.Relay;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that fail in every way there is: a bounded wait, an outcome that says so, and everything else as ever. */
@Isolated("what it times must not wait for others")
class FailingServersIT {
    private static final Duration TIME = Duration.ofSeconds(2);
    /** What nothing here takes: what ends a look then is what happens to its server. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static final boolean ALL = System.getProperty("acceptance") != null;
    private static final String PASSWORD = "Tr0mpete-im-Wald";
    private static final Map<String, CompletableFuture<Silence>> SILENT = new TreeMap<>();

    /** What one look gave, and how long it took. */
    private record Look(Snapshot snapshot, Duration took) {
        Section of(String name) {
            return requireNonNull(snapshot.sections().get(SectionKey.of("database", name)), name);
        }

        Section failing() {
            return of("shop");
        }
    }

    /** An engine, a server of it, and a database with something of everything in it. */
    private record Engine(String name, int port, String database, String user) {
        static Engine of(String name) throws Exception {
            if ("postgresql".equals(name)) {
                PostgresServer server = PostgresServer.of(PostgresServer.NEW);
                return new Engine(name, server.port(), Shop.copy(server), "postgres");
            }
            MariadbServer server = MariadbServer.get();
            String database = server.database();
            server.execute(database, EngineShop.sql("mysql"));
            return new Engine(name, server.port(), database, "root");
        }

        String url(int at) {
            return "jdbc:" + (name.equals("mysql") ? "mariadb" : name) + "://127.0.0.1:" + at + "/" + database;
        }
    }

    /** Looks at the database behind {@code port}, and at one beside it to which nothing happens. */
    private static Look look(Engine engine, String url, String user) throws Exception {
        return look(engine, url, user, TIME);
    }

    private static Look look(Engine engine, String url, String user, Duration time) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        List<DatabaseLogin> logins = List.of(
                new DatabaseLogin(
                        target("shop", engine.name(), time),
                        url,
                        new LoginSource.Written(user),
                        new LoginSource.Variable("THE_PASSWORD")),
                new DatabaseLogin(
                        target("well", "postgresql", ENOUGH),
                        server.url(server.database()),
                        new LoginSource.Written("postgres"),
                        LoginSource.NONE));
        String password = "root".equals(user) ? "" : PASSWORD;
        if (password.isEmpty()) {
            logins = List.of(
                    new DatabaseLogin(
                            target("shop", engine.name(), time), url, new LoginSource.Written(user), LoginSource.NONE),
                    logins.get(1));
        }
        long begin = System.nanoTime();
        Snapshot snapshot = LookedAt.snapshot(ConfiguredDatabases.of(logins, Map.of("THE_PASSWORD", PASSWORD)));
        Look look = new Look(snapshot, Duration.ofNanos(System.nanoTime() - begin));
        assertThat(look.of("well").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(look.of("well").uncovered()).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(PASSWORD, "planted");
        return look;
    }

    private static DatabaseTarget target(String name, String engine, Duration time) {
        return new DatabaseTarget(
                name, engine, DatabaseTarget.Names.ALL, DatabaseTarget.Names.ALL, DatabaseTarget.JsonLook.SAMPLE, time);
    }

    private static void isUnseen(Look look, Outcome outcome, String reason) {
        assertThat(look.failing().outcome()).isEqualTo(outcome);
        assertThat(look.failing().reason()).contains(reason);
        assertThat(look.failing().facts().size()).isZero();
        Section index = requireNonNull(look.snapshot().sections().get(SectionKey.parse("database")));
        assertThat(index.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(index.uncovered())
                .extracting(gap -> gap.pattern().text())
                .containsExactly("database/database[shop]/observed");
        // Its own time, that of the other, and what it takes to cut a line.
        assertThat(look.took()).isLessThan(TIME.plusSeconds(6));
    }

    /** A look at a server that falls silent, and how many bytes it had said before. */
    private record Silence(Look look, long said) {}

    /** Silent before the first word, at the login, and in the middle of one answer after the other. */
    static List<Arguments> silences() {
        return Stream.of("postgresql", "mysql")
                .flatMap(name -> LongStream.of(0, 1, name.equals("mysql") ? 120 : 400, 3000, 9000)
                        .mapToObj(after -> arguments(name, after)))
                .toList();
    }

    /** A short run keeps the first word and the middle of the catalogue apart. */
    private static boolean runs(long after) {
        return ALL || after == 0 || after == 3000;
    }

    /** All that run, at once: each waits for seconds, and does nothing else. */
    private static synchronized CompletableFuture<Silence> silent(String name, long after) throws Exception {
        if (SILENT.isEmpty()) {
            ExecutorService atOnce = Executors.newFixedThreadPool(4);
            for (Arguments each : silences()) {
                String engine = (String) each.get()[0];
                long limit = (long) each.get()[1];
                if (runs(limit)) {
                    Engine made = Engine.of(engine);
                    SILENT.put(engine + limit, CompletableFuture.supplyAsync(() -> lookAtSilence(made, limit), atOnce));
                }
            }
            // No other test begins before the last is over.
            atOnce.shutdown();
            assertThat(atOnce.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        return requireNonNull(SILENT.get(name + after));
    }

    private static Silence lookAtSilence(Engine engine, long after) {
        try (Relay relay = new Relay(engine.port(), after, Relay.Then.SILENCE)) {
            Look look = look(engine, engine.url(relay.port()), engine.user());
            return new Silence(look, relay.passed());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("silences")
    void waitsNoLongerThanItMayForOneThatFallsSilent(String name, long after) throws Exception {
        assumeTrue(runs(after), "runs with -Dacceptance");
        Silence silence = silent(name, after).get();
        assertThat(silence.said()).as("it was silent in the middle").isGreaterThan(after);
        isUnseen(silence.look(), Outcome.TIMED_OUT, "shop: time");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 0", "postgresql, 400", "postgresql, 3000", "postgresql, 9000",
        "mysql, 0", "mysql, 120", "mysql, 3000", "mysql, 9000"
    })
    void saysThatOneClosedTheLineInTheMiddle(String name, long after) throws Exception {
        Engine engine = Engine.of(name);
        try (Relay relay = new Relay(engine.port(), after, Relay.Then.CLOSE)) {
            Look look = look(engine, engine.url(relay.port()), engine.user());
            assertThat(look.failing().reason().orElse("")).isIn("shop: vanished", "shop: absent");
            isUnseen(look, Outcome.FAILED, look.failing().reason().orElse(""));
            assertThat(look.took()).isLessThan(Duration.ofSeconds(6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void saysThatNobodyListens(String name) throws Exception {
        Engine engine = Engine.of(name);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        isUnseen(
                look(engine, engine.url(port), engine.user()),
                Outcome.FAILED,
                "shop: absent (nothing answers at its address)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql"})
    void saysThatThereIsNoSuchDatabase(String name) throws Exception {
        Engine engine = Engine.of(name);
        Engine other = new Engine(name, engine.port(), "no_such_one", engine.user());
        isUnseen(
                look(other, other.url(other.port()), other.user()),
                Outcome.FAILED,
                "shop: absent (the server has no database of that name)");
    }

    @Test
    void saysThatAPasswordIsWrongInMariadb() throws Exception {
        Engine engine = Engine.of("mysql");
        MariadbServer server = MariadbServer.get();
        server.execute(
                engine.database(),
                "create or replace user locked identified by 'another'; grant select on *.* to locked");
        isUnseen(
                look(engine, engine.url(engine.port()), "locked"),
                Outcome.REFUSED,
                "shop: permission (the server refuses this user or password)");
    }

    @Test
    void saysThatAPasswordIsWrongInPostgresql() throws Exception {
        try (PostgresServer.Own own = PostgresServer.own(PostgresServer.NEW)) {
            own.server().execute("postgres", "create role locked login password 'another'");
            own.askForPasswordOf("locked");
            Engine engine = new Engine("postgresql", own.server().port(), "postgres", "locked");
            isUnseen(
                    look(engine, engine.url(engine.port()), "locked"),
                    Outcome.REFUSED,
                    "shop: permission (the server refuses this user or password)");
        }
    }

    @Test
    void saysThatPostgresqlDiedWhileItAnswered() throws Exception {
        try (PostgresServer.Own own = PostgresServer.own(PostgresServer.NEW)) {
            own.server().execute("postgres", Shop.sql());
            Engine engine = new Engine("postgresql", own.server().port(), "postgres", "postgres");
            try (Relay relay = new Relay(engine.port(), 6_000, Relay.Then.WAIT)) {
                Look look = lookWhile(engine, relay, () -> own.kill("leeway-agent"));
                isUnseen(look, Outcome.FAILED, "shop: vanished");
            }
        }
    }

    @Test
    void saysThatMariadbDiedWhileItAnswered() throws Exception {
        try (MariadbServer own = MariadbServer.own()) {
            String database = own.database();
            own.execute(database, EngineShop.sql("mysql"));
            Engine engine = new Engine("mysql", own.port(), database, "root");
            try (Relay relay = new Relay(engine.port(), 6_000, Relay.Then.WAIT)) {
                Look look = lookWhile(engine, relay, own::close);
                isUnseen(look, Outcome.FAILED, "shop: vanished");
            }
        }
    }

    private static Look lookWhile(Engine engine, Relay relay, Deed deed) throws Exception {
        PostgresServer.of(PostgresServer.NEW);
        CompletableFuture<Look> looked = CompletableFuture.supplyAsync(() -> {
            try {
                return look(engine, engine.url(relay.port()), engine.user(), ENOUGH);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(relay.awaitLimit()).isTrue();
        deed.done();
        relay.goOn();
        try {
            return looked.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private interface Deed {
        void done() throws Exception;
    }

    /** A catalogue somebody holds: its question waits its share and no more, and the others are answered. */
    @Test
    void losesOneQuestionThatWaitsForALockAndKeepsTheOthers() throws Exception {
        Engine engine = Engine.of("postgresql");
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        try (Connection other = server.connect(engine.database());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table pg_catalog.pg_enum in access exclusive mode");
            Look look = look(engine, engine.url(engine.port()), engine.user());
            assertThat(look.failing().outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(look.failing().uncovered())
                    .extracting(gap -> gap.pattern().text() + " " + gap.reason())
                    .containsExactly(
                            "database[shop]/json[*]/** time",
                            "database[shop]/migration[*]/** time",
                            "database[shop]/table[*]/column-order time",
                            "database[shop]/table[*]/column[*]/** time",
                            "database[shop]/type[*]/** time",
                            "database[shop]/view[*]/columns time");
            assertThat(Shop.facts(look.failing())).containsKey("view[app.rich]/text");
        }
    }

    @Test
    void readsAllButTheDocumentsOfATableThatIsLockedInMariadb() throws Exception {
        Engine engine = Engine.of("mysql");
        MariadbServer server = MariadbServer.get();
        server.execute(engine.database(), "insert into customers (email, payload) values ('a', '{\"b\": 1}')");
        try (Connection other = server.connect(engine.database());
                Statement statement = other.createStatement()) {
            statement.execute("lock tables customers write");
            Look look = look(engine, engine.url(engine.port()), engine.user());
            assertThat(look.failing().outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(look.failing().uncovered())
                    .extracting(gap -> gap.pattern().text() + " " + gap.reason())
                    .containsExactly("database[shop]/json[customers.payload]/** time");
            assertThat(Shop.facts(look.failing())).containsKey("table[customers]/column[email]/type");
            assertThat(look.took()).isLessThan(TIME.plusSeconds(6));
        }
    }

    /** A statement of the server's own that takes for ever: a view over a function that sleeps is never asked, only spelled. */
    @Test
    void asksNothingThatRunsWhatPeopleWrote() throws Exception {
        Engine engine = Engine.of("postgresql");
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        server.execute(
                engine.database(),
                "create view app.sleeper as select pg_sleep(60)::text as slept; create table app.touchy (n integer default"
                        + " random() * 7, check (n < 9)); create index on app.touchy ((n + 1))");
        Look look = look(engine, engine.url(engine.port()), engine.user());
        assertThat(look.failing().outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(look.took()).isLessThan(TIME.plusSeconds(6));
        try (Connection connection = server.connect(engine.database());
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from pg_stat_activity where application_name = 'leeway-agent'")) {
            assertThat(rows.next()).isTrue();
        }
    }
}
