package dev.leeway.agent.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build lays archives of servers, and what is unpacked of them: in the agent's module, for tests of others too. */
final class Engines {
    private static final String ARCHIVES = "engines";
    private static final Path OWN = Path.of("target");
    private static final Path OF_AGENT = Path.of("..", "agent", "target");

    /** Where there is such a place, it spares the disk the many small files that tables are: a fifth of the time. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Engines() {}

    /** The directory of archives, whether it is there or not. */
    static Path archives() {
        return target().resolve(ARCHIVES);
    }

    /** What one of them is unpacked to. */
    static Path home(String name) {
        return target().resolve(name).toAbsolutePath().normalize();
    }

    /** A new directory for what a server keeps, in memory where the machine has a place for that. */
    static Path scratch(String name) throws IOException {
        return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, name) : Files.createTempDirectory(name);
    }

    private static Path target() {
        boolean own = Files.isDirectory(OWN.resolve(ARCHIVES)) || !Files.isDirectory(OF_AGENT.resolve(ARCHIVES));
        return own ? OWN : OF_AGENT;
    }
}
