package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.collector.version.VersionDistance;
import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Direction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of values that differ as versions.
 *
 * @param areVersions whether all of them are
 * @param distance how far the outermost lie apart; empty where they do not order or neither is newer
 * @param ordered whether they order at all
 * @param direction which environment is ahead, for a pair
 * @param moving whether this may be a release on its way: the earlier environment ahead, either of two that no promotion
 *     order knows, or two versions side by side in one environment
 * @param astray whether one is newer and nobody can tell on its way to where, for a side is of no environment
 */
record Versions(
        boolean areVersions,
        boolean ordered,
        Optional<Distance> distance,
        Optional<Direction> direction,
        boolean moving,
        boolean astray) {
    static final Versions NONE = new Versions(false, false, Optional.empty(), Optional.empty(), false, false);

    /** Of a pair, {@code earlier} before {@code later} in promotion order. */
    static Versions between(Environments environments, int earlier, Tally one, int later, Tally other) {
        List<ValueGroup> left = one.consensus().groups();
        List<ValueGroup> right = other.consensus().groups();
        if (left.size() != 1 || right.size() != 1) {
            return NONE;
        }
        return between(
                environments, earlier, left.get(0).value(), later, right.get(0).value());
    }

    /** Of two values, {@code earlier} before {@code later} in promotion order. */
    static Versions between(Environments environments, int earlier, Value one, int later, Value other) {
        Optional<VersionMove> move = VersionMove.of(one, other);
        if (move.isEmpty()) {
            return NONE;
        }
        Value.Version a = move.get().from();
        Value.Version b = move.get().to();
        OptionalInt order = VersionOrder.compare(a, b);
        Optional<Distance> distance = VersionDistance.between(a, b);
        if (order.isEmpty() || distance.isEmpty()) {
            return new Versions(true, order.isPresent(), distance, Optional.empty(), false, false);
        }
        boolean laterAhead = order.getAsInt() < 0;
        boolean inOrder = environments.listed(earlier) && environments.listed(later);
        boolean hotfix = laterAhead && inOrder;
        Direction direction = new Direction(
                environments.name(laterAhead ? later : earlier),
                environments.name(laterAhead ? earlier : later),
                distance.get(),
                inOrder ? Optional.of(hotfix ? Direction.Movement.HOTFIX : Direction.Movement.LAG) : Optional.empty());
        boolean astray = environments.unnamed(earlier) || environments.unnamed(later);
        return new Versions(true, true, distance, Optional.of(direction), !hotfix && !astray, astray);
    }

    /** The same for installations of which neither is ahead, because one version runs in both environments. */
    Versions level() {
        return new Versions(areVersions, ordered, distance, Optional.empty(), false, false);
    }

    /** Of one environment whose hosts disagree. */
    static Versions among(Tally tally) {
        if (!tally.missing().isEmpty() || tally.groups().isEmpty()) {
            return NONE;
        }
        Distance widest = Distance.BUILD;
        boolean ordered = true;
        for (ValueGroup group : tally.groups()) {
            for (ValueGroup other : tally.groups()) {
                if (!(group.value() instanceof Value.Version a) || !(other.value() instanceof Value.Version b)) {
                    return NONE;
                }
                ordered &= VersionOrder.compare(a, b).isPresent();
                Distance distance = VersionDistance.between(a, b).orElse(Distance.BUILD);
                widest = distance.compareTo(widest) > 0 ? distance : widest;
            }
        }
        boolean two = tally.groups().size() == 2;
        return new Versions(true, ordered, Optional.of(widest), Optional.empty(), ordered && two, false);
    }

    boolean within(Distance allowed) {
        return ordered && (distance.isEmpty() || distance.get().compareTo(allowed) <= 0);
    }
}
