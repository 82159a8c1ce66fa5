package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

/**
 * What one collector leaves to the next.
 *
 * @param version counts how often it was written, from 1
 * @param content as it was written
 */
public record Handover(long version, byte[] content) {
    public Handover {
        requireNonNull(content, "content is null");
    }
}
