package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session over one connection, with a limit on all that it takes in. */
final class JdbcSession implements DatabaseSession {
    private static final long MAX_ROWS = 2_000_000;
    /** Of answers, of which a model is made in memory: as much as leaves room for what else is looked at meanwhile. */
    private static final long MAX_MEMORY = Runtime.getRuntime().maxMemory() / 16 * 5;

    private final Connection connection;
    private final String name;
    private volatile @Nullable Statement running;
    private int questions;
    private long rows;
    private long bytes;
    private long memory;
    private long most = MAX_MEMORY;
    /** Those of answers of which only one part at a time was held. */
    private long streamedRows;

    private long streamedBytes;

    JdbcSession(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    @Override
    public void limit(long allowed) {
        most = Math.min(most, memory + Math.min(allowed, MAX_MEMORY));
    }

    @Override
    public String product() throws HostAccessException {
        return metadata(DatabaseMetaData::getDatabaseProductName);
    }

    @Override
    public String productVersion() throws HostAccessException {
        return metadata(DatabaseMetaData::getDatabaseProductVersion);
    }

    @Override
    public String driverVersion() throws HostAccessException {
        return metadata(DatabaseMetaData::getDriverVersion);
    }

    private String metadata(Asked asked) throws HostAccessException {
        try {
            String answer = asked.of(connection.getMetaData());
            return answer == null ? "" : answer;
        } catch (SQLException e) {
            throw new HostAccessException(SqlFailure.kind(e), name);
        }
    }

    @Override
    public List<DatabaseRow> query(String sql, List<?> arguments) throws HostAccessException, InterruptedException {
        List<DatabaseRow> answer = new ArrayList<>();
        each(sql, arguments, answer::add);
        return answer;
    }

    @Override
    public void each(String sql, List<?> arguments, RowReader reader) throws HostAccessException, InterruptedException {
        ask(sql, arguments, 0, counted(reader));
    }

    private Taker counted(RowReader reader) {
        return row -> {
            rows++;
            bytes += row.size();
            memory += row.memory();
            if (rows > MAX_ROWS || memory > most) {
                throw HostAccessException.tooLarge(name, most >> 20);
            }
            reader.take(row);
        };
    }

    @Override
    public Place place() throws HostAccessException {
        try {
            return new Place(
                    Objects.requireNonNullElse(connection.getCatalog(), ""),
                    Objects.requireNonNullElse(connection.getSchema(), ""));
        } catch (SQLException e) {
            throw new HostAccessException(SqlFailure.kind(e), name);
        }
    }

    @Override
    public void describe(Description what, String schema, String table, RowReader reader)
            throws HostAccessException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        questions++;
        try (ResultSet answer = Descriptions.of(connection, what, schema, table)) {
            read(answer, counted(reader));
        } catch (SQLException e) {
            throw new HostAccessException(SqlFailure.kind(e), name);
        }
    }

    @Override
    public void stream(String sql, List<?> arguments, int rowsAtOnce, RowReader reader)
            throws HostAccessException, InterruptedException {
        ask(sql, arguments, rowsAtOnce, row -> {
            streamedRows++;
            streamedBytes += row.size();
            reader.take(row);
        });
    }

    /** @param rowsAtOnce zero to leave it to the session */
    private void ask(String sql, List<?> arguments, int rowsAtOnce, Taker taker)
            throws HostAccessException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        questions++;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            running = statement;
            if (rowsAtOnce > 0) {
                statement.setFetchSize(rowsAtOnce);
            }
            for (int i = 0; i < arguments.size(); i++) {
                set(statement, i + 1, arguments.get(i));
            }
            try (ResultSet answer = statement.executeQuery()) {
                read(answer, taker);
            }
        } catch (SQLException e) {
            throw new HostAccessException(SqlFailure.kind(e), name);
        } finally {
            running = null;
        }
    }

    private static void read(ResultSet answer, Taker taker) throws SQLException, HostAccessException {
        RowShape shape = RowShape.of(answer.getMetaData());
        while (answer.next()) {
            taker.take(shape.row(answer));
        }
    }

    private void set(PreparedStatement statement, int place, Object argument) throws SQLException {
        if (argument instanceof List<?> items) {
            statement.setArray(place, connection.createArrayOf("text", items.toArray()));
        } else {
            statement.setObject(place, argument);
        }
    }

    @Override
    public Cost cost() {
        return new Cost(questions, rows + streamedRows, bytes + streamedBytes);
    }

    /** Tells the server to stop, and cuts the line whether it does or not; called from another thread. */
    void abort() {
        try {
            Statement now = running;
            if (now != null) {
                now.cancel();
            }
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Nobody waits any more, and the line is as dead as it can be made.
            running = null;
        }
    }

    private interface Taker {
        void take(JdbcRow row) throws HostAccessException;
    }

    private interface Asked {
        @Nullable String of(DatabaseMetaData metadata) throws SQLException;
    }
}
