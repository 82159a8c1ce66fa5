package dev.leeway.agent.host.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Executor;

/** MariaDB and MySQL: one transaction that reads one moment, with limits the server itself keeps. */
final class MysqlLogin implements EngineLogin {
    /** A lock is waited for this part of the time, so that some is left for the other questions. */
    private static final int LOCK_SHARE = 8;

    /** The driver's own business, and over in no time. */
    private static final Executor HERE = Runnable::run;

    @Override
    public Properties properties(String url, Duration time) {
        String limit = Long.toString(line(time));
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", limit);
        properties.setProperty("socketTimeout", limit);
        properties.setProperty("connectionAttributes", "program_name:leeway-agent");
        // Nothing a server asks for leaves this host, and one question is one statement.
        properties.setProperty("allowLocalInfile", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("dumpQueriesOnException", "false");
        properties.setProperty("includeInnodbStatusInDeadlockExceptions", "false");
        return properties;
    }

    /** In milliseconds: who waits for the session must be first, because a driver tells silence and absence by other codes. */
    private static int line(Duration time) {
        return Math.toIntExact(time.plusSeconds(2).toMillis());
    }

    @Override
    public void begin(Connection connection, Duration time) throws SQLException {
        connection.setNetworkTimeout(HERE, line(time));
        connection.setAutoCommit(false);
        boolean mariadb = connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("mariadb");
        String limit = mariadb
                ? String.format(Locale.ROOT, "max_statement_time = %.3f", time.toMillis() / 1000.0)
                : "max_execution_time = " + time.toMillis();
        long seconds = Math.max(1, time.toSeconds() / LOCK_SHARE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION " + limit + ", lock_wait_timeout = " + seconds
                    + ", SESSION innodb_lock_wait_timeout = " + seconds + ", SESSION sql_mode = ''");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }
    }
}
