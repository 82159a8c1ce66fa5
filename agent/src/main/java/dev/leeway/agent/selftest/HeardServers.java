package dev.leeway.agent.selftest;

import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Databases whose every answer is listened to, so that a run can tell what was read of them. */
final class HeardServers implements DatabaseServers {
    private final DatabaseServers servers;
    private final HandedOut handed;
    private final String password;

    /** {@code password} is what a session of the one with logins takes. */
    HeardServers(DatabaseServers servers, HandedOut handed, String password) {
        this.servers = servers;
        this.handed = handed;
        this.password = password;
    }

    @Override
    public List<DatabaseTarget> targets() {
        return servers.targets();
    }

    @Override
    public void session(DatabaseTarget target, DatabaseWork work) throws HostAccessException, InterruptedException {
        servers.session(target, session -> {
            if (target.engine().equals("h2")) {
                // The session is open, so the password was taken.
                handed.out(password);
            }
            work.in(new Heard(session));
        });
    }

    private final class Heard implements DatabaseSession {
        private final DatabaseSession session;

        Heard(DatabaseSession session) {
            this.session = session;
        }

        @Override
        public void limit(long bytes) {
            session.limit(bytes);
        }

        @Override
        public String product() throws HostAccessException {
            return session.product();
        }

        @Override
        public String productVersion() throws HostAccessException {
            return session.productVersion();
        }

        @Override
        public String driverVersion() throws HostAccessException {
            return session.driverVersion();
        }

        @Override
        public List<DatabaseRow> query(String sql, List<?> arguments) throws HostAccessException, InterruptedException {
            return session.query(sql, arguments).stream()
                    .map(row -> (DatabaseRow) new HeardRow(row))
                    .toList();
        }

        @Override
        public void each(String sql, List<?> arguments, RowReader reader)
                throws HostAccessException, InterruptedException {
            session.each(sql, arguments, row -> reader.take(new HeardRow(row)));
        }

        @Override
        public void stream(String sql, List<?> arguments, int rowsAtOnce, RowReader reader)
                throws HostAccessException, InterruptedException {
            session.stream(sql, arguments, rowsAtOnce, row -> reader.take(new HeardRow(row)));
        }

        @Override
        public Place place() throws HostAccessException {
            return session.place();
        }

        @Override
        public void describe(Description what, String schema, String table, RowReader reader)
                throws HostAccessException, InterruptedException {
            session.describe(what, schema, table, row -> reader.take(new HeardRow(row)));
        }

        @Override
        public Cost cost() {
            return session.cost();
        }
    }

    /** What is taken of a row is heard. */
    private final class HeardRow implements DatabaseRow {
        private final DatabaseRow row;

        HeardRow(DatabaseRow row) {
            this.row = row;
        }

        @Override
        public Optional<String> optional(String column) {
            Optional<String> text = row.optional(column);
            text.ifPresent(handed::out);
            return text;
        }

        @Override
        public OptionalLong number(String column) {
            return row.number(column);
        }

        @Override
        public boolean flag(String column) {
            return row.flag(column);
        }

        @Override
        public List<String> list(String column) {
            List<String> items = row.list(column);
            items.forEach(handed::out);
            return items;
        }
    }
}
