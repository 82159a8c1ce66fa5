package dev.leeway.agent.deliver;

import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.wire.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How one waiting snapshot lies in its file: a line that says which it is, with its own sum; the document, packed; how long both are
 * together; and a SHA-256 over all of that. What was cut short or changed anywhere is known for it.
 */
final class SpoolFile {
    private static final String MAGIC = "leeway/spool/2";
    private static final String SUFFIX = ".snapshot";
    private static final String REPEATS = "same";
    private static final String DIFFERS = "new";
    private static final int MOST_LINE = 300;
    private static final int DIGEST = 32;
    private static final int TRAILER = Long.BYTES + DIGEST;
    private static final int FIELDS = 9;

    private SpoolFile() {}

    /** What the file of a snapshot is called; names are in the order of snapshots. */
    static String name(long sequence) {
        return String.format(Locale.ROOT, "%019d%s", sequence, SUFFIX);
    }

    /** The sequence a name stands for; empty where it is no name of such a file. */
    static Optional<Long> sequence(Path file) {
        String name = String.valueOf(file.getFileName());
        String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
        if (digits.length() != 19 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException beyond) {
            return Optional.empty();
        }
    }

    /** Writes the file of one snapshot. */
    static void write(
            OutputStream out,
            long sequence,
            String manifest,
            boolean repeats,
            SpoolCounts covered,
            Disk.Content document)
            throws IOException {
        DigestOutputStream summed = new DigestOutputStream(out, sha256());
        DataOutputStream data = new DataOutputStream(summed);
        data.write(line(sequence, manifest, repeats, covered).getBytes(StandardCharsets.US_ASCII));
        GZIPOutputStream packed = new GZIPOutputStream(data);
        document.write(packed);
        packed.finish();
        data.writeLong(data.size());
        out.write(summed.getMessageDigest().digest());
    }

    private static String line(long sequence, String manifest, boolean repeats, SpoolCounts covered) {
        String said = sequence + " " + manifest + " " + (repeats ? REPEATS : DIFFERS) + " " + covered.coalesced() + " "
                + covered.dropped() + " " + covered.damaged() + " " + covered.refused();
        return MAGIC + " " + said + " " + sum(said) + "\n";
    }

    private static String sum(String said) {
        CRC32C sum = new CRC32C();
        sum.update(said.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }

    /**
     * What the first line of a file and its length say, without reading the rest.
     *
     * @return empty where it was cut short, or its line is not as it was written
     */
    static Optional<Waiting> look(Disk disk, Path file, long sequence) throws IOException {
        long size = disk.size(file);
        byte[] head;
        try (InputStream in = disk.read(file)) {
            head = in.readNBytes(MOST_LINE);
            int end = end(head);
            if (end < 0 || size < end + TRAILER) {
                return Optional.empty();
            }
            in.skipNBytes(Math.max(0, size - TRAILER - head.length));
            byte[] rest = in.readNBytes(TRAILER);
            byte[] tail = new byte[head.length + rest.length];
            System.arraycopy(head, 0, tail, 0, head.length);
            System.arraycopy(rest, 0, tail, head.length, rest.length);
            if (ByteBuffer.wrap(tail, tail.length - TRAILER, Long.BYTES).getLong() != size - TRAILER) {
                return Optional.empty();
            }
        }
        return parse(new String(head, 0, end(head), StandardCharsets.US_ASCII), sequence, size);
    }

    private static int end(byte[] head) {
        for (int i = 0; i < head.length; i++) {
            if (head[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Waiting> parse(String line, long sequence, long size) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS || !Manifest.isDigest(fields[2])) {
            return Optional.empty();
        }
        try {
            SpoolCounts covered = new SpoolCounts(
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    Long.parseLong(fields[6]),
                    Long.parseLong(fields[7]));
            boolean repeats = fields[3].equals(REPEATS);
            return (line + "\n").equals(line(sequence, fields[2], repeats, covered))
                    ? Optional.of(new Waiting(sequence, fields[2], repeats, covered, size))
                    : Optional.empty();
        } catch (IllegalArgumentException notSo) {
            return Optional.empty();
        }
    }

    /**
     * The document in a file.
     *
     * @param most bytes it may have, unpacked
     * @return empty where anything in it is not as it was written
     */
    static Optional<byte[]> document(Disk disk, Path file, int most) throws IOException {
        byte[] all;
        try (InputStream in = disk.read(file)) {
            all = in.readNBytes(most);
        }
        int end = end(Arrays.copyOf(all, Math.min(all.length, MOST_LINE)));
        if (end < 0 || all.length < end + TRAILER) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        digest.update(all, 0, all.length - DIGEST);
        byte[] written = Arrays.copyOfRange(all, all.length - DIGEST, all.length);
        if (!MessageDigest.isEqual(digest.digest(), written)) {
            return Optional.empty();
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try (InputStream packed =
                new GZIPInputStream(new ByteArrayInputStream(all, end + 1, all.length - TRAILER - end - 1))) {
            document.writeBytes(packed.readNBytes(most));
        }
        return Optional.of(document.toByteArray());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 in hexadecimal digits. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
