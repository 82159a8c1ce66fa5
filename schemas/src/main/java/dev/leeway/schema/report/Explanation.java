package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

/**
 * What a person needs to act on a drift.
 *
 * @param summary one line: what is the matter, in words
 * @param why why it matters
 * @param align how to bring the sides together
 * @param unproven what a green test elsewhere does not prove while this stands
 */
public record Explanation(String summary, String why, String align, String unproven) {
    public Explanation {
        requireNonNull(summary, "summary is null");
        requireNonNull(why, "why is null");
        requireNonNull(align, "align is null");
        requireNonNull(unproven, "unproven is null");
    }
}
