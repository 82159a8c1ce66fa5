package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges one fact across all environments: what each says by itself, then what each pair says to each other. */
public final class Judge {
    private final Environments environments;
    private final Rulings rulings;
    private final Ages ages;
    private final Wording wording;
    private final Sharing sharing;
    private final ValueDemands demands;
    private final Set<Rule> excusing = new HashSet<>();

    /** A judge of {@code fleet} by what {@code rulings} tells. */
    public Judge(Fleet fleet, Rulings rulings, Ages ages) {
        this.environments = fleet.environments();
        this.rulings = rulings;
        this.ages = ages;
        this.wording = new Wording(environments);
        this.sharing = new Sharing(fleet, wording);
        this.demands = new ValueDemands(environments, rulings.catalogue());
    }

    /** Every finding about {@code row}, what lies within leeway included. */
    public List<Finding> judge(FactRow row) {
        Questions questions = rulings.of(row);
        List<Finding> findings = new ArrayList<>();
        for (int one = 0; one < environments.size(); one++) {
            for (int other = one + 1; other < environments.size(); other++) {
                if (row.tally(one).isPresent() && row.tally(other).isPresent()) {
                    Optional<Finding> shared = shared(row, questions, one, other);
                    // What environments share is never within leeway, though they may hold other values beside it.
                    pair(row, questions, one, other)
                            .filter(finding -> shared.isEmpty() || finding.disposition() != Disposition.WITHIN_LEEWAY)
                            .ifPresent(findings::add);
                    shared.ifPresent(findings::add);
                    demands.related(row, questions, one, other)
                            .ifPresent(breach -> findings.add(of(breach, questions)));
                }
            }
        }
        for (int environment = 0; environment < environments.size(); environment++) {
            if (row.tally(environment).isPresent()) {
                alone(row, questions, environment, row.tally(environment).get(), findings);
                demands.ofValue(row, questions.ofValue(environment), environment, environment)
                        .ifPresent(breach -> findings.add(of(breach, questions)));
            }
        }
        Forbidden.dropRepeats(findings);
        return findings;
    }

    /**
     * Findings about a fact that another host holds as part of a single value: what is wrong with it whatever that host's part is.
     * Of those that hold it so, nothing can be held against a rule about the part.
     */
    public List<Finding> judgePart(FactRow row) {
        Questions questions = rulings.of(row);
        List<Finding> findings = new ArrayList<>();
        for (int one = 0; one < environments.size() && !questions.none(); one++) {
            if (row.tally(one).isPresent()) {
                demands.whole(row, questions, one);
                demands.ofValue(row, questions.ofValue(one), one, one)
                        .ifPresent(breach -> findings.add(of(breach, questions)));
                existence(row, questions, one, one, row.tally(one).get())
                        .filter(told -> told.state() == DriftState.UNEXPECTED)
                        .ifPresent(findings::add);
                for (int other = one + 1; other < environments.size(); other++) {
                    if (row.tally(other).isPresent()) {
                        shared(row, questions, one, other).ifPresent(findings::add);
                        demands.related(row, questions, one, other)
                                .ifPresent(breach -> findings.add(of(breach, questions)));
                    }
                }
            }
        }
        return findings;
    }

    /**
     * What policy says, where a release goes, of that which it takes along from {@code from}: that it must not be there, or must
     * be, or be otherwise. Told of {@code from}, as grave as it will be.
     */
    public List<Finding> carried(FactRow row, int from, int to) {
        Optional<Tally> tally = row.tally(from);
        if (tally.isEmpty()) {
            return List.of();
        }
        Questions questions = rulings.of(row.carried(from, to));
        List<Finding> findings = new ArrayList<>();
        existence(row, questions, from, to, tally.get()).ifPresent(findings::add);
        demands.ofValue(row, questions.ofValue(to), from, to)
                .map(breach -> of(breach, questions))
                .map(told -> told.graver(
                        questions.severity(new Ruling(Disposition.OPEN, questions.ofValue(to)), to),
                        told.explanation()))
                .ifPresent(findings::add);
        return findings;
    }

    /** That an environment has what rules do not want there, or lacks what they do: those for {@code where}. */
    private Optional<Finding> existence(FactRow row, Questions questions, int environment, int where, Tally tally) {
        boolean there = holdsAnything(tally);
        if (!there && tally.missing().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> here = List.of(environment);
        DriftState state = there ? DriftState.UNEXPECTED : DriftState.MISSING;
        return (there ? questions.presence(where) : questions.absence(where)).map(rule -> {
            Ruling ruling = new Ruling(Disposition.OPEN, Optional.of(rule));
            Finding told = finding(
                    questions,
                    id(row, here, state),
                    row,
                    here,
                    state,
                    ruling,
                    Optional.empty(),
                    there ? wording.unexpected(row, environment, rule) : wording.absent(row, environment, rule));
            return told.graver(questions.severity(ruling, where), told.explanation());
        });
    }

    private Finding of(ValueDemands.Breach breach, Questions questions) {
        return finding(
                questions,
                id(breach.row(), breach.between(), DriftState.BROKEN),
                breach.row(),
                breach.between(),
                DriftState.BROKEN,
                new Ruling(Disposition.OPEN, Optional.of(breach.rule())),
                Optional.empty(),
                breach.explanation());
    }

    /** Values that rules speak of and that could not be held against them, since this was last asked. */
    public List<Unjudged> unjudged() {
        return demands.unjudged();
    }

    /** Rules of the user, among those judged by so far, but for which something would have been found. */
    public Set<Rule> excusing() {
        return Collections.unmodifiableSet(excusing);
    }

    private Optional<Finding> pair(FactRow row, Questions questions, int one, int other) {
        Optional<PairStanding> standing = row.standing(one, other);
        boolean held = one == environments.reference() || other == environments.reference();
        if (standing.isEmpty() || (!held && !questions.askedFor(one, other))) {
            return Optional.empty();
        }
        return switch (standing.get()) {
            case SAME, SAME_PRESENCE, TIED -> Optional.empty();
            case DIFFERENT -> differing(row, questions, one, other, held);
            case MISSING_EARLIER -> missing(row, questions, one, other, one, held);
            case MISSING_LATER -> missing(row, questions, one, other, other, held);
            case UNKNOWN -> untold(row, questions, one, other, DriftState.UNKNOWN);
            case NOT_COMPARABLE -> untold(row, questions, one, other, DriftState.NOT_COMPARABLE);
        };
    }

    private Optional<Finding> differing(FactRow row, Questions questions, int one, int other, boolean held) {
        Versions versions = WhatRuns.versions(row, environments, one, other);
        String id = id(row, List.of(one, other), DriftState.DIFFERENT);
        Ruling ruling = unlessHarmless(
                row, one, other, questions.differing(one, other, versions, days(id, row, List.of(one, other))));
        if (!counts(ruling, held)) {
            return Optional.empty();
        }
        // The reason of a rule that lets a release wait is for the day on which it has waited too long, and says
        // nothing
        // true of sides that nothing is known to be promoted between.
        boolean waits = ruling.disposition() == Disposition.INFORMATIONAL || versions.astray();
        Optional<Rule> told = ruling.rule().filter(rule -> !(waits && rule.expectation() instanceof Expectation.Lag));
        Explanation explanation = wording.differing(row, one, other, versions, told);
        return Optional.of(finding(
                questions,
                id,
                row,
                List.of(one, other),
                DriftState.DIFFERENT,
                ruling,
                versions.direction(),
                explanation));
    }

    /** A difference that cannot matter is within leeway, unless a rule of the user says that it does. */
    private static Ruling unlessHarmless(FactRow row, int one, int other, Ruling ruling) {
        boolean own = ruling.rule().filter(rule -> !rule.origin().shipped()).isPresent();
        boolean harmless = ClassPathOrder.isHarmless(row, one, other) || ColumnOrder.isHarmless(row, one, other);
        return !own && harmless ? new Ruling(Disposition.WITHIN_LEEWAY, ruling.rule()) : ruling;
    }

    private Optional<Finding> missing(FactRow row, Questions questions, int one, int other, int lacking, boolean held) {
        int holding = lacking == one ? other : one;
        Ruling ruling = questions.missing(one, other, lacking);
        if (LackedRoles.isLacked(row, holding, lacking) && LackedRoles.hasNot(row, holding)) {
            Questions plain = rulings.as(row, LackedRoles.plain(row));
            ruling = lesser(questions, ruling, plain.missing(one, other, lacking), one, other);
        }
        if (!counts(ruling, held)) {
            return Optional.empty();
        }
        Explanation explanation = wording.missing(row, holding, lacking, ruling.rule());
        String id = id(row, List.of(one, other), DriftState.MISSING);
        return Optional.of(finding(
                questions, id, row, List.of(one, other), DriftState.MISSING, ruling, Optional.empty(), explanation));
    }

    /** Of two rulings by shipped rules the less grave one: what a user says of a fact stands. */
    private static Ruling lesser(Questions questions, Ruling ruling, Ruling plain, int one, int other) {
        boolean shipped = Stream.of(ruling, plain)
                .allMatch(each -> each.disposition() == Disposition.OPEN
                        && each.rule().filter(rule -> rule.origin().shipped()).isPresent());
        boolean less = questions.severity(plain, one, other).compareTo(questions.severity(ruling, one, other)) > 0;
        return shipped && less ? plain : ruling;
    }

    /** A pair that is not held against the reference is judged by the user's own breaches only. */
    private static boolean counts(Ruling ruling, boolean held) {
        return held || isUsers(ruling);
    }

    /** What was not observed is a gap, not a drift, except where the user demands what cannot be seen. */
    private Optional<Finding> untold(FactRow row, Questions questions, int one, int other, DriftState state) {
        Optional<Rule> asked = questions.ownDemand(one, other);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Ruling ruling = new Ruling(Disposition.INFORMATIONAL, asked);
        Explanation explanation = wording.untold(row, one, other, state);
        String id = id(row, List.of(one, other), state);
        return Optional.of(
                finding(questions, id, row, List.of(one, other), state, ruling, Optional.empty(), explanation));
    }

    private Optional<Finding> shared(FactRow row, Questions questions, int one, int other) {
        Optional<Rule> rule = questions.sharing(one, other);
        if (rule.isEmpty()) {
            questions
                    .excusedSharing(one, other)
                    .filter(excuse ->
                            sharing.of(row, excuse.demand(), one, other).isPresent())
                    .ifPresent(excuse -> excusing.addAll(excuse.excusing()));
            return Optional.empty();
        }
        return sharing.of(row, rule.get(), one, other)
                .map(told -> finding(
                        questions,
                        id(row, List.of(one, other), DriftState.SHARED),
                        row,
                        List.of(one, other),
                        DriftState.SHARED,
                        new Ruling(Disposition.OPEN, rule),
                        Optional.empty(),
                        told));
    }

    private void alone(FactRow row, Questions questions, int environment, Tally tally, List<Finding> findings) {
        List<Integer> here = List.of(environment);
        if (!tally.groups().isEmpty() || !tally.missing().isEmpty()) {
            questions
                    .excusedExistence(environment, holdsAnything(tally))
                    .ifPresent(excuse -> excusing.addAll(excuse.excusing()));
        }
        existence(row, questions, environment, environment, tally)
                .filter(told -> told.state() != DriftState.MISSING
                        || findings.stream().noneMatch(each -> tellsLack(each, told, environment)))
                .ifPresent(findings::add);
        if (tally.split()) {
            String id = id(row, here, DriftState.SPLIT);
            Ruling ruling = unlessHarmless(
                    row,
                    environment,
                    environment,
                    questions.split(environment, Versions.among(tally), days(id, row, here)));
            Explanation explanation = wording.split(row, environment, ruling.rule());
            findings.add(finding(questions, id, row, here, DriftState.SPLIT, ruling, Optional.empty(), explanation));
        }
    }

    /** A set with nothing in it says that there is nothing. */
    private static boolean holdsAnything(Tally tally) {
        return tally.groups().stream()
                .anyMatch(group -> !(group.value() instanceof Value.SetOf set
                        && set.members().isEmpty()));
    }

    /** Whether what stands between two environments says already that one of them breaks a rule by lacking the fact. */
    private boolean tellsLack(Finding pair, Finding lack, int environment) {
        return pair.state() == DriftState.MISSING
                && pair.disposition() == Disposition.OPEN
                && pair.between().contains(environments.name(environment))
                && pair.isMissingIn(environments.name(environment))
                && pair.judge().equals(lack.judge())
                && pair.severity().atLeast(lack.severity());
    }

    private Finding finding(
            Questions questions,
            String id,
            FactRow row,
            List<Integer> between,
            DriftState state,
            Ruling ruling,
            Optional<Direction> direction,
            Explanation explanation) {
        boolean moving = ruling.disposition() == Disposition.INFORMATIONAL
                && state != DriftState.UNKNOWN
                && state != DriftState.NOT_COMPARABLE;
        return new Finding(
                id,
                row.address(),
                row.scope(),
                names(between),
                state,
                saysNothing(row, state) && !isUsers(ruling)
                        ? Severity.INFO
                        : questions.severity(
                                ruling, between.stream().mapToInt(each -> each).toArray()),
                ruling.disposition(),
                ReportedValues.of(row, environments),
                direction,
                explanation,
                ruling.rule().map(JudgedBy::of).orElse(JudgedBy.CATALOGUE),
                moving ? Finding.Nature.MOVING : Finding.Nature.FACT);
    }

    /** Whether the user says that this is a breach. */
    private static boolean isUsers(Ruling ruling) {
        return ruling.disposition() == Disposition.OPEN
                && ruling.rule().filter(rule -> !rule.origin().shipped()).isPresent();
    }

    /**
     * Whether a fact goes with the object it is of and says no more than that: an index that is not there is neither less
     * valid than another, nor is it one that lets duplicates in where it let them in before.
     */
    private static boolean saysNothing(FactRow row, DriftState state) {
        Optional<SchemaFact> fact = SchemaFact.of(row.address());
        if (state != DriftState.MISSING || fact.isEmpty()) {
            return false;
        }
        List<Value> held = row.tallies().stream()
                .flatMap(Optional::stream)
                .flatMap(tally -> tally.groups().stream())
                .map(ValueGroup::value)
                .toList();
        boolean denied = held.stream().allMatch(value -> value instanceof Value.Flag flag && !flag.set());
        return !held.isEmpty() && (denied || fact.get().aspect().equals("valid"));
    }

    private int days(String id, FactRow row, List<Integer> between) {
        return ages.days(id, names(between), () -> ReportedValues.of(row, environments));
    }

    private String id(FactRow row, List<Integer> between, DriftState state) {
        return DriftIds.drift(row.scope(), environments.unordered(between), row.address(), state);
    }

    private List<String> names(List<Integer> between) {
        return between.stream().map(environments::name).toList();
    }

    /** Whether a value may be told to a reader. */
    static boolean clear(Value value) {
        return value.kind() != Value.Kind.SECRET && value.kind() != Value.Kind.WITHHELD;
    }
}
