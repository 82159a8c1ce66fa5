package dev.leeway.agent.host.sqlite;

import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Connects to a private copy of a SQLite file, so that neither a lock nor a file beside it is made where the service works.
 *
 * <p>The copy has no name any more once it is open. What the head of the file says of who wrote it last is asked for as {@code
 * temp.leeway_file}.
 */
public final class CopyingDriver implements Driver {
    private static final String PREFIX = "jdbc:sqlite:";

    /** Larger ones would take more time and room than a look is worth. */
    private static final long MAX_BYTES = 1L << 30;

    /** Like an access that the server refuses, a server that is not there, an answer that is too large, and what others work with. */
    private static final String DENIED = "42501";

    private static final String ABSENT = "08001";
    private static final String TOO_LARGE = "54000";
    private static final String IN_USE = "55006";
    private static final String MALFORMED = "42000";

    private final Optional<HostFiles> files;
    private final long maxBytes;

    /** For files of this machine. */
    public CopyingDriver() {
        this.files = Optional.empty();
        this.maxBytes = MAX_BYTES;
    }

    /**
     * For files as a service has them.
     *
     * @param maxBytes a larger one is not copied
     */
    public CopyingDriver(HostFiles files, long maxBytes) {
        this.files = Optional.of(files);
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Path file = file(url);
        SqliteSource source =
                files.map(held -> SqliteSource.in(held, file.toString())).orElseGet(() -> SqliteSource.at(file));
        try {
            if (source.modified("").isEmpty()) {
                throw new SQLException("no such file", ABSENT);
            }
        } catch (AccessDeniedException e) {
            throw new SQLException("not readable", DENIED);
        } catch (IOException e) {
            throw new SQLException("not readable", e);
        }
        try (SqliteCopy copy = SqliteCopy.of(source, maxBytes)) {
            return open(copy, String.valueOf(file.getFileName()));
        } catch (NoSuchFileException e) {
            throw new SQLException("no such file any more", ABSENT);
        } catch (SqliteCopy.TooLargeException e) {
            throw new SQLException("larger than is copied", TOO_LARGE);
        } catch (SqliteCopy.InUseException e) {
            throw new SQLException("written to while it was copied", IN_USE);
        } catch (AccessDeniedException e) {
            throw new SQLException("not readable", DENIED);
        } catch (IOException | LinkageError noRoomOrNoNativeCode) {
            // The driver unpacks native code; a temporary directory that forbids execution ends here.
            throw new SQLException("not copied", noRoomOrNoNativeCode);
        }
    }

    private static Path file(String url) {
        String text = url.substring(PREFIX.length());
        int parameters = text.indexOf('?');
        String path = parameters < 0 ? text : text.substring(0, parameters);
        String plain = path.startsWith("file:") ? path.substring("file:".length()) : path;
        return Path.of(plain.startsWith("//") ? plain.replaceFirst("^/+", "/") : plain);
    }

    private static Connection open(SqliteCopy copy, String name) throws SQLException, IOException {
        SqliteHead head = copy.head();
        if (!head.known()) {
            throw new SQLException("no SQLite database", MALFORMED);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        Connection connection = config.createConnection("jdbc:sqlite:" + copy.database());
        try (Statement statement = connection.createStatement()) {
            // Functions that a hostile schema names do not run; the first look opens all files the copy is made of.
            statement.execute("pragma trusted_schema = off");
            statement.execute("create temp view leeway_file as select " + head.writer() + " as writer, "
                    + (head.writeAhead() ? "'wal'" : "'rollback'") + " as journal, '" + name.replace("'", "''")
                    + "' as name");
            statement.execute("select count(*) from main.sqlite_schema");
            statement.execute("pragma query_only = on");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw new SQLException("no SQLite database", MALFORMED, e);
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
