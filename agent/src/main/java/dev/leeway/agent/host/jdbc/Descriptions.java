package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseSession.Description;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What JDBC lets one ask of any server. */
final class Descriptions {
    private Descriptions() {}

    static ResultSet of(Connection connection, Description what, String schema, String table) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        @Nullable String catalog = connection.getCatalog();
        @Nullable String only = schema.isEmpty() ? null : schema;
        @Nullable String pattern = only == null ? null : literally(only, about);
        return switch (what) {
            case TABLES -> about.getTables(catalog, pattern, "%", null);
            case COLUMNS -> about.getColumns(catalog, pattern, "%", "%");
            case PRIMARY_KEY -> about.getPrimaryKeys(catalog, only, table);
            case FOREIGN_KEYS -> about.getImportedKeys(catalog, only, table);
            // Counting rows anew for its sake would be more than to read.
            case INDEXES -> about.getIndexInfo(catalog, only, table, false, true);
        };
    }

    /** Where a pattern is taken a name must not be one. */
    private static String literally(String name, DatabaseMetaData about) throws SQLException {
        String escape = about.getSearchStringEscape();
        if (escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
