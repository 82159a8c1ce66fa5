package dev.leeway.collector.policy;

import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.service.HeldAddresses;
import dev.leeway.collector.service.Side;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Judges a case of a test by the comparison itself and says in what it is not as expected. */
public final class CaseRun {
    private static final int MOST_NAMED = 5;

    private final PolicyCase tested;
    private final Told told;
    private final List<String> failures = new ArrayList<>();

    private CaseRun(PolicyCase tested, Told told) {
        this.tested = tested;
        this.told = told;
    }

    /**
     * What the comparison of a case came to.
     *
     * @param report all that was told
     * @param held which facts each environment holds that a pattern matches
     */
    public record Told(Report report, Function<AddressPattern, SortedMap<String, SortedSet<String>>> held) {
        /** The report on {@code sides} at {@code asOf}. */
        public static Told of(Report report, List<Side> sides, Policy policy, Catalogue catalogue, Instant asOf) {
            return new Told(report, pattern -> HeldAddresses.of(sides, pattern, policy, catalogue, asOf));
        }
    }

    /** The comparison of a case that gives its facts. */
    public static Told compared(PolicyCase tested, Policy policy, Catalogue catalogue, Instant asOf) {
        Staged staged = new Staged(catalogue);
        for (PolicyCase.CaseHost host : tested.hosts()) {
            staged.host(host.environment(), host.facts());
            host.unseen().forEach((key, outcome) -> {
                if (outcome != Outcome.COLLECTED) {
                    staged.unseen(host.environment(), key, outcome);
                }
            });
        }
        return Told.of(staged.report(policy, asOf, Optional.empty()), staged.sides(asOf), policy, catalogue, asOf);
    }

    /** In what was {@code told} is not as the case expects, with places; nothing where it is. */
    public static List<String> failures(PolicyCase tested, Told told) {
        CaseRun run = new CaseRun(tested, told);
        Report report = told.report();
        List<Drift> others = new ArrayList<>(report.drifts());
        others.removeIf(drift -> drift.disposition() != Disposition.OPEN);
        for (PolicyCase.Expected expected : tested.expected()) {
            List<Drift> found = report.drifts().stream()
                    .filter(drift -> isAbout(expected, drift))
                    .toList();
            run.check(expected, found, report);
            others.removeAll(found);
        }
        if (tested.nothingElse()) {
            for (Drift drift : others.subList(0, Math.min(MOST_NAMED, others.size()))) {
                run.fail(tested.place().text(), "nothing else was expected, but " + told(drift));
            }
            if (others.size() > MOST_NAMED) {
                run.fail(tested.place().text(), "and " + (others.size() - MOST_NAMED) + " more that nobody expected");
            }
        }
        tested.verdict()
                .filter(verdict -> verdict != report.verdict())
                .ifPresent(verdict -> run.fail(
                        tested.place().text(),
                        "expected the verdict " + verdict.text() + ", it is "
                                + report.verdict().text()
                                + unseen(report)));
        return run.failures;
    }

    private static boolean isAbout(PolicyCase.Expected expected, Drift drift) {
        return expected.facts().matches(drift.address())
                && (expected.between().isEmpty()
                        || new HashSet<>(expected.between()).equals(new HashSet<>(drift.between())));
    }

    /** {@code : not observed: env[shop-web] in prod}; what is required, where the result is incomplete for want of it. */
    private static String unseen(Report report) {
        List<String> gaps = report.coverage().gaps().stream()
                .filter(Gap::required)
                .map(CaseRun::told)
                .toList();
        return report.verdict() != Verdict.INCOMPLETE || gaps.isEmpty()
                ? ""
                : ": not observed: " + String.join(", ", gaps.subList(0, Math.min(MOST_NAMED, gaps.size())))
                        + (gaps.size() > MOST_NAMED ? " and " + (gaps.size() - MOST_NAMED) + " more" : "");
    }

    private static String told(Gap gap) {
        return gap.pattern() + " in " + gap.environment();
    }

    /** What hides the facts on every host of an environment: they are not the same, they are not known. */
    private static Optional<Gap> hidden(PolicyCase.Expected expected, Report report) {
        for (ReportEnvironment environment : report.environments()) {
            Set<String> hosts = new TreeSet<>();
            environment.hosts().forEach(host -> hosts.add(host.name()));
            for (Gap gap : report.coverage().gaps()) {
                String pattern = gap.pattern().indexOf('/') < 0 ? gap.pattern() + "/**" : gap.pattern();
                if (gap.environment().equals(environment.name())
                        && gap.outcome() != Outcome.NOT_APPLICABLE
                        && (expected.between().isEmpty() || expected.between().contains(environment.name()))
                        && gap.hosts().containsAll(hosts)
                        && PatternOverlap.exists(AddressPattern.parse(pattern), expected.facts())) {
                    return Optional.of(gap);
                }
            }
        }
        return Optional.empty();
    }

    private void check(PolicyCase.Expected expected, List<Drift> found, Report report) {
        Optional<Gap> hidden = found.isEmpty() ? hidden(expected, report) : Optional.empty();
        if (hidden.isPresent() && expected.state() != DriftState.UNKNOWN) {
            fail(
                    expected.place().text(),
                    "expected " + wanted(expected) + ", but " + told(hidden.get()) + " was not observed");
            return;
        }
        if (found.isEmpty() && expected.state() == DriftState.SAME) {
            unlike(expected).ifPresent(why -> fail(expected, why));
            return;
        }
        boolean met = hidden.isPresent() ? found.isEmpty() : found.stream().anyMatch(drift -> meets(expected, drift));
        if (!met) {
            TreeSet<String> drifts = new TreeSet<>();
            found.forEach(drift -> drifts.add(told(drift)));
            List<String> shown = new ArrayList<>(drifts);
            fail(
                    expected,
                    shown.isEmpty()
                            ? "nothing is told"
                            : String.join("; ", shown.subList(0, Math.min(MOST_NAMED, shown.size()))));
        }
    }

    /** Why what nothing is told of is not the same for all that: what nobody holds, or could see, is no likeness. */
    private Optional<String> unlike(PolicyCase.Expected expected) {
        List<String> gaps = gaps(expected);
        if (!gaps.isEmpty()) {
            return Optional.of(gaps.get(0));
        }
        SortedMap<String, SortedSet<String>> held = told.held().apply(expected.facts());
        held.keySet().retainAll(scope(expected));
        TreeSet<String> everywhere = new TreeSet<>();
        held.values().forEach(everywhere::addAll);
        if (everywhere.isEmpty()) {
            return Optional.of("no environment holds it");
        }
        held.values().forEach(everywhere::retainAll);
        if (everywhere.isEmpty()) {
            List<String> holders = new ArrayList<>();
            held.forEach((environment, own) -> {
                if (!own.isEmpty()) {
                    holders.add(environment);
                }
            });
            return Optional.of("none is held on every side; some in " + String.join(", ", holders));
        }
        return Optional.empty();
    }

    /** What could not be observed of it, or not be compared, in words. */
    private List<String> gaps(PolicyCase.Expected expected) {
        List<String> scope = scope(expected);
        List<String> gaps = new ArrayList<>();
        for (Gap gap : told.report().coverage().gaps()) {
            String all = gap.pattern().indexOf('/') < 0 ? gap.pattern() + "/**" : gap.pattern();
            if (scope.contains(gap.environment())
                    && gap.outcome() != Outcome.NOT_APPLICABLE
                    && PatternOverlap.exists(expected.facts(), AddressPattern.parse(all))) {
                String why = gap.reason().isEmpty() ? "" : " (" + gap.reason() + ")";
                gaps.add(gap.pattern() + " was not compared in " + gap.environment() + ": "
                        + gap.outcome().text() + why);
            }
        }
        return gaps;
    }

    private List<String> scope(PolicyCase.Expected expected) {
        return expected.between().isEmpty()
                ? told.report().environments().stream()
                        .map(ReportEnvironment::name)
                        .toList()
                : expected.between();
    }

    private void fail(PolicyCase.Expected expected, String why) {
        fail(expected.place().text(), "expected " + wanted(expected) + ", but " + why);
    }

    private static boolean meets(PolicyCase.Expected expected, Drift drift) {
        return drift.state() == expected.state()
                && expected.severity()
                        .filter(severity -> severity != drift.severity())
                        .isEmpty()
                && expected.disposition()
                        .filter(disposition -> disposition != drift.disposition())
                        .isEmpty();
    }

    private static String wanted(PolicyCase.Expected expected) {
        StringBuilder text = new StringBuilder(expected.facts().text());
        if (expected.state() == DriftState.SAME) {
            return text.append(" the same on every side").toString();
        }
        text.append(' ').append(expected.state().text());
        expected.severity().ifPresent(severity -> text.append(", ").append(severity.text()));
        expected.disposition().ifPresent(disposition -> text.append(", ").append(disposition.text()));
        if (!expected.between().isEmpty()) {
            text.append(" (").append(String.join(", ", expected.between())).append(')');
        }
        return text.toString();
    }

    private static String told(Drift drift) {
        return drift.address().text() + " is " + drift.state().text() + ", "
                + drift.severity().text() + ", " + drift.disposition().text() + " ("
                + String.join(", ", drift.between()) + ") by " + drift.judgedBy();
    }

    private void fail(String place, String message) {
        failures.add(place + ": " + tested.name() + ": " + message);
    }
}
