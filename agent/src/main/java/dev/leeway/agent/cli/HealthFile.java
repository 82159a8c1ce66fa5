package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** One line on how an agent that keeps running does, for whoever looks after it; the file is gone when the agent is. */
final class HealthFile {
    private final Optional<Path> file;

    /** @param file to write; empty where nobody wants to know */
    HealthFile(Optional<Path> file) {
        this.file = file.map(Path::toAbsolutePath);
    }

    /**
     * Writes the line, whole or not at all.
     *
     * @throws FormatException when it cannot be written
     */
    void write(String line) throws FormatException {
        if (file.isEmpty()) {
            return;
        }
        Path place = file.get();
        Path begun = place.resolveSibling(place.getFileName() + ".new");
        try {
            Files.write(begun, (line + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(begun, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new FormatException(
                    "--health-file",
                    "",
                    "'" + place + "' cannot be written",
                    "name a file in a directory of its own",
                    e);
        }
    }

    /** Takes it away. */
    void remove() {
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException stays) {
            // It says when it was written.
        }
    }
}
