package dev.leeway.collector.compare;

import java.util.Optional;

/** How what one environment says of a fact stands to what another says. */
public enum PairStanding {
    SAME,
    /** Secrets of which only the presence could be compared. */
    SAME_PRESENCE,
    DIFFERENT,
    /** The earlier environment lacks it. */
    MISSING_EARLIER,
    /** The later environment lacks it. */
    MISSING_LATER,
    /** An environment disagrees within itself, and part of it agrees with the other. */
    TIED,
    UNKNOWN,
    NOT_COMPARABLE;

    static Optional<PairStanding> of(Tally earlier, Tally later) {
        if (earlier.groups().isEmpty() && later.groups().isEmpty()) {
            return Optional.empty();
        }
        if (!earlier.known() || !later.known()) {
            return Optional.of(UNKNOWN);
        }
        Tally.Consensus one = earlier.consensus();
        Tally.Consensus other = later.consensus();
        Likeness best = Likenesses.best(one.groups(), other.groups());
        if ((one.missing() && other.missing()) || best.same()) {
            boolean ambiguous = (one.tied() && earlier.split()) || (other.tied() && later.split());
            return ambiguous ? Optional.of(TIED) : agreement(one, other, best);
        }
        if (one.groups().isEmpty() || other.groups().isEmpty()) {
            return Optional.of(one.groups().isEmpty() ? MISSING_EARLIER : MISSING_LATER);
        }
        return Optional.of(best == Likeness.DIFFERENT ? DIFFERENT : NOT_COMPARABLE);
    }

    private static Optional<PairStanding> agreement(Tally.Consensus one, Tally.Consensus other, Likeness best) {
        if (one.missing() && other.missing()) {
            return Optional.empty();
        }
        return Optional.of(best == Likeness.SAME_PRESENCE ? SAME_PRESENCE : SAME);
    }
}
