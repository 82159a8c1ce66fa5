package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the rules that match one fact, the last first; a rule that has nothing to say to a question passes it on.
 *
 * <p>Several {@code leeway} rules of one file with one pattern are a ladder: within the leeway of the last, the earlier
 * ones may still find a lesser breach.
 */
final class Questions {
    private final FactRow row;
    private final List<BoundRule> rules;

    Questions(FactRow row, List<BoundRule> lastFirst) {
        this.row = row;
        this.rules = lastFirst;
    }

    boolean none() {
        return rules.isEmpty();
    }

    /** Whether one of the user's own rules wants the pair compared though it is not held against the reference. */
    boolean askedFor(int one, int other) {
        return rules.stream().anyMatch(bound -> bound.asksFor(one, other));
    }

    /** The user's own rule that a pair must keep and that cannot be seen to be kept, if there is one. */
    Optional<Rule> ownDemand(int one, int other) {
        return rules.stream()
                .filter(bound -> !bound.rule().origin().shipped() && bound.covers(one, other))
                .map(BoundRule::rule)
                .filter(rule -> rule.expectation() instanceof Expectation.Different
                        || rule.expectation() instanceof Expectation.Present)
                .findFirst();
    }

    /** What is said of two values that differ. */
    Ruling differing(int one, int other, Versions versions, int ageDays) {
        for (BoundRule bound : rules) {
            boolean speaks = keepsApart(bound, one)
                    && keepsApart(bound, other)
                    && !(bound.rule().of().isPresent() && ClearMembers.differ(row, one, other));
            if (bound.covers(one, other) && speaks) {
                Optional<Ruling> ruling = versions(bound, versions, ageDays);
                if (ruling.isEmpty()) {
                    ruling = plainly(bound, bound.rule().expectation() instanceof Expectation.Different);
                }
                if (ruling.isPresent()) {
                    return ruling.get();
                }
            }
        }
        return Ruling.CATALOGUE;
    }

    /** What is said of a fact one environment of a pair lacks. */
    Ruling missing(int one, int other, int lacking) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean admitted = admits(bound, one) || admits(bound, other);
            if (admitted && expectation instanceof Expectation.Absent && bound.covers(lacking)) {
                return Ruling.allowed(bound);
            }
            if (admitted && expectation instanceof Expectation.Present && bound.covers(lacking)) {
                return Ruling.breach(bound);
            }
            // A rule that lets values of a class differ says nothing of a value that is not there.
            boolean speaks = admitted
                    && !(expectation instanceof Expectation.Any
                            && bound.rule().of().isPresent());
            Optional<Ruling> ruling = speaks && bound.covers(one, other) ? plainly(bound, false) : Optional.empty();
            if (ruling.isPresent()) {
                return ruling.get();
            }
        }
        return Ruling.CATALOGUE;
    }

    /** The rule two environments break by sharing a value, if there is one. */
    Optional<Rule> sharing(int one, int other) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean speaks = expectation instanceof Expectation.Different
                    || expectation instanceof Expectation.Any
                    || expectation instanceof Expectation.Same;
            if (speaks && bound.covers(one, other) && admits(bound, one) && admits(bound, other)) {
                return expectation instanceof Expectation.Different ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * What sharing a value would break but for rules of the user that let anything be, with those rules: what they hold
     * back, values that are equal show.
     */
    Optional<Excuse> excusedSharing(int one, int other) {
        List<Rule> excusing = new ArrayList<>();
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean speaks = expectation instanceof Expectation.Different
                    || expectation instanceof Expectation.Any
                    || expectation instanceof Expectation.Same;
            if (speaks && bound.covers(one, other) && admits(bound, one) && admits(bound, other)) {
                if (!excuses(bound)) {
                    return expectation instanceof Expectation.Different
                            ? Excuse.of(bound.rule(), excusing)
                            : Optional.empty();
                }
                excusing.add(bound.rule());
            }
        }
        return Optional.empty();
    }

    /** What having or lacking the fact would break but for such rules. */
    Optional<Excuse> excusedExistence(int environment, boolean there) {
        List<Rule> excusing = new ArrayList<>();
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean speaks = expectation instanceof Expectation.Any
                    ? bound.coversWithin(environment)
                    : (expectation instanceof Expectation.Absent || expectation instanceof Expectation.Present)
                            && bound.covers(environment);
            if (speaks && (!there || admits(bound, environment))) {
                if (!excuses(bound)) {
                    boolean broken = there
                            ? expectation instanceof Expectation.Absent
                            : expectation instanceof Expectation.Present;
                    return broken ? Excuse.of(bound.rule(), excusing) : Optional.empty();
                }
                excusing.add(bound.rule());
            }
        }
        return Optional.empty();
    }

    private static boolean excuses(BoundRule bound) {
        return bound.rule().expectation() instanceof Expectation.Any
                && !bound.rule().origin().shipped();
    }

    /**
     * A breach that rules let pass.
     *
     * @param demand what it would be a breach of
     * @param excusing the rules that let it pass, one or more
     */
    record Excuse(Rule demand, List<Rule> excusing) {
        Excuse {
            excusing = List.copyOf(excusing);
        }

        private static Optional<Excuse> of(Rule demand, List<Rule> excusing) {
            return excusing.isEmpty() ? Optional.empty() : Optional.of(new Excuse(demand, excusing));
        }
    }

    /** The rule an environment breaks by having the fact, if there is one. */
    Optional<Rule> presence(int environment) {
        return existence(environment, true);
    }

    /** The rule an environment breaks by lacking the fact, if there is one. */
    Optional<Rule> absence(int environment) {
        return existence(environment, false);
    }

    private Optional<Rule> existence(int environment, boolean there) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean speaks = expectation instanceof Expectation.Any
                    ? bound.coversWithin(environment)
                    : (expectation instanceof Expectation.Absent || expectation instanceof Expectation.Present)
                            && bound.covers(environment);
            if (speaks && (!there || admits(bound, environment))) {
                boolean broken =
                        there ? expectation instanceof Expectation.Absent : expectation instanceof Expectation.Present;
                return broken ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** What is said of one environment whose hosts disagree. */
    Ruling split(int environment, Versions versions, int ageDays) {
        for (BoundRule bound : rules) {
            if (bound.coversWithin(environment) && admits(bound, environment)) {
                Optional<Ruling> ruling = versions(bound, versions, ageDays);
                if (ruling.isEmpty()) {
                    ruling = plainly(bound, false);
                }
                if (ruling.isPresent()) {
                    return ruling.get();
                }
            }
        }
        return Ruling.CATALOGUE;
    }

    private static Optional<Ruling> plainly(BoundRule bound, boolean allowed) {
        Expectation expectation = bound.rule().expectation();
        if (expectation instanceof Expectation.Same) {
            return Optional.of(Ruling.breach(bound));
        }
        return expectation instanceof Expectation.Any || allowed
                ? Optional.of(Ruling.allowed(bound))
                : Optional.empty();
    }

    private Optional<Ruling> versions(BoundRule bound, Versions versions, int ageDays) {
        Expectation expectation = bound.rule().expectation();
        if (!versions.areVersions()) {
            return Optional.empty();
        }
        if (expectation instanceof Expectation.Leeway leeway) {
            return Optional.of(leeway(bound, leeway.distance(), versions));
        }
        if (expectation instanceof Expectation.Lag lag && versions.moving()) {
            return Optional.of(ageDays <= lag.days() ? Ruling.informational(bound) : Ruling.breach(bound));
        }
        if (expectation instanceof Expectation.Lag && versions.astray()) {
            return Optional.of(Ruling.breach(bound));
        }
        boolean backwards = versions.direction()
                .flatMap(Direction::movement)
                .filter(Direction.Movement.HOTFIX::equals)
                .isPresent();
        return expectation instanceof Expectation.Forward && backwards
                ? Optional.of(Ruling.breach(bound))
                : Optional.empty();
    }

    private Ruling leeway(BoundRule bound, Distance allowed, Versions versions) {
        if (!versions.within(allowed)) {
            return Ruling.breach(bound);
        }
        for (BoundRule earlier : rules.subList(rules.indexOf(bound) + 1, rules.size())) {
            if (earlier.rule().expectation() instanceof Expectation.Leeway rung
                    && isRung(earlier.rule(), bound.rule())
                    && !versions.within(rung.distance())) {
                return Ruling.breach(earlier);
            }
        }
        return Ruling.allowed(bound);
    }

    private static boolean isRung(Rule earlier, Rule later) {
        return earlier.match().equals(later.match())
                && earlier.between().equals(later.between())
                && earlier.origin().file().equals(later.origin().file());
    }

    /** A rule by which secrets must differ is content with any that do, be one of them a placeholder. */
    private boolean keepsApart(BoundRule bound, int environment) {
        return admits(bound, environment)
                || (bound.rule().expectation() instanceof Expectation.Different
                        && row.tally(environment)
                                .filter(tally -> bound.concerns(row.path(), tally))
                                .isPresent());
    }

    private boolean admits(BoundRule bound, int environment) {
        return bound.rule().of().isEmpty()
                || row.tally(environment)
                        .filter(tally -> bound.admits(row.path(), tally))
                        .isPresent();
    }
}
