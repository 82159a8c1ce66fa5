package dev.leeway.agent.deliver;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Counts the requests an agent signs: a collector takes no count that is not higher than the last.
 *
 * <p>Kept twice, each with its sum, and written in place, which needs no room on a full disk: a torn write costs one of them. Where both
 * are damaged it goes on far above all that can have been.
 */
public final class RequestCount {
    private static final List<String> NAMES = List.of("count-1", "count-2");
    private static final int MOST = 64;
    private static final long LEAP = 1_000_000;

    private final Path directory;

    /** The count kept in {@code directory}, which is there. */
    public RequestCount(Path directory) {
        this.directory = directory;
    }

    /**
     * Counts one more.
     *
     * @param snapshots how many were ever acknowledged, at most; where the count is lost, it goes on above that many times a million
     * @throws IOException when it cannot be kept
     */
    public long next(long snapshots) throws IOException {
        long last = 0;
        boolean begun = false;
        boolean known = false;
        for (String name : NAMES) {
            try (InputStream in = Files.newInputStream(directory.resolve(name))) {
                begun = true;
                long read = read(new String(in.readNBytes(MOST), StandardCharsets.US_ASCII));
                known |= read >= 0;
                last = Math.max(last, read);
            } catch (NoSuchFileException first) {
                // Nothing was counted yet.
            }
        }
        long next = begun && !known ? Math.addExact(Math.multiplyExact(snapshots + 1, LEAP), 1) : last + 1;
        for (String name : NAMES) {
            write(directory.resolve(name), next);
        }
        return next;
    }

    private static long read(String line) {
        String digits = line.length() > 19 ? line.substring(0, 19) : "";
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.isEmpty()) {
            return -1;
        }
        long count = Long.parseLong(digits);
        return line.equals(line(count)) ? count : -1;
    }

    private static String line(long count) {
        String digits = String.format(Locale.ROOT, "%019d", count);
        CRC32C sum = new CRC32C();
        sum.update(digits.getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%s %08x%n", digits, sum.getValue());
    }

    private static void write(Path file, long count) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                asFileAttribute(fromString("rw-------")))) {
            ByteBuffer line = ByteBuffer.wrap(line(count).getBytes(StandardCharsets.US_ASCII));
            int length = line.remaining();
            channel.write(line, 0);
            channel.truncate(length);
            channel.force(false);
        }
    }
}
