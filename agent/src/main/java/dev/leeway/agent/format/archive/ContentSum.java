package dev.leeway.agent.format.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The sum of an archive's content, entry by entry, in whatever order they come.
 *
 * <p>An entry is its name with size and CRC-32, or with the normalised form of its content. Sums do not depend on order,
 * so an archive of any number of entries takes two words of memory, and a name that occurs twice counts twice.
 * What is told is a digest of them: from a sum itself, whoever has all entries but one could take these off and would be left
 * with size and CRC-32 of that one.
 */
final class ContentSum {
    private static final long PLAIN = 0x5049_4C41_494EL;
    private static final long NORMALISED = 0x4E4F_524D_4C41L;

    private long first;
    private long second;
    private long count;

    /** An entry as the directory declares it. */
    void add(NameHash name, long size, int crc) {
        add(name, size, Integer.toUnsignedLong(crc), PLAIN);
    }

    /** An entry of which {@code text} is the content without what a rebuild changes. */
    void add(NameHash name, NameHash text) {
        add(name, text.first(), text.second(), NORMALISED);
    }

    /** A nested archive, by its own sum. */
    void add(NameHash name, ContentSum nested) {
        add(name, nested.lane(nested.first), nested.lane(nested.second), NORMALISED);
    }

    private void add(NameHash name, long a, long b, long kind) {
        long content = NameHash.finish(NameHash.finish(a + kind) ^ b);
        first += NameHash.finish(name.first() + content);
        second += NameHash.finish(name.second() ^ Long.rotateLeft(content, 17));
        count++;
    }

    private long lane(long sum) {
        return NameHash.finish(sum ^ count);
    }

    /** This sum and {@code other} together. */
    ContentSum and(ContentSum other) {
        ContentSum both = new ContentSum();
        both.first = first + other.first;
        both.second = second + other.second;
        both.count = count + other.count;
        return both;
    }

    /** Thirty-two hexadecimal digits: the first half of the SHA-256 of both lanes and the number of entries. */
    String text() {
        byte[] sums = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(count)
                .array();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sums), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
