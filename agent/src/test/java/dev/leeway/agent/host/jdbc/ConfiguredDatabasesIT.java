package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.spi.DatabaseServers.DatabaseWork;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sessions at a real server, and at some that only seem to be one. */
@ResourceLock(PostgresServer.SHARED)
class ConfiguredDatabasesIT {
    private static final LoginSource SUPERUSER = new LoginSource.Written("postgres");

    private static void session(String url, LoginSource user, Duration time, DatabaseWork work) throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                "shop",
                "postgresql",
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                time);
        ConfiguredDatabases.of(List.of(new DatabaseLogin(target, url, user, LoginSource.NONE)), Map.of())
                .session(target, work);
    }

    private static String told(String url, LoginSource user) {
        HostAccessException failure = catchThrowableOfType(
                HostAccessException.class, () -> session(url, user, Duration.ofSeconds(20), session -> {}));
        return String.valueOf(failure.getMessage());
    }

    private static Kind failure(String url, LoginSource user, Duration time, DatabaseWork work) {
        HostAccessException failure =
                catchThrowableOfType(HostAccessException.class, () -> session(url, user, time, work));
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure).hasMessageStartingWith("shop: ").hasNoCause();
        return failure.kind();
    }

    private static String url() throws Exception {
        return PostgresServer.of(PostgresServer.NEW).url("postgres");
    }

    @Test
    void canOnlyReadAndSeesOneMoment() throws Exception {
        session(url(), SUPERUSER, Duration.ofSeconds(20), session -> {
            assertThat(session.query(
                            "select current_setting('transaction_isolation') as a,"
                                    + " current_setting('transaction_read_only') as b",
                            List.of()))
                    .allMatch(row -> row.text("a").equals("repeatable read")
                            && row.text("b").equals("on"));
            assertThatThrownBy(() -> session.query("create table t (a int)", List.of()))
                    .isInstanceOf(HostAccessException.class);
            assertThat(session.query("select 1 as one", List.of()).get(0).number("one"))
                    .hasValue(1);
            assertThat(session.product()).isEqualTo("PostgreSQL");
            assertThat(session.cost().questions()).isEqualTo(3);
        });
    }

    @Test
    void readsTextsNumbersFlagsAndLists() throws Exception {
        session(url(), SUPERUSER, Duration.ofSeconds(20), session -> {
            var row = session.query(
                            "select ?::text as t, 7::bigint as n, true as f, array['a', 'b']::text[] as l,"
                                    + " null::text as nothing, null::bigint as no, null::text[] as none where 'x' = any (?)",
                            List.of("it's", List.of("x", "y")))
                    .get(0);
            assertThat(row.text("t")).isEqualTo("it's");
            assertThat(row.number("n")).hasValue(7);
            assertThat(row.flag("f")).isTrue();
            assertThat(row.list("l")).containsExactly("a", "b");
            assertThat(row.optional("nothing")).isEmpty();
            assertThat(row.number("no")).isEmpty();
            assertThat(row.list("none")).isEmpty();
        });
    }

    @Test
    void goesOnAfterAQuestionThatWasRefused() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        server.execute("postgres", "drop role if exists poor; create role poor login");
        session(server.url("postgres"), new LoginSource.Written("poor"), Duration.ofSeconds(20), session -> {
            assertThat(kind(() -> session.query("select * from pg_authid", List.of())))
                    .isEqualTo(Kind.DENIED);
            assertThat(kind(() -> session.query("select nonsense from pg_class", List.of())))
                    .isEqualTo(Kind.MALFORMED);
            assertThat(session.query("select 1 as one", List.of())).hasSize(1);
        });
    }

    private static Kind kind(org.assertj.core.api.ThrowableAssert.ThrowingCallable question) {
        HostAccessException failure = catchThrowableOfType(HostAccessException.class, question);
        return failure.kind();
    }

    @Test
    void saysThatALoginIsRefusedADatabaseMissingAPortDead() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        Duration time = Duration.ofSeconds(20);
        assertThat(failure(server.url("postgres"), new LoginSource.Written("who_is_this"), time, session -> {}))
                .isEqualTo(Kind.DENIED);
        assertThat(failure(server.url("no_such"), SUPERUSER, time, session -> {}))
                .isEqualTo(Kind.ABSENT);
        assertThat(failure("jdbc:postgresql://localhost:" + freePort() + "/x", SUPERUSER, time, session -> {}))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    void saysWhatExactlyStoodInTheWay() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        assertThat(told(server.url("postgres"), new LoginSource.Written("who_is_this")))
                .isEqualTo("shop: permission (the server refuses this user or password)");
        assertThat(told(server.url("no_such"), SUPERUSER))
                .isEqualTo("shop: absent (the server has no database of that name)");
        assertThat(told("jdbc:postgresql://localhost:" + freePort() + "/x", SUPERUSER))
                .isEqualTo("shop: absent (nothing answers at its address)");
        assertThat(told("jdbc:postgresql://no-such-host.invalid/x", SUPERUSER))
                .isEqualTo("shop: absent (the name of its host is not known)");
        assertThat(told("jdbc:mariadb://localhost:" + freePort() + "/x", SUPERUSER))
                .isEqualTo("shop: absent (nothing answers at its address)");
        assertThat(told("jdbc:mariadb://no-such-host.invalid/x", SUPERUSER))
                .isEqualTo("shop: absent (the name of its host is not known)");
    }

    /** One that nobody waits on any more. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void waitsNoLongerThanItMayForAServerThatIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            String url = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/x";
            assertThat(failure(url, SUPERUSER, Duration.ofSeconds(1), session -> {}))
                    .isEqualTo(Kind.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void endsAQuestionThatTakesTooLongAtTheServerToo() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        long begin = System.nanoTime();
        assertThat(failure(
                        server.url("postgres"),
                        SUPERUSER,
                        Duration.ofSeconds(1),
                        session -> session.query("select pg_sleep(60) as slept", List.of())))
                .isEqualTo(Kind.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        nobodySleeps(server);
    }

    @Test
    void cancelsWhatRunsWhenToldToStop() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                session(server.url("postgres"), SUPERUSER, Duration.ofSeconds(60), session -> {
                    asked.countDown();
                    session.query("select pg_sleep(60) as slept", List.of());
                });
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        thread.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(300);
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        nobodySleeps(server);
    }

    /** The server takes note of a cancellation within a moment. */
    private static void nobodySleeps(PostgresServer server) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sleepers(server) > 0) {
            assertThat(System.nanoTime()).as("time for the server to end it").isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static long sleepers(PostgresServer server) throws Exception {
        try (Connection connection = server.connect("postgres");
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_stat_activity where state = 'active'"
                                + " and query like 'select pg_sleep%'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void takesInNoMoreThanItMay() throws Exception {
        assertThat(failure(url(), SUPERUSER, Duration.ofSeconds(60), session -> {
                    session.limit(32 << 20);
                    session.each("select repeat('x', 10000) as x from generate_series(1, 10000)", List.of(), row -> {});
                }))
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void saysNothingOfWhatADriverSays() throws Exception {
        String url = "jdbc:nosuchengine://somewhere";
        DatabaseTarget target = new DatabaseTarget(
                "shop",
                "nosuchengine",
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(5));
        assertThatThrownBy(() -> ConfiguredDatabases.of(
                                List.of(new DatabaseLogin(target, url, SUPERUSER, LoginSource.NONE)), Map.of())
                        .session(target, session -> {}))
                .hasMessage("shop, driver in drivers/: absent");
    }
}
