package dev.leeway.agent.probe.database.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A database server, and the database of it that was looked at.
 *
 * @param product {@code PostgreSQL}, {@code MariaDB}, {@code MySQL}, {@code SQLite}, {@code H2}
 * @param version without what a packager appended; empty where nothing tells it
 * @param edition what a packager or vendor calls it
 * @param extensions version by name
 * @param settings that change behaviour, by name
 * @param identity how the server can be told from any other
 */
public record Server(
        String product,
        String version,
        Optional<String> edition,
        SortedMap<String, String> extensions,
        SortedMap<String, Setting> settings,
        Identity identity) {
    public Server {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * How a server can be told from any other, whatever names and tunnels lead to it.
     *
     * @param identifier that the server made for itself when it was set up; a physical copy has the same
     * @param address as the server sees its own end of the session
     * @param port likewise
     * @param database the name of the database
     * @param replica whether it follows another server; empty where that cannot be asked
     * @param started when the process of the server began, as exactly as it tells; empty where it does not tell
     */
    public record Identity(
            Optional<String> identifier,
            Optional<String> address,
            OptionalInt port,
            String database,
            Optional<Boolean> replica,
            Optional<Instant> started) {
        /** What no other server has, and this one until it is started anew: a copy of its files has a start of its own. */
        public Optional<String> instance() {
            return identifier.flatMap(made -> started.map(moment -> made + "|" + moment));
        }
    }

    /**
     * The value of a setting.
     *
     * @param kind how to read it
     * @param text as the server spells it; for times in milliseconds, for sizes in bytes
     */
    public record Setting(Kind kind, String text) {}

    /** How a setting is read. */
    public enum Kind {
        FLAG,
        NUMBER,
        MILLISECONDS,
        BYTES,
        /** A word of a list that the server publishes. */
        WORD,
        /** May be anything. */
        TEXT
    }
}
