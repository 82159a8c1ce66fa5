package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * One database the user told the agent to look at; who logs in, and with what, stays with the port.
 *
 * @param name what it is called in every environment; the subject of its section
 * @param engine of {@code postgresql}, {@code mysql}, {@code sqlite}, {@code h2}, or the JDBC subprotocol of another
 * @param schemas which schemas are looked at
 * @param tables which tables of those
 * @param json where and how shapes of JSON are looked at
 * @param time how long all of it may take
 */
public record DatabaseTarget(String name, String engine, Names schemas, Names tables, JsonLook json, Duration time) {
    public DatabaseTarget {
        requireNonNull(name, "name is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(schemas, "schemas are null");
        requireNonNull(tables, "tables are null");
        requireNonNull(json, "json is null");
        requireNonNull(time, "time is null");
    }

    /**
     * Which names are meant: those that one of {@code include} matches, or all where it is empty, and none of {@code exclude}.
     *
     * @param include names with {@code *} for any characters
     * @param exclude likewise
     */
    public record Names(List<String> include, List<String> exclude) {
        /** Every name. */
        public static final Names ALL = new Names(List.of(), List.of());

        public Names {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * How shapes of JSON are looked at.
     *
     * @param columns text columns that hold JSON, {@code schema.table.column} with {@code *}; columns of a JSON type need no mention
     * @param scan how many rows are read
     * @param rows of one column at most, where only a sample is read
     */
    public record JsonLook(List<String> columns, Scan scan, int rows) {
        /** As is done unless the user says otherwise. */
        public static final JsonLook SAMPLE = new JsonLook(List.of(), Scan.SAMPLE, 2_000);

        public JsonLook {
            columns = List.copyOf(columns);
            requireNonNull(scan, "scan is null");
        }
    }

    /** How many rows are read for shapes. */
    public enum Scan {
        OFF,
        SAMPLE,
        /** All, in chunks; for a replica, say. */
        FULL
    }
}
