package dev.leeway.agent.engine;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A PostgreSQL server of one version, with as many databases as tests want. */
public final class PostgresServer {
    /** The oldest and the newest that tests hold against each other. */
    public static final int OLD = 14;

    public static final int NEW = 18;

    private static final Path ENGINES = Path.of("target", "engines");
    private static final Map<Integer, PostgresServer> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of that major version, started when first asked for; without its archive the test is skipped, or fails where all is required. */
    public static PostgresServer of(int major) {
        Optional<Path> archive = archive(major);
        if (archive.isEmpty()) {
            String reason = "no PostgreSQL " + major + " in target/engines; the build with -Dquick leaves it out";
            if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
                fail(reason);
            }
            abort(reason);
        }
        return RUNNING.computeIfAbsent(major, each -> start(archive.orElseThrow(), major));
    }

    private static Optional<Path> archive(int major) {
        if (!Files.isDirectory(ENGINES)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(ENGINES)) {
            return files.filter(file -> file.getFileName().toString().matches(".*-" + major + "\\.[0-9.]+\\.jar"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path archive, int major) {
        try {
            Path directory = Files.createDirectories(
                    Path.of("target", "postgres-" + major).toAbsolutePath());
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, machine) -> binaries(archive))
                    .setOverrideWorkingDirectory(directory.toFile())
                    .setServerConfig("fsync", "off")
                    .setServerConfig("autovacuum", "off")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream binaries(Path archive) throws IOException {
        JarFile jar = new JarFile(archive.toFile());
        return jar.getInputStream(jar.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow());
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** A new database with nothing in it. */
    public String database() throws SQLException {
        String name = "db" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name + " template template0");
        return name;
    }

    /** A copy of {@code database}, to which nobody may be connected. */
    public String copy(String database) throws SQLException {
        String name = "db" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name + " template " + database);
        return name;
    }

    /** The URL of a database. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** Does something as the superuser. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }
}
