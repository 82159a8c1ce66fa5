package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.LeftOut;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;

/**
 * Which databases of a server are looked at: the one the URL names, and those beside it that {@code schemas} asks for.
 *
 * @param current the database of the session; empty where the URL names none
 * @param product whose dialect is spoken
 */
record MysqlScope(String current, Product product, NameFilter filter) {
    /** Which of two servers with one name for most things. */
    enum Product {
        MARIADB("MariaDB"),
        MYSQL("MySQL");

        private final String text;

        Product(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static MysqlScope of(String current, Product product, DatabaseTarget target) {
        return new MysqlScope(current, product, NameFilter.of(target));
    }

    private boolean alone() {
        return !current.isEmpty() && filter.schemas().include().isEmpty();
    }

    /** The condition on a column that names a database; one by equality is looked up without a scan of all. */
    String condition(String column) {
        return alone()
                ? " " + column + " = ? "
                : " " + column + " not in ('mysql', 'information_schema', 'performance_schema', 'sys') ";
    }

    /** What {@link #condition} wants to be told. */
    List<String> arguments() {
        return alone() ? List.of(current) : List.of();
    }

    boolean schema(String schema) {
        boolean named = filter.schema(schema);
        return schema.equals(current) || (!alone() && named);
    }

    boolean table(String schema, String table) {
        return schema(schema) && filter.named(schema, table);
    }

    /** Tells what {@link #filter} leaves out; without a word on schemas nobody expects to see another. */
    void leaveOut(Gaps gaps) {
        LeftOut.tell(filter, new LeftOut.Unnamed(current, true, alone()), gaps);
        if (!filter.schemas().include().isEmpty() || !filter.schemas().exclude().isEmpty()) {
            // Who has something in those alone is not told.
            gaps.add("role[*]/**", HostAccessException.Kind.NOT_LIVE);
        }
    }

    ObjectName name(String schema, String name) {
        return new ObjectName(schema.equals(current) ? "" : schema, name);
    }
}
