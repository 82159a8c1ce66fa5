package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.RoleScopes;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionGroups;
import dev.leeway.collector.align.SubjectTokens;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.GapLedger;
import dev.leeway.collector.compare.Incomparable;
import dev.leeway.collector.compare.PairCounts;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.ProbeCounts;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.SectionInterest;
import dev.leeway.collector.compare.SectionJoin;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.history.History;
import dev.leeway.collector.judge.Between;
import dev.leeway.collector.judge.Consequences;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Invariants;
import dev.leeway.collector.judge.Judge;
import dev.leeway.collector.judge.PromotionJudge;
import dev.leeway.collector.judge.Requirements;
import dev.leeway.collector.judge.RuleBook;
import dev.leeway.collector.judge.Rulings;
import dev.leeway.collector.judge.Unjudged;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The walk over everything that is compared; what it gathers on the way goes into the report. */
final class ComparisonRun implements SectionJoin.Sink {
    final Policy policy;
    final Catalogue catalogue;
    final ComparisonOptions options;
    final Fleet fleet;
    final Environments environments;
    final RoleScopes roles;
    final Census census;
    final SubjectTokens tokens;
    final Pairs pairs;
    final List<SectionGroup> groups;
    final FactFilter filter;
    final History history;
    final Requirements requirements;
    final RuleBook rules;
    final Rulings rulings;
    final Judge judge;
    final GapLedger gaps;
    final OwnSplits apart;
    final ProbeCounts counts = new ProbeCounts();
    final List<Finding> findings = new ArrayList<>();
    /** Ids of findings to the key of the cause that tells how environments fail to keep apart. */
    final Map<String, String> together = new HashMap<>();

    /** Ids of drifts that there may be, for what they are of could not be judged. */
    final Set<String> untold = new HashSet<>();
    /** Ids of earlier drifts that are not told any more, though nobody saw that they are gone. */
    final Set<String> unseen = new HashSet<>();

    private final List<Finding> summarised = new ArrayList<>();
    private SectionInterest interest = SectionInterest.PLAIN;

    ComparisonRun(Fleet fleet, Policy policy, Catalogue catalogue, ComparisonOptions options) {
        this.policy = policy;
        this.catalogue = catalogue;
        this.options = options;
        this.fleet = fleet;
        this.environments = fleet.environments();
        this.roles = new RoleScopes(fleet);
        this.census = new Census(fleet);
        this.tokens = new SubjectTokens(catalogue);
        this.pairs = new Pairs(fleet, roles);
        this.groups = SectionGroups.of(fleet, roles, census);
        this.filter = new FactFilter(options);
        this.history = new History(options.previous(), options.asOf(), options.lived());
        this.requirements = new Requirements(policy, options.allowUnknown());
        this.rules = new RuleBook(policy, environments);
        this.rulings = new Rulings(fleet, rules, catalogue);
        this.judge = new Judge(fleet, rulings, history::days);
        this.gaps = new GapLedger(environments, requirements);
        this.apart = new OwnSplits(environments, pairs, options.expandHosts());
    }

    /** Compares every section; subjects that are not everywhere are for others. */
    void walk() {
        walk(group -> true);
    }

    /** Compares the sections that are {@code wanted}. */
    void walk(Predicate<SectionGroup> wanted) {
        for (SectionGroup group : groups) {
            if (filter.admits(group.key()) && wanted.test(group)) {
                interest = filter.in(group.key(), rules.in(group.key()));
                gaps.group(group, gap -> filter.covers(group.key(), gap));
                SectionJoin.walk(group, interest, new RowMaker(group, environments, catalogue), this);
            }
        }
        summarised.sort(Comparator.comparing(Finding::severity)
                // What both have tells more of them than what one of them happens to have installed.
                .thenComparing(finding -> finding.state() == DriftState.MISSING)
                .thenComparing(Finding::address)
                .thenComparing(finding -> String.join("|", finding.between())));
        for (Finding finding : summarised) {
            findings.add(finding.calmed(Finding.Nature.UNLIKE_HOSTS));
        }
    }

    /** Marks among the findings what others tell. */
    void fold() {
        List<Finding> marked = Consequences.marked(List.copyOf(findings));
        findings.clear();
        findings.addAll(marked);
    }

    @Override
    public void row(FactRow row) {
        List<Finding> judged = new ArrayList<>();
        for (Finding finding : judge.judge(row)) {
            judged.add(apart.beyondReach(row.group(), finding) ? apart.told(finding) : finding);
        }
        options.promotion().ifPresent(way -> carried(row, way, judged));
        judge.unjudged().forEach(this::gap);
        for (Finding finding : judged) {
            boolean asks = finding.disposition() != Disposition.WITHIN_LEEWAY;
            (asks && summarises(row.group(), finding) ? summarised : findings).add(finding);
        }
        Set<Finding> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean gap = false;
        for (Pairs.Pair pair : pairs.held()) {
            Optional<PairStanding> standing = row.standing(pair.one(), pair.other());
            if (standing.isPresent()) {
                count(row, pair, standing.get(), judged, counted);
                gap = true;
            }
        }
        for (Finding finding : judged) {
            // What is open counts against parity even where no pair was held against each other for it.
            boolean open = finding.disposition() == Disposition.OPEN && !counted.contains(finding);
            in(row.group()).add(PairStanding.DIFFERENT, open ? 1 : 0);
        }
        if (gap) {
            gaps.row(row, lenient(row.group()));
        }
    }

    @Override
    public void part(FactRow row) {
        for (Finding finding : judge.judgePart(row)) {
            findings.add(finding);
            in(row.group()).add(PairStanding.DIFFERENT, finding.disposition() == Disposition.OPEN ? 1 : 0);
        }
        judge.unjudged().forEach(this::gap);
    }

    /** Names what a rule or invariant speaks of and what could not be held against it. */
    void gap(Unjudged told) {
        String address = told.address().text();
        boolean required = requirements.requires(address, Outcome.COLLECTED);
        gaps.other(told.environment(), address, Outcome.COLLECTED, told.reason(), told.hosts(), 1, required);
        untold.add(told.drift());
    }

    /** Names what hosts could not be looked at for and an invariant begins with. */
    void gap(Invariants.Unlooked told) {
        String fact = told.fact().text();
        boolean required = requirements.requires(fact, Outcome.COLLECTED);
        gaps.other(told.environment(), fact, Outcome.COLLECTED, told.reason(), told.hosts(), 1, required);
    }

    /** Names what a rule wants present and nobody could tell of. */
    void unseen(Rule rule) {
        Between between = new Between(rule.between(), environments);
        String pattern = rule.match().text();
        String reason = "not held against '" + rule.expectation().text() + "' ("
                + rule.origin().text() + "): no fact matches, and not everybody looked";
        for (int environment = 0; environment < environments.size(); environment++) {
            if (between.covers(environment)) {
                gaps.other(
                        environment,
                        pattern,
                        Outcome.NOT_REQUESTED,
                        reason,
                        fleet.hosts(environment).stream().map(AlignedHost::name).toList(),
                        1,
                        requirements.demands(pattern));
            }
        }
    }

    /** Asks of what a release carries along what is asked where it goes, too. */
    private void carried(FactRow row, Promotion way, List<Finding> judged) {
        int from = environments.names().indexOf(way.from());
        int to = environments.names().indexOf(way.to());
        if (from < 0 || to < 0 || !PromotionJudge.carries(row.group().key())) {
            return;
        }
        for (Finding finding : judge.carried(row, from, to)) {
            boolean told = judged.stream()
                    .anyMatch(each ->
                            each.id().equals(finding.id()) && each.severity().atLeast(finding.severity()));
            if (!told) {
                judged.removeIf(each -> each.id().equals(finding.id()));
                judged.add(finding);
            }
        }
    }

    private void count(
            FactRow row, Pairs.Pair pair, PairStanding standing, List<Finding> judged, Set<Finding> counted) {
        boolean compared = standing != PairStanding.UNKNOWN && standing != PairStanding.NOT_COMPARABLE;
        boolean faulted = false;
        for (Finding finding : judged) {
            if (compared
                    && finding.disposition() == Disposition.OPEN
                    && names(pair).containsAll(finding.between())) {
                counted.add(finding);
                faulted = true;
            }
        }
        in(row.group()).add(faulted ? PairStanding.DIFFERENT : standing, 1);
        in(row.group()).allow(!faulted && allowed(judged, pair) ? 1 : 0);
        if (compared) {
            in(row.group()).miss(1, Math.max(unseen(row, pair.one()), unseen(row, pair.other())));
        }
        if (standing == PairStanding.NOT_COMPARABLE) {
            gaps.notComparable(
                    row,
                    pair.one(),
                    Incomparable.reason(
                            row,
                            pair.one(),
                            pair.other(),
                            environments.name(pair.one()),
                            environments.name(pair.other())));
        }
    }

    private PairCounts in(SectionGroup group) {
        return counts.in(group.key().probe());
    }

    private static long unseen(FactRow row, int environment) {
        return row.tally(environment).map(Tally::unseen).orElse(0L);
    }

    @Override
    public void agreed(SectionGroup group, int facts, int presenceOnly) {
        boolean counted = false;
        for (Pairs.Pair pair : pairs.held()) {
            EnvironmentSections one = group.environments().get(pair.one());
            EnvironmentSections other = group.environments().get(pair.other());
            if (one.takesPart() && other.takesPart()) {
                boolean spoke = !one.variants().isEmpty();
                boolean answered = !other.variants().isEmpty();
                if (spoke && answered) {
                    in(group).add(PairStanding.SAME, facts - presenceOnly);
                    in(group).add(PairStanding.SAME_PRESENCE, presenceOnly);
                    in(group).miss(facts, Math.max(unseen(one), unseen(other)));
                } else if (spoke || answered) {
                    in(group).add(PairStanding.UNKNOWN, facts);
                }
                counted = true;
            }
        }
        if (counted) {
            gaps.agreed(group, facts, interest, lenient(group));
        }
    }

    private static long unseen(EnvironmentSections sections) {
        return sections.unseen().isEmpty() ? 0 : sections.silent() * PairCounts.WHOLE / sections.hosts();
    }

    /** Whether the group is told in one line wherever it is compared, so that nobody waits for any one of its facts. */
    private boolean lenient(SectionGroup group) {
        return pairs.held().stream().allMatch(pair -> unlike(group, pair));
    }

    /** Whether the pair differs as the policy allows. */
    private boolean allowed(List<Finding> judged, Pairs.Pair pair) {
        List<String> names = names(pair);
        return judged.stream()
                .anyMatch(finding -> finding.disposition() == Disposition.WITHIN_LEEWAY
                        && finding.between().equals(names));
    }

    private boolean summarises(SectionGroup group, Finding finding) {
        boolean differs = finding.state() == DriftState.DIFFERENT || finding.state() == DriftState.MISSING;
        return differs
                && pairs.held().stream().anyMatch(pair -> names(pair).equals(finding.between()) && unlike(group, pair));
    }

    private boolean unlike(SectionGroup group, Pairs.Pair pair) {
        return !options.expandHosts() && pairs.unlike(group, pair);
    }

    List<String> names(Pairs.Pair pair) {
        return List.of(environments.name(pair.one()), environments.name(pair.other()));
    }
}
