package dev.leeway.collector.store.sql;

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

/** A PostgreSQL server of one version, with a new database for each test. */
final class PostgresServer {
    private static final Path ARCHIVES = Path.of("target/engines").toAbsolutePath();
    private static final Map<Integer, PostgresServer> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of that major version, started when first asked for; without its archive the test is skipped, or fails where all is required. */
    static PostgresServer of(int major) {
        Optional<Path> archive = archive(major);
        if (archive.isEmpty()) {
            String reason = "no PostgreSQL " + major + " in target/engines; the build with -Dquick leaves it out";
            if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
                fail(reason);
            }
            abort(reason);
        }
        return RUNNING.computeIfAbsent(major, each -> start(archive.orElseThrow()));
    }

    private static Optional<Path> archive(int major) {
        if (!Files.isDirectory(ARCHIVES)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(ARCHIVES)) {
            return files.filter(file -> file.getFileName().toString().matches(".*-" + major + "\\.[0-9.]+\\.jar"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path archive) {
        try {
            Path home = Files.createDirectories(ARCHIVES.resolve("postgres"));
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, machine) -> binaries(archive))
                    .setOverrideWorkingDirectory(home.toFile())
                    .setDataDirectory(Files.createTempDirectory("leeway-store-postgres"))
                    .setCleanDataDirectory(true)
                    .setServerConfig("fsync", "off")
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

    /** The URL of a new database with nothing in it. */
    String database() throws SQLException {
        String name = "store" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name + " template template0");
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    private void execute(String database, String sql) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
