package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** Finds the rpm database in whichever of its places and formats it lies, and hands on its package headers. */
final class RpmDatabase {
    private static final List<String> DIRECTORIES = List.of("/usr/lib/sysimage/rpm", "/var/lib/rpm");
    private static final String SQLITE = "rpmdb.sqlite";
    private static final String NDB = "Packages.db";
    private static final String BERKELEY = "Packages";

    private final HostView host;
    private final String path;

    private RpmDatabase(HostView host, String path) {
        this.host = host;
        this.path = path;
    }

    /** Takes one header at a time. */
    interface Headers {
        void accept(RpmHeader header) throws MalformedDatabaseException;
    }

    /** The host's rpm database; empty when it has none. */
    static Optional<RpmDatabase> find(HostView host) throws HostAccessException {
        HostFiles files = host.files();
        for (String directory : DIRECTORIES) {
            for (String name : List.of(SQLITE, NDB, BERKELEY)) {
                String path = directory + "/" + name;
                if (files.stat(path).isPresent()) {
                    return Optional.of(new RpmDatabase(host, path));
                }
            }
        }
        return Optional.empty();
    }

    /** Where it lies. */
    String path() {
        return path;
    }

    /** Hands on every header. */
    void read(Headers headers) throws HostAccessException {
        if (path.endsWith(SQLITE)) {
            host.sqlite().blobs(path, "SELECT blob FROM Packages ORDER BY hnum", blob -> accept(headers, blob));
            return;
        }
        try (SeekableByteChannel channel = host.files().open(path)) {
            DatabaseFile file = new DatabaseFile(channel);
            DatabaseFile.Headers sink = blob -> headers.accept(RpmHeader.parse(blob));
            if (path.endsWith(NDB)) {
                NdbPackages.read(file, sink);
            } else {
                BdbPackages.read(file, sink);
            }
        } catch (MalformedDatabaseException malformed) {
            throw new HostAccessException(HostAccessException.Kind.MALFORMED, path);
        } catch (IOException unreadable) {
            throw new HostAccessException(HostAccessException.Kind.UNREADABLE, path);
        }
    }

    private void accept(Headers headers, byte[] blob) throws HostAccessException {
        try {
            headers.accept(RpmHeader.parse(blob));
        } catch (MalformedDatabaseException malformed) {
            throw new HostAccessException(HostAccessException.Kind.MALFORMED, path);
        }
    }
}
