package dev.leeway.collector.constraint;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a value, or several, fare.
 *
 * @param kind kept, broken or not to be told
 * @param reason why it cannot be told, for people; empty for the others
 */
public record Verdict(Kind kind, String reason) {
    /** The kinds of verdict. */
    public enum Kind {
        KEPT,
        BROKEN,
        /** Neither is known. */
        UNTOLD
    }

    static final Verdict KEPT = new Verdict(Kind.KEPT, "");
    static final Verdict BROKEN = new Verdict(Kind.BROKEN, "");

    public Verdict {
        requireNonNull(kind, "kind is null");
        requireNonNull(reason, "reason is null");
    }

    static Verdict of(boolean kept) {
        return kept ? KEPT : BROKEN;
    }

    static Verdict untold(String reason) {
        return new Verdict(Kind.UNTOLD, reason);
    }

    /** Broken where any is, untold where any other is, and kept else. */
    static Verdict all(Collection<Verdict> verdicts) {
        return first(verdicts, verdict -> verdict.kind() == Kind.BROKEN)
                .or(() -> first(verdicts, verdict -> verdict.kind() == Kind.UNTOLD))
                .orElse(KEPT);
    }

    private static Optional<Verdict> first(Collection<Verdict> verdicts, Predicate<Verdict> wanted) {
        return verdicts.stream().filter(wanted).findFirst();
    }
}
