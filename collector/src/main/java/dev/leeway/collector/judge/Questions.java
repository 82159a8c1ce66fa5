package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** How grave the rules before one find what is asked, by the question and how many they are. */
    private final Map<String, Severity> answered;

    Questions(FactRow row, List<BoundRule> lastFirst) {
        this(row, lastFirst, new HashMap<>());
    }

    private Questions(FactRow row, List<BoundRule> lastFirst, Map<String, Severity> answered) {
        this.row = row;
        this.rules = lastFirst;
        this.answered = answered;
    }

    /** The fact that is asked about. */
    FactRow row() {
        return row;
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
        boolean unwanted = false;
        boolean alike = false;
        for (BoundRule bound : rules) {
            Rule rule = bound.rule();
            if (!rule.origin().shipped() && bound.covers(one, other)) {
                Expectation expectation = rule.expectation();
                if (expectation instanceof Expectation.Any
                        && rule.of().isEmpty()
                        && rule.reach().upTo().isEmpty()) {
                    return Optional.empty();
                }
                unwanted |= expectation instanceof Expectation.Absent;
                alike |= expectation instanceof Expectation.Same;
                if ((expectation instanceof Expectation.Different && !alike)
                        || (expectation instanceof Expectation.Present && !unwanted)) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    /** What is said of two values that differ. */
    Ruling differing(int one, int other, Versions versions, int ageDays) {
        for (BoundRule bound : rules) {
            boolean speaks = keepsApart(bound, one)
                    && keepsApart(bound, other)
                    && !(bound.rule().of().isPresent() && ClearMembers.differ(row, one, other));
            if (bound.covers(one, other)
                    && speaks
                    && reaches("differing", bound, rest -> rest.differing(one, other, versions, ageDays), one, other)) {
                Optional<Ruling> ruling = versions(bound, versions, ageDays);
                if (ruling.isEmpty()) {
                    ruling = plainly(bound, letsDiffer(bound.rule().expectation()));
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
            Optional<Ruling> ruling = speaks
                            && bound.covers(one, other)
                            && reaches(
                                    "missing " + lacking, bound, rest -> rest.missing(one, other, lacking), one, other)
                    ? plainly(bound, false)
                    : Optional.empty();
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
            if (speaks
                    && bound.covers(one, other)
                    && admits(bound, one)
                    && admits(bound, other)
                    && reaches("sharing", bound, rest -> asked(rest.sharing(one, other)), one, other)) {
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
            if (speaks
                    && (!there || admits(bound, environment))
                    && reaches(
                            "existence " + there,
                            bound,
                            rest -> asked(rest.existence(environment, there)),
                            environment)) {
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
            if (bound.wantsUnique() && bound.covers(environment)) {
                return Ruling.allowed(bound);
            }
            if (bound.coversWithin(environment)
                    && admits(bound, environment)
                    && reaches("split", bound, rest -> rest.split(environment, versions, ageDays), environment)) {
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

    /** The rule that says what each value of an environment must be, unless a later one lets it be anything. */
    Optional<Rule> ofValue(int environment) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean says = expectation.ofValue() && bound.covers(environment);
            boolean lets = expectation instanceof Expectation.Any && bound.coversWithin(environment);
            if ((says || lets)
                    && admits(bound, environment)
                    && reaches("value", bound, rest -> asked(rest.ofValue(environment)), environment)) {
                return says ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The rule that says how the values of two environments must stand to each other, likewise. */
    Optional<Rule> relation(int one, int other) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean says = expectation instanceof Expectation.Related;
            if ((says || expectation instanceof Expectation.Any)
                    && bound.covers(one, other)
                    && reaches("relation", bound, rest -> asked(rest.relation(one, other)), one, other)) {
                return says ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The rule that wants each host of an environment to have a value of its own, unless a later one lets them be. */
    Optional<Rule> unique(int environment) {
        for (BoundRule bound : rules) {
            boolean says = bound.wantsUnique() && bound.covers(environment);
            boolean lets = bound.rule().expectation() instanceof Expectation.Any && bound.coversWithin(environment);
            if ((says || lets)
                    && admits(bound, environment)
                    && reaches("unique", bound, rest -> asked(rest.unique(environment)), environment)) {
                return says ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The rule that wants no host of one environment to have a value of one of the other, likewise. */
    Optional<Rule> uniqueAcross(int one, int other) {
        for (BoundRule bound : rules) {
            boolean says = bound.wantsUnique() && !bound.between().single();
            if ((says || bound.rule().expectation() instanceof Expectation.Any)
                    && bound.covers(one, other)
                    && admits(bound, one)
                    && admits(bound, other)
                    && reaches("unique across", bound, rest -> asked(rest.uniqueAcross(one, other)), one, other)) {
                return says ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * The user's rule that lets be what Leeway finds without being asked by any rule, unless a later one does not.
     *
     * @param severity how grave that is
     * @param between the environment that says it by itself, or the two that say it to each other
     */
    Optional<Rule> excuse(Severity severity, int... between) {
        for (BoundRule bound : rules) {
            Expectation expectation = bound.rule().expectation();
            boolean covers = covers(bound, between);
            boolean stands = (covers && expectation instanceof Expectation.Same)
                    || (expectation instanceof Expectation.Absent && between.length == 1 && bound.covers(between[0]));
            if (bound.rule().origin().shipped() || stands) {
                return Optional.empty();
            }
            if (covers
                    && expectation instanceof Expectation.Any
                    && bound.rule().of().isEmpty()
                    && bound.rule().reach().reaches(severity)) {
                return Optional.of(bound.rule());
            }
        }
        return Optional.empty();
    }

    private static boolean covers(BoundRule bound, int... between) {
        return between.length == 2 ? bound.covers(between[0], between[1]) : bound.coversWithin(between[0]);
    }

    /** How grave a breach is: as the rule says or else the catalogue, and as the last rule has it that sets a least gravity. */
    Severity severity(Ruling ruling, int... between) {
        if (ruling.disposition() != Disposition.OPEN) {
            return Severity.INFO;
        }
        Severity severity = ruling.rule()
                .flatMap(Rule::severity)
                .or(() -> row.entry().map(FactEntry::severity))
                .orElse(Severity.MEDIUM);
        for (BoundRule bound : rules) {
            if (bound.rule().expectation() instanceof Expectation.Graver graver && covers(bound, between)) {
                return severity.atLeast(graver.least()) ? severity : graver.least();
            }
        }
        return severity;
    }

    /** What the rules before one would say. */
    private interface Rest {
        Ruling of(Questions before);
    }

    /** Whether what the rules before this one say is no graver than this one reaches. */
    private boolean reaches(String question, BoundRule bound, Rest rest, int... between) {
        if (bound.rule().reach().upTo().isEmpty()) {
            return true;
        }
        Questions before = new Questions(row, rules.subList(rules.indexOf(bound) + 1, rules.size()), answered);
        // Each such rule asks all before it, and so do those: without a memory, twice the work for every rule more.
        String asked = question + Arrays.toString(between) + before.rules.size();
        Severity known = answered.get(asked);
        if (known == null) {
            known = before.severity(rest.of(before), between);
            answered.put(asked, known);
        }
        return bound.rule().reach().reaches(known);
    }

    /** A breach of the rule, if there is one. */
    private static Ruling asked(Optional<Rule> rule) {
        return new Ruling(rule.isPresent() ? Disposition.OPEN : Disposition.WITHIN_LEEWAY, rule);
    }

    /** Whether an expectation asks for something else than that two environments have the same. */
    private static boolean letsDiffer(Expectation expectation) {
        return expectation instanceof Expectation.Different
                || expectation instanceof Expectation.Related
                || expectation instanceof Expectation.Unique
                || expectation.ofValue();
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
