package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** SQLite: the session is over a copy that nobody else knows, so that no lock is held in the file. */
final class SqliteLogin implements EngineLogin {
    @Override
    public Properties properties(String url, Duration time) {
        return new Properties();
    }

    @Override
    public void begin(Connection connection, Duration time) throws SQLException {
        connection.setAutoCommit(false);
    }
}
