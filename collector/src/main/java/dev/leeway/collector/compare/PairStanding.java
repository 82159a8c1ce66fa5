package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Likeness best = best(one, other);
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

    /** Sameness before difference, and difference before what cannot be told. */
    private static Likeness best(Tally.Consensus earlier, Tally.Consensus later) {
        if (isText(earlier) && isText(later)) {
            return bestOfTexts(earlier.groups(), later.groups());
        }
        Likeness best = Likeness.NOT_COMPARABLE;
        for (ValueGroup one : earlier.groups()) {
            for (ValueGroup other : later.groups()) {
                Likeness likeness = one.likeness(other);
                best = likeness.compareTo(best) < 0 ? likeness : best;
            }
        }
        return best;
    }

    /** Whether all values are texts, as found and as compared; each of many hosts may hold one of its own. */
    private static boolean isText(Tally.Consensus consensus) {
        return !consensus.groups().isEmpty()
                && consensus.groups().stream()
                        .allMatch(group -> !group.parts()
                                && group.value() instanceof Value.Text
                                && group.key() instanceof Value.Text);
    }

    private static Likeness bestOfTexts(List<ValueGroup> earlier, List<ValueGroup> later) {
        Set<Value> values = new HashSet<>();
        Set<Value> keys = new HashSet<>();
        earlier.forEach(group -> {
            values.add(group.value());
            keys.add(group.key());
        });
        boolean same = later.stream().anyMatch(group -> values.contains(group.value()) || keys.contains(group.key()));
        return same ? Likeness.SAME : Likeness.DIFFERENT;
    }
}
