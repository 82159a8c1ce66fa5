package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.MembershipFile;
import dev.leeway.agent.deliver.StateDirectory;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an agent that delivers keeps what it has to remember.
 *
 * @param directory of its state
 */
record Home(Path directory) {
    private static final Path START = Path.of("/proc/sys/kernel/random/boot_id");

    /**
     * That of this user.
     *
     * @throws FormatException when there is no place for it
     */
    static Home of(Surroundings around) throws FormatException {
        return new Home(StateDirectory.usual(around.variables(), CurrentUser.uid() == 0)
                .orElseThrow(() -> new FormatException(
                        "state directory",
                        "",
                        "there is none for this user",
                        "set STATE_DIRECTORY to a directory of its own")));
    }

    /** Who this host is to its collector. */
    MembershipFile membership() {
        return new MembershipFile(directory, new LocalDisk());
    }

    /** What waits. */
    Path spool() {
        return directory.resolve("spool");
    }

    /** What the kernel calls this start of the machine; empty where it does not. */
    static String start() {
        try {
            return Files.readString(START, StandardCharsets.US_ASCII).strip();
        } catch (IOException noSuchKernel) {
            return "";
        }
    }
}
