package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executor;

/** As JDBC has it, for engines of which nothing better is known. */
final class StandardLogin implements EngineLogin {
    /** The driver's own business, and over in no time. */
    private static final Executor HERE = Runnable::run;

    @Override
    public Properties properties(String url, Duration time) {
        return new Properties();
    }

    @Override
    public void begin(Connection connection, Duration time) throws SQLException {
        try {
            connection.setNetworkTimeout(HERE, Math.toIntExact(time.toMillis()));
        } catch (SQLFeatureNotSupportedException e) {
            // Whoever waits for the session has a clock of his own, and cuts the line.
            connection.clearWarnings();
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }
}
