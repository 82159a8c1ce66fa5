package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;

/**
 * Facts a probe could not see though its section stands.
 *
 * @param pattern over full addresses: {@code env[shop-web]/**}
 * @param reason a short word: {@code permission}, {@code limit}, {@code format}, {@code vanished}, {@code unreadable}
 */
public record Uncovered(AddressPattern pattern, String reason) implements Comparable<Uncovered> {
    public Uncovered {
        requireNonNull(pattern, "pattern is null");
        requireNonNull(reason, "reason is null");
    }

    @Override
    public int compareTo(Uncovered other) {
        int byPattern = pattern.compareTo(other.pattern);
        return byPattern != 0 ? byPattern : reason.compareTo(other.reason);
    }
}
