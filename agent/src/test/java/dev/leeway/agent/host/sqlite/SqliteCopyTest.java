package dev.leeway.agent.host.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files with a writer who commits between two reads of the copy, and a clock of the file system that stands still. */
class SqliteCopyTest {
    @TempDir
    Path directory;

    /** Commits after the database was opened to be copied, {@code times} times. */
    private static SqliteSource writtenTo(Path file, Connection writer, int times) {
        SqliteSource source = SqliteSource.at(file);
        return new SqliteSource() {
            private int opened;
            private int left = times;

            @Override
            public Optional<Instant> modified(String companion) throws IOException {
                return source.modified(companion).map(moment -> Instant.EPOCH);
            }

            @Override
            public SeekableByteChannel open(String companion) throws IOException {
                // Looked at, copied, looked at again.
                if (companion.isEmpty() && opened++ % 3 == 1 && left-- > 0) {
                    execute(writer, "update t set a = a + 1");
                }
                return source.open(companion);
            }
        };
    }

    private static void execute(Connection connection, String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private Connection made(Path file, String journal) throws Exception {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute(connection, "pragma journal_mode = " + journal);
        execute(connection, "create table t (a int)");
        execute(connection, "insert into t values (1)");
        if (journal.equals("wal")) {
            // From here on the log is written from its beginning again, and does not grow.
            for (int i = 0; i < 3; i++) {
                execute(connection, "update t set a = 1");
            }
            execute(connection, "pragma wal_checkpoint(restart)");
        }
        return connection;
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "truncate", "persist", "wal"})
    void refusesWhatIsWrittenToDuringEveryCopy(String journal) throws Exception {
        Path file = directory.resolve("shop.db");
        try (Connection writer = made(file, journal)) {
            assertThatThrownBy(() -> SqliteCopy.of(writtenTo(file, writer, Integer.MAX_VALUE), 1 << 20))
                    .isInstanceOf(SqliteCopy.InUseException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void copiesAgainWhatWasWrittenToMeanwhile(String journal) throws Exception {
        Path file = directory.resolve("shop.db");
        try (Connection writer = made(file, journal);
                SqliteCopy copy = SqliteCopy.of(writtenTo(file, writer, 2), 1 << 20);
                Connection reader = DriverManager.getConnection("jdbc:sqlite:" + copy.database());
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("select a, (select * from pragma_integrity_check) from t")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(3);
            assertThat(row.getString(2)).isEqualTo("ok");
        }
    }
}
