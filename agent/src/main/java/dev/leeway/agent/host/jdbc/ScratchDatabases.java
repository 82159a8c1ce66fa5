package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Databases in files of a directory of their own, made only to be looked at once: they are gone when this is closed, and nothing
 * that was there before is touched.
 */
public final class ScratchDatabases implements AutoCloseable {
    private static final String USER = "SA";
    private static final String PASSWORD = "SCRATCH_PASSWORD";

    private final Path directory;
    private final List<DatabaseLogin> logins = new ArrayList<>();
    private String password = "";

    private ScratchDatabases(Path directory) {
        this.directory = directory;
    }

    /** Nothing yet, in a new directory that only its owner may enter. */
    public static ScratchDatabases create() throws IOException {
        return new ScratchDatabases(Files.createTempDirectory("leeway-scratch"));
    }

    /**
     * Makes a file of SQLite, which has no login.
     *
     * @throws IOException when a statement will not do; without its text
     */
    public void sqlite(String name, List<String> statements) throws IOException {
        String url = "jdbc:sqlite:" + directory.resolve(name + ".db");
        made(url, new Properties(), statements);
        logins.add(new DatabaseLogin(DatabaseTarget.all(name, "sqlite"), url, LoginSource.NONE, LoginSource.NONE));
    }

    /**
     * Makes a file of H2 that is opened with {@code word} alone.
     *
     * @throws IOException when a statement will not do; without its text
     */
    public void h2(String name, String word, List<String> statements) throws IOException {
        String url = "jdbc:h2:file:" + directory.resolve(name);
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", word);
        made(url, login, statements);
        password = word;
        logins.add(new DatabaseLogin(
                DatabaseTarget.all(name, "h2"),
                url,
                new LoginSource.Written(USER),
                new LoginSource.Variable(PASSWORD)));
    }

    private static void made(String url, Properties login, List<String> statements) throws IOException {
        try (Connection connection = connection(url, login);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            // What a driver says may hold what was to be written.
            throw new IOException("a scratch database cannot be made: " + e.getSQLState());
        }
    }

    private static Connection connection(String url, Properties login) throws SQLException {
        Optional<Connection> connection = Optional.ofNullable(
                url.startsWith("jdbc:h2:") ? new org.h2.Driver().connect(url, login) : Sqlite.connect(url, login));
        return connection.orElseThrow(() -> new SQLException("no connection"));
    }

    /** A class of its own, so that the drivers that are registered are looked for when one is wanted. */
    private static final class Sqlite {
        static Connection connect(String url, Properties login) throws SQLException {
            return java.sql.DriverManager.getConnection(url, login);
        }
    }

    /**
     * They, as if a configuration named them.
     *
     * @throws IOException when the login of one cannot be had
     */
    public DatabaseServers servers() throws IOException {
        try {
            return ConfiguredDatabases.of(logins, Map.of(PASSWORD, password));
        } catch (FormatException e) {
            throw new IOException("no login for a scratch database", e);
        }
    }

    /** Deletes them. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
