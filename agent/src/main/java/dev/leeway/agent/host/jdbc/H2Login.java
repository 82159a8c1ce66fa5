package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/** H2: a file is opened to be read alone, and nothing is made that was not there. */
final class H2Login implements EngineLogin {
    @Override
    public Properties properties(String url, Duration time) {
        Properties properties = new Properties();
        String place = url.toLowerCase(Locale.ROOT);
        boolean remote = place.startsWith("jdbc:h2:tcp:") || place.startsWith("jdbc:h2:ssl:");
        boolean memory = place.startsWith("jdbc:h2:mem:");
        set(properties, place, "IFEXISTS", "TRUE", !remote);
        set(properties, place, "ACCESS_MODE_DATA", "r", !remote && !memory && !place.contains("auto_server=true"));
        return properties;
    }

    /** Said twice is an error, so what the URL says stands. */
    private static void set(Properties properties, String url, String name, String value, boolean wanted) {
        if (wanted && !url.contains(name.toLowerCase(Locale.ROOT) + "=")) {
            properties.setProperty(name, value);
        }
    }

    @Override
    public void begin(Connection connection, Duration time) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_TIMEOUT " + time.toMillis());
        }
    }
}
