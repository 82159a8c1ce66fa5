package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** How a session is begun so that it can only read, sees one moment, and ends in time. */
interface EngineLogin {
    /** What the driver is told before it connects to {@code url}. */
    Properties properties(String url, Duration time);

    /** What the server is told before it is asked anything. */
    void begin(Connection connection, Duration time) throws SQLException;

    /** For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it. */
    static EngineLogin of(String engine) {
        return switch (engine) {
            case "postgresql" -> new PostgresqlLogin();
            case "mysql" -> new MysqlLogin();
            case "sqlite" -> new SqliteLogin();
            case "h2" -> new H2Login();
            default -> new StandardLogin();
        };
    }
}
