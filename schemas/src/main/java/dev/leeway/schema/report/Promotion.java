package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

/**
 * The way of a release that a comparison was judged for.
 *
 * @param from canonical name of the environment whose release is promoted
 * @param to canonical name of the environment it is promoted to
 */
public record Promotion(String from, String to) {
    public Promotion {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
    }
}
