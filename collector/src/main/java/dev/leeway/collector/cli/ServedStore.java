package dev.leeway.collector.cli;

import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.DirectoryStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The store a collector works with, and where that is where nobody says. */
final class ServedStore {
    private static final Path SYSTEM = Path.of("/var/lib/leeway");
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private ServedStore() {}

    /** What holds without a configuration: on loopback, with the store of all commands or one in the state directory. */
    static ServerConfig usual(Surroundings surroundings) throws CommandFailure {
        ServerConfig usual = ServerConfig.usual();
        Optional<String> named = surroundings.variable(StoreLocation.VARIABLE);
        String store = named.isPresent()
                ? named.get()
                : state(surroundings)
                        .orElseThrow(() -> new CommandFailure(
                                "there is no directory to keep a store in; name a store: --store leeway.db"))
                        .resolve(ServerConfig.USUAL_STORE)
                        .toString();
        return usual.at(usual.listen(), store);
    }

    /** Where an agent too keeps what it remembers. */
    private static Optional<Path> state(Surroundings surroundings) {
        return path(surroundings, "STATE_DIRECTORY")
                .or(() -> path(surroundings, "XDG_STATE_HOME").map(home -> home.resolve("leeway")))
                .or(() -> Files.isWritable(SYSTEM.getParent())
                        ? Optional.of(SYSTEM)
                        : path(surroundings, "HOME").map(home -> home.resolve(".local/state/leeway")));
    }

    private static Optional<Path> path(Surroundings surroundings, String variable) {
        return surroundings.variable(variable).map(Path::of).filter(Path::isAbsolute);
    }

    /** Whether a collector can work with it at all, as far as that is told without touching it. */
    static void check(StoreLocation location) throws CommandFailure {
        Optional<Path> path = location.path();
        if (path.isPresent() && DirectoryStore.at(path.get())) {
            throw new CommandFailure(
                    location.shown() + ": is a directory of snapshots, which takes none in; name a file or"
                            + " jdbc:postgresql://HOST/DATABASE, and bring the snapshots there: leeway store add");
        }
        if (path.isEmpty() && !location.text().startsWith(POSTGRESQL)) {
            throw new CommandFailure(location.shown() + ": a collector works with a SQLite file or"
                    + " jdbc:postgresql://HOST/DATABASE");
        }
        if (path.isPresent()) {
            StoreFile.check(path.get(), location.shown());
        }
    }

    /** Opens it, and makes it where it is not there. */
    static CollectorStore open(StoreLocation location, Surroundings surroundings) throws StoreException {
        Optional<Path> path = location.path();
        if (path.isEmpty()) {
            return SqlStores.postgresqlCollector(
                    location.text(),
                    location.shown(),
                    surroundings.variable("LEEWAY_STORE_USER"),
                    surroundings.variable("LEEWAY_STORE_PASSWORD"),
                    surroundings.clock());
        }
        Path directory = path.get().toAbsolutePath().getParent();
        try {
            if (directory != null && Files.notExists(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(directory + ": is no directory; name another store", e);
        } catch (IOException e) {
            throw new StoreException(directory + ": cannot be made; name another store", e);
        }
        return SqlStores.sqliteCollector(path.get(), surroundings.clock());
    }
}
