package dev.leeway.agent.probe.database.standard;

import dev.leeway.agent.spi.DatabaseRow;

/** Columns of an answer that drivers written for an older JDBC leave out. */
final class Labels {
    private Labels() {}

    /** The text of the column, empty where it is null or not there. */
    static String optional(DatabaseRow row, String column) {
        try {
            return row.text(column);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
