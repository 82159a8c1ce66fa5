package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/** PostgreSQL: one transaction that reads one moment, with limits the server itself keeps. */
final class PostgresqlLogin implements EngineLogin {
    /** A lock is waited for this part of the time, so that some is left for the other questions. */
    private static final int LOCK_SHARE = 8;

    private static final int FETCHED_AT_ONCE = 2_000;

    @Override
    public Properties properties(String url, Duration time) {
        // The driver calls a server that is silent at the login one that is not there: who waits for the session must
        // be first.
        String seconds = Long.toString(time.toSeconds() + 2);
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "leeway-agent");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("readOnly", "true");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("cancelSignalTimeout", "2");
        // What one question lacks privileges for must not end the transaction the others need; a pool in between knows
        // no
        // statement prepared elsewhere.
        properties.setProperty("autosave", "always");
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("defaultRowFetchSize", Integer.toString(FETCHED_AT_ONCE));
        // More at once while rows are short, fewer where they are long: memory is bounded, and round trips are few.
        properties.setProperty("adaptiveFetch", "true");
        properties.setProperty("maxResultBuffer", "48M");
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    @Override
    public void begin(Connection connection, Duration time) throws SQLException {
        connection.setAutoCommit(false);
        String limit = Long.toString(time.toMillis());
        String lock = Long.toString(Math.max(1, time.toMillis() / LOCK_SHARE));
        // An empty path makes the server spell every name with its schema; all of it ends with the transaction.
        String begin = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY, NOT DEFERRABLE;"
                + String.format(
                        Locale.ROOT,
                        "SET LOCAL statement_timeout = %1$s; SET LOCAL lock_timeout = %2$s;"
                                + "SET LOCAL idle_in_transaction_session_timeout = %1$s;",
                        limit,
                        lock)
                + "SET LOCAL search_path = ''; SET LOCAL jit = off; SET LOCAL quote_all_identifiers = off";
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
        }
    }
}
