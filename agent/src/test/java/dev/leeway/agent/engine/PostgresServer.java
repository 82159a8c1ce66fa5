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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A PostgreSQL server of one version, with as many databases as tests want. */
public final class PostgresServer {
    /** Names, for {@code @ResourceLock}, what tests of one server see of each other: roles and settings of the server. */
    public static final String SHARED = "postgresql";

    /** The oldest and the newest that tests hold against each other. */
    public static final int OLD = 14;

    public static final int NEW = 18;

    private static final String CLIENTS = "the package postgresql-client";
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
        if (!Files.isDirectory(Engines.archives())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(Engines.archives())) {
            return files.filter(file -> file.getFileName().toString().matches(".*-" + major + "\\.[0-9.]+\\.jar"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path archive, int major) {
        try {
            return new PostgresServer(builder(archive, major)
                    .setDataDirectory(Engines.scratch("postgres"))
                    .setCleanDataDirectory(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path archive, int major) throws IOException {
        Path directory = Files.createDirectories(Engines.home("postgres-" + major));
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> binaries(archive))
                .setOverrideWorkingDirectory(directory.toFile())
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("autovacuum", "off")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    /** A new server that keeps what it was told where a machine fails: what is measured must not be spared what others pay. */
    public static Own durable(int major, Path data) throws IOException {
        return new Own(
                new PostgresServer(builder(archive(major).orElseThrow(), major)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("autovacuum", "on")
                        .setDataDirectory(data)
                        .setCleanDataDirectory(true)
                        .start()),
                data);
    }

    /** A server for one test alone, which may do to it what it likes. */
    public static Own own(int major) throws IOException {
        of(major);
        Path data = Engines.scratch("postgres-own");
        Path archive = archive(major).orElseThrow();
        EmbeddedPostgres server = builder(archive, major)
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .start();
        return new Own(new PostgresServer(server), data);
    }

    /** A server on files that another one made. */
    public static Own on(int major, Path data) throws IOException {
        of(major);
        EmbeddedPostgres server = builder(archive(major).orElseThrow(), major)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        return new Own(new PostgresServer(server), data);
    }

    /**
     * A server of one's own.
     *
     * @param data where it keeps what it has
     */
    public record Own(PostgresServer server, Path data) implements AutoCloseable {
        /** Asks {@code role} for a password, and nobody else. */
        public void askForPasswordOf(String role) throws IOException, SQLException {
            Path rules = data.resolve("pg_hba.conf");
            Files.writeString(rules, "host all " + role + " all scram-sha-256\n" + Files.readString(rules));
            server.execute("postgres", "select pg_reload_conf()");
        }

        /** Kills the process that speaks to {@code application}, as a machine out of memory would; all others end with it. */
        public void kill(String application) throws SQLException {
            try (Connection connection = server.connect("postgres");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pid from pg_stat_activity where application_name = '" + application + "'")) {
                if (!row.next()) {
                    throw new SQLException("nobody there is " + application);
                }
                ProcessHandle.of(row.getLong(1)).orElseThrow().destroyForcibly();
            }
        }

        @Override
        public void close() throws IOException {
            server.server.close();
        }
    }

    private static InputStream binaries(Path archive) throws IOException {
        JarFile jar = new JarFile(archive.toFile());
        return jar.getInputStream(jar.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow());
    }

    /** Does what a file says, by the client that comes with the server. */
    public void run(String database, Path script) throws IOException, InterruptedException {
        Program.require("psql", CLIENTS);
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        command.addAll(login(database));
        Program.run(command, script, Path.of("/dev/null"));
    }

    /** Writes all that makes {@code database} into a file, by the tool that comes with the server. */
    public void dump(String database, Path into) throws IOException, InterruptedException {
        Program.require("pg_dump", CLIENTS);
        List<String> command = new ArrayList<>(List.of("pg_dump"));
        command.addAll(login(database));
        Program.run(command, Path.of("/dev/null"), into);
    }

    /** What the client that comes with the server answers to one command. */
    public String answer(String database, String asked) throws IOException, InterruptedException {
        Program.require("psql", CLIENTS);
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-v", "ON_ERROR_STOP=1", "-c", asked));
        command.addAll(login(database));
        return Program.answer(command);
    }

    private List<String> login(String database) {
        return List.of("-h", "localhost", "-p", Integer.toString(port()), "-U", "postgres", "-d", database);
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

    /** Removes a database, so that the server need not put hundreds of them away at its end. */
    public void drop(String database) throws SQLException {
        execute("postgres", "drop database " + database);
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
