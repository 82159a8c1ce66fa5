package dev.leeway.schema.json;

/**
 * How much of a JSON document is accepted before reading ends with a {@link FormatException}.
 *
 * @param maxBytes length of the document after inflating
 * @param maxRatio how many times larger than its compressed form a document may be, once it passes a mebibyte
 * @param maxDepth objects and arrays inside each other
 * @param maxString length of one text, in bytes of UTF-8 as written
 * @param maxName length of one key, in bytes of UTF-8 as written
 * @param maxDigits length of one number
 * @param maxTokens keys, values and closings of the whole document
 */
public record ReadingLimits(
        long maxBytes, int maxRatio, int maxDepth, int maxString, int maxName, int maxDigits, int maxTokens) {
    /** What the product reads with. */
    public static final ReadingLimits DEFAULT =
            new ReadingLimits(256L << 20, 200, 64, 1 << 20, 8 << 10, 100, 8_000_000);

    public ReadingLimits {
        if (Math.min(Math.min(maxBytes, maxRatio), Math.min(maxDepth, maxString)) < 1
                || Math.min(maxName, Math.min(maxDigits, maxTokens)) < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
