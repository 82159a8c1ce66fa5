package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Where a snapshot goes: the named file, standard output, or a file named after the host. */
final class OutputTarget {
    private static final String STANDARD_OUTPUT = "-";
    private static final Pattern BEGINNING = Pattern.compile("\\s*\\{\\s*\"schema\"\\s*:\\s*\""
            + Pattern.quote(Snapshot.SCHEMA.substring(0, Snapshot.SCHEMA.lastIndexOf('/') + 1)));

    private static final int MOST_OF_BEGINNING = 100;

    private final Optional<String> named;

    private OutputTarget(Optional<String> named) {
        this.named = named;
    }

    /**
     * The target a command line names, or the usual one.
     *
     * @throws FormatException when the name asks for something the agent cannot write, or is that of something else than a
     *     snapshot
     */
    static OutputTarget of(@Nullable String named) throws FormatException {
        if (named != null && named.endsWith(".zst")) {
            throw new FormatException("--output", "", "the agent does not write .zst", "use .gz; leeway reads both");
        }
        if (named != null && !named.equals(STANDARD_OUTPUT)) {
            checkFree(path(named));
        }
        return new OutputTarget(Optional.ofNullable(named));
    }

    private static Path path(String named) throws FormatException {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new FormatException("--output", "", "is no name of a file", "name another file", e);
        }
    }

    /** Nothing but a snapshot is replaced, nor a file that is empty, or a link, which holds nothing of its own. */
    private static void checkFree(Path file) throws FormatException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isSnapshot(file)) {
            throw new FormatException(
                    file.toString(), "", "is there and is no snapshot", "name another file with --output");
        }
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
        checkFree(usual);
        return usual;
    }

    private static Path usual(Snapshot snapshot) {
        String name = snapshot.host().name().replaceAll("[^A-Za-z0-9._-]", "-");
        return Path.of((name.startsWith(".") ? "-" + name : name) + ".json");
    }

    /** Whether it begins as files of gzip do, whatever its name. */
    private static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {0x1f, (byte) 0x8b});
        }
    }

    private static boolean isSnapshot(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) == 0) {
                return true;
            }
            InputStream plain = isCompressed(file) ? new GZIPInputStream(in) : in;
            return BEGINNING
                    .matcher(new String(plain.readNBytes(MOST_OF_BEGINNING), StandardCharsets.UTF_8))
                    .lookingAt();
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
