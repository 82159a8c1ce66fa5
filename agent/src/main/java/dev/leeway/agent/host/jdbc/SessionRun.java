package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseServers.DatabaseWork;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostAccessException.Remark;
import dev.leeway.agent.spi.HostFiles;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One session, on a thread of its own: a read from a socket ends neither by an interrupt nor in time, so somebody else must be there to
 * cancel what runs and to cut the line.
 */
final class SessionRun {
    /** For the server to take note of a cancellation, and for the thread to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DatabaseLogin login;
    private final DatabaseLogin.Credentials credentials;
    private final Optional<HostFiles> files;
    private final Duration time;
    private final DatabaseWork work;
    private final String name;
    private final AtomicReference<@Nullable JdbcSession> running = new AtomicReference<>();
    private volatile boolean over;

    SessionRun(DatabaseAccess access, Duration time, DatabaseWork work) {
        this.login = access.login();
        this.credentials = access.credentials();
        this.files = access.files();
        this.time = time;
        this.work = work;
        this.name = login.target().name();
    }

    void run() throws HostAccessException, InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(this::work);
        Thread thread = new Thread(task, "database-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            cut(thread);
            throw new HostAccessException(Kind.TIMED_OUT, name);
        } catch (InterruptedException e) {
            cut(thread);
            throw e;
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    private void rethrow(@Nullable Throwable cause) throws HostAccessException, InterruptedException {
        if (cause instanceof HostAccessException known) {
            throw known;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        // What a driver throws unexpectedly quotes what it met.
        throw new HostAccessException(Kind.UNREADABLE, name);
    }

    /** Ends what runs, whatever it waits for. */
    private void cut(Thread thread) {
        over = true;
        JdbcSession session = running.get();
        if (session != null) {
            Thread cutter = new Thread(session::abort, "database-" + name + "-end");
            cutter.setDaemon(true);
            cutter.start();
        }
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean work() throws HostAccessException, InterruptedException {
        EngineLogin engine = EngineLogin.of(login.target().engine());
        Driver driver = files.isPresent() ? Drivers.sqlite(files.get()) : Drivers.of(login.url(), name);
        Properties properties = engine.properties(login.url(), time);
        credentials.user().ifPresent(user -> properties.setProperty("user", user));
        credentials.password().ifPresent(password -> properties.setProperty("password", password));
        try (Connection connection = connect(driver, properties)) {
            JdbcSession session = new JdbcSession(connection, name);
            running.set(session);
            if (over) {
                throw new InterruptedException();
            }
            engine.begin(connection, time);
            work.in(session);
            end(connection);
            return true;
        } catch (SQLException e) {
            throw SqlFailure.ofLogin(e, name);
        }
    }

    private Connection connect(Driver driver, Properties properties) throws SQLException, HostAccessException {
        String url = Drivers.spelled(login.url());
        Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
        if (connection == null) {
            throw new HostAccessException(Kind.MALFORMED, name, Remark.URL);
        }
        return connection;
    }

    /** Nothing was written, so nothing can be lost. */
    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
