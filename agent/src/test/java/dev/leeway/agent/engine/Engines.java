package dev.leeway.agent.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build lays archives of servers, and what is unpacked of them: in the agent's module, for tests of others too. */
final class Engines {
    private static final String ARCHIVES = "engines";
    private static final Path OWN = Path.of("target");
    private static final Path OF_AGENT = Path.of("..", "agent", "target");

    private Engines() {}

    /** The directory of archives, whether it is there or not. */
    static Path archives() {
        return target().resolve(ARCHIVES);
    }

    /** What one of them is unpacked to. */
    static Path home(String name) {
        return target().resolve(name).toAbsolutePath().normalize();
    }

    private static Path target() {
        boolean own = Files.isDirectory(OWN.resolve(ARCHIVES)) || !Files.isDirectory(OF_AGENT.resolve(ARCHIVES));
        return own ? OWN : OF_AGENT;
    }
}
