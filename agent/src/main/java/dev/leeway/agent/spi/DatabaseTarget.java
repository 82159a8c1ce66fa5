package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One database to look at; who logs in, and with what, stays with the port.
 *
 * @param name what it is called in every environment; the subject of its section
 * @param engine of {@code postgresql}, {@code mysql}, {@code sqlite}, {@code h2}, or the JDBC subprotocol of another
 * @param schemas which schemas are looked at
 * @param tables which tables of those
 * @param json where and how shapes of JSON are looked at
 * @param time how long all of it may take
 * @param scripts where the scripts of its migrations may lie
 */
public record DatabaseTarget(
        String name, String engine, Names schemas, Names tables, JsonLook json, Duration time, Scripts scripts) {
    public DatabaseTarget {
        requireNonNull(name, "name is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(schemas, "schemas are null");
        requireNonNull(tables, "tables are null");
        requireNonNull(json, "json is null");
        requireNonNull(time, "time is null");
        requireNonNull(scripts, "scripts are null");
    }

    /** One of which nobody says where the scripts of its migrations lie. */
    public DatabaseTarget(String name, String engine, Names schemas, Names tables, JsonLook json, Duration time) {
        this(name, engine, schemas, tables, json, time, Scripts.NONE);
    }

    /** The same with another time. */
    public DatabaseTarget within(Duration most) {
        return new DatabaseTarget(name, engine, schemas, tables, json, most, scripts);
    }

    /**
     * Where the scripts of migrations may lie.
     *
     * @param places directories and archives of the host that the user named, absolute
     * @param endpoint where the database is, so that services that use it can be told from others; empty where the URL does not say
     */
    public record Scripts(List<String> places, Optional<Endpoint> endpoint) {
        /** Nowhere that is known. */
        public static final Scripts NONE = new Scripts(List.of(), Optional.empty());

        public Scripts {
            places = List.copyOf(places);
            requireNonNull(endpoint, "endpoint is null");
        }
    }

    /** One that nobody said more of: all of it, within a usual time. */
    public static DatabaseTarget all(String name, String engine) {
        return new DatabaseTarget(name, engine, Names.ALL, Names.ALL, JsonLook.SAMPLE, Duration.ofSeconds(20));
    }

    /**
     * Which names are meant: those that one of {@code include} matches, or all where it is empty, and none of {@code exclude}.
     *
     * @param include names with {@code *} for any characters; of tables, those with a dot are {@code schema.table}
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
     * @param columns text columns that hold JSON, {@code schema.table.name}, {@code table.name} or {@code name} with {@code *};
     *     columns of a JSON type need no mention
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
