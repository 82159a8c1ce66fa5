package dev.leeway.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The numeric user this program runs as, which Java does not tell. */
final class CurrentUser {
    private static final Path SELF = Path.of("/proc/self");

    private CurrentUser() {}

    /** The user's number, -1 where the platform has none. */
    static long uid() {
        try {
            return ((Number) Files.getAttribute(SELF, "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noSuchPlatform) {
            return -1;
        }
    }
}
