package dev.leeway.collector.cli;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.DirectoryStore;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.console.VisibleText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a store is: a SQLite file, a PostgreSQL database, or a directory of snapshots.
 *
 * @param text as typed, which may hold a password and is never printed
 */
record StoreLocation(String text) {
    /** Where it is named for all commands. */
    static final String VARIABLE = "LEEWAY_STORE";

    private static final String JDBC = "jdbc:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** The location that a command line or the environment names. */
    static Optional<StoreLocation> of(Optional<String> option, Surroundings surroundings) {
        return option.or(() -> surroundings.variable(VARIABLE)).map(StoreLocation::new);
    }

    /** The same without anything that could be a credential. */
    String shown() {
        if (!text.startsWith(JDBC)) {
            return VisibleText.of(text);
        }
        int parameters = text.indexOf('?');
        String address = parameters < 0 ? text : text.substring(0, parameters);
        int at = address.lastIndexOf('@');
        int slashes = address.indexOf("//");
        boolean login = slashes >= 0 && at > slashes;
        return VisibleText.of(login ? address.substring(0, slashes + 2) + address.substring(at + 1) : address);
    }

    /** The file or directory, where it is one. */
    Optional<Path> path() {
        try {
            return text.startsWith(JDBC) ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether both are one file, however it is written, or one database. */
    boolean sameAs(StoreLocation other) {
        Optional<Path> own = path();
        Optional<Path> its = other.path();
        if (own.isEmpty() || its.isEmpty()) {
            return text.equals(other.text);
        }
        return whole(own.get()).equals(whole(its.get()));
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Whether it is a directory of snapshots, which keeps nothing else. */
    boolean isDirectory() {
        return path().map(DirectoryStore::at).orElse(false);
    }

    /** Opens a store that is there. */
    SnapshotStore open(Surroundings surroundings) throws StoreException {
        Optional<Path> path = path();
        if (path.isPresent() && Files.notExists(path.get())) {
            throw new StoreException(
                    shown() + ": there is no such store; make one: leeway store add --store FILE SNAPSHOT...");
        }
        return made(surroundings);
    }

    /** Opens what a collector remembers beside the snapshots of a store that is there. */
    Registry registry(Surroundings surroundings) throws StoreException {
        Optional<Path> path = path();
        if (path.isPresent() && Files.notExists(path.get())) {
            throw new StoreException(shown() + ": there is no such store; name the one the collector serves");
        }
        if (isDirectory()) {
            throw new StoreException(shown() + ": a directory of snapshots keeps no tokens, agents or log;"
                    + " name a SQLite file or jdbc:postgresql://HOST/DATABASE");
        }
        return collector(surroundings).registry();
    }

    /** Opens a store with what a collector remembers beside it, and makes it where it is not there; never a directory. */
    CollectorStore collector(Surroundings surroundings) throws StoreException {
        if (text.startsWith(POSTGRESQL)) {
            return SqlStores.postgresqlCollector(
                    text,
                    shown(),
                    surroundings.variable("LEEWAY_STORE_USER"),
                    surroundings.variable("LEEWAY_STORE_PASSWORD"),
                    surroundings.clock());
        }
        if (text.startsWith(JDBC)) {
            throw new StoreException(
                    shown() + ": what a collector serves is a SQLite file or" + " jdbc:postgresql://HOST/DATABASE");
        }
        Path path = path().orElseThrow(() -> new StoreException(shown() + ": not a path"));
        return SqlStores.sqliteCollector(path, surroundings.clock());
    }

    /** Opens a store, and makes it where it is not there. */
    SnapshotStore made(Surroundings surroundings) throws StoreException {
        if (text.startsWith(POSTGRESQL)) {
            return SqlStores.postgresql(
                    text,
                    shown(),
                    surroundings.variable("LEEWAY_STORE_USER"),
                    surroundings.variable("LEEWAY_STORE_PASSWORD"),
                    surroundings.clock());
        }
        if (text.startsWith(JDBC)) {
            throw new StoreException(
                    shown() + ": a store is a SQLite file, jdbc:postgresql://HOST/DATABASE, or a" + " directory");
        }
        Path path = path().orElseThrow(() -> new StoreException(shown() + ": not a path"));
        return DirectoryStore.at(path)
                ? new DirectoryStore(path, surroundings.clock())
                : SqlStores.sqlite(path, surroundings.clock());
    }
}
