package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a snapshot goes: the named file, standard output, or a file named after the host. */
final class OutputTarget {
    private static final String STANDARD_OUTPUT = "-";
    private static final String BEGINNING =
            "{\"schema\":\"" + Snapshot.SCHEMA.substring(0, Snapshot.SCHEMA.lastIndexOf('/'));

    private final Optional<String> named;

    private OutputTarget(Optional<String> named) {
        this.named = named;
    }

    /**
     * The target a command line names, or the usual one.
     *
     * @throws FormatException when the name asks for something the agent cannot write
     */
    static OutputTarget of(@Nullable String named) throws FormatException {
        if (named != null && named.endsWith(".zst")) {
            throw new FormatException("--output", "", "the agent does not write .zst", "use .gz; leeway reads both");
        }
        return new OutputTarget(Optional.ofNullable(named));
    }

    boolean isStandardOutput() {
        return named.filter(STANDARD_OUTPUT::equals).isPresent();
    }

    /**
     * The file to write.
     *
     * @throws FormatException when none was named and the usual name is taken by something else than a snapshot
     */
    Path file(Snapshot snapshot) throws FormatException {
        if (named.isPresent()) {
            return Path.of(named.get());
        }
        Path usual = usual(snapshot);
        if (Files.exists(usual) && !isSnapshot(usual)) {
            throw new FormatException(
                    usual.toString(), "", "is there and is no snapshot", "name another file with --output");
        }
        return usual;
    }

    private static Path usual(Snapshot snapshot) {
        String name = snapshot.host().name().replaceAll("[^A-Za-z0-9._-]", "-");
        return Path.of((name.startsWith(".") ? "-" + name : name) + ".json");
    }

    private static boolean isSnapshot(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING.length()), StandardCharsets.UTF_8).equals(BEGINNING);
        } catch (IOException e) {
            return false;
        }
    }

    /** What the line about the snapshot adds: the file's name, where the user did not choose it. */
    String remark(Snapshot snapshot) {
        return named.isPresent() ? "" : " · " + usual(snapshot);
    }

    /** The complaint that the target could not be written. */
    FormatException error(Snapshot snapshot, IOException cause) {
        String name = isStandardOutput()
                ? "standard output"
                : named.orElseGet(() -> usual(snapshot).toString());
        return new FormatException(
                name, "", "cannot be written: " + reason(cause), "name another file with --output", cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(cause.getMessage());
    }
}
