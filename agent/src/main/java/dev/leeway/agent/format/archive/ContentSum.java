package dev.leeway.agent.format.archive;

import java.util.Locale;

/**
 * The sum of an archive's content, entry by entry, in whatever order they come.
 *
 * <p>An entry is its name with size and CRC-32, or with the normalised form of its content. Sums do not depend on order,
 * so an archive of any number of entries takes two words of memory, and a name that occurs twice counts twice.
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

    /** Thirty-two hexadecimal digits. */
    String text() {
        return String.format(Locale.ROOT, "%016x%016x", lane(first), lane(second));
    }
}
