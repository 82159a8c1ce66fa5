package dev.leeway.agent.probe.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks from a second session, again and again, which locks the agent's session holds; the most of each kind at one time. */
final class LockWatch implements AutoCloseable {
    private static final String POSTGRESQL = """
            select l.locktype || ' ' || l.mode || case when l.granted then '' else ' (waits)' end, count(*)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where a.application_name = 'leeway-agent' group by 1
            """;

    /** Locks in tables of InnoDB; those on definitions are shown by a module alone that these servers come without. */
    private static final String MARIADB = """
            select 'tables locked', trx_tables_locked from information_schema.innodb_trx
            where trx_mysql_thread_id <> connection_id()
            union all
            select 'rows locked', trx_rows_locked from information_schema.innodb_trx
            where trx_mysql_thread_id <> connection_id()
            """;

    private final Connection connection;
    private final PreparedStatement question;
    private final SortedMap<String, Integer> most = new TreeMap<>();
    private final Thread thread = new Thread(this::watch, "locks");
    private volatile boolean over;
    private volatile @Nullable SQLException failure;
    private int looks;

    LockWatch(Engine engine) throws SQLException {
        connection = DriverManager.getConnection(engine.url(engine.port()), engine.user(), "");
        question = connection.prepareStatement(engine.engine().equals("mysql") ? MARIADB : POSTGRESQL);
        thread.start();
    }

    private void watch() {
        try {
            while (!over) {
                try (ResultSet answer = question.executeQuery()) {
                    while (answer.next()) {
                        most.merge(answer.getString(1), answer.getInt(2), Math::max);
                    }
                }
                looks++;
                Thread.sleep(2);
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends, and answers the most locks of each kind that were seen at one time, beside how often was looked. */
    SortedMap<String, Integer> end() throws SQLException, InterruptedException {
        over = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        most.put("(looks)", looks);
        return most;
    }

    @Override
    public void close() throws SQLException {
        over = true;
        connection.close();
    }
}
