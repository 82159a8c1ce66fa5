package dev.leeway.schema.json;

/**
 * How much of a JSON document is accepted before reading ends with a {@link FormatException}.
 *
 * @param maxBytes length of the document, after inflating
 * @param maxRatio how many times its compressed size a document may inflate to, once it passes a mebibyte
 * @param maxDepth objects and arrays inside each other
 * @param maxString length of one text, in UTF-16 characters
 * @param maxName length of one key, in UTF-16 characters
 * @param maxTokens keys, values and closing brackets of the whole document
 */
public record ReadingLimits(long maxBytes, int maxRatio, int maxDepth, int maxString, int maxName, int maxTokens) {
    /** What the product reads with; room for about five times a snapshot of 100,000 facts. */
    public static final ReadingLimits DEFAULT = new ReadingLimits(128L << 20, 200, 64, 1 << 20, 8 << 10, 2_000_000);

    /** What reports are read with: they name every host of a fleet. */
    public static final ReadingLimits REPORT = new ReadingLimits(256L << 20, 200, 64, 1 << 20, 8 << 10, 10_000_000);

    public ReadingLimits {
        if (maxBytes < 1 || maxRatio < 1 || maxDepth < 1 || maxString < 1 || maxName < 1 || maxTokens < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
