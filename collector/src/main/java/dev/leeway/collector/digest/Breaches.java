package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.report.CauseView;
import dev.leeway.collector.report.ReportDigest;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Critical breaches of isolation: which are to be told at once, which again, and which are over.
 *
 * @param fresh not alerted before
 * @param again alerted before, so long ago that it is told again
 * @param resolved alerted before, and seen to be no more
 * @param after what is alerted from now on; hand it in the next time
 */
public record Breaches(List<Item> fresh, List<Item> again, List<Item> resolved, SortedMap<String, Alerted> after) {
    /** What tells on a database who works there or may. */
    private static final Set<String> STRANGERS = Set.of("client", "grant", "role");

    public Breaches {
        fresh = List.copyOf(fresh);
        again = List.copyOf(again);
        resolved = List.copyOf(resolved);
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    /**
     * A breach that was alerted.
     *
     * @param first when it was told first
     * @param last when it was told last
     * @param summary what it was
     * @param environments it was between, sorted
     * @param owner who answers for it
     */
    public record Alerted(
            Instant first, Instant last, String summary, List<String> environments, Optional<String> owner) {
        public Alerted {
            requireNonNull(first, "first is null");
            requireNonNull(last, "last is null");
            requireNonNull(summary, "summary is null");
            requireNonNull(owner, "owner is null");
            environments = List.copyOf(environments);
        }
    }

    /**
     * Decides.
     *
     * <p>A breach that nobody could look for this time is neither resolved nor forgotten. One that comes back within
     * {@code repeat} after it was resolved is known by the memory of who sends, not here.
     *
     * @param report of the comparison at hand
     * @param before what was alerted, by id of the drift
     * @param now the moment of the decision
     * @param repeat after what time an open breach is told again
     */
    public static Breaches decide(Report report, Map<String, Alerted> before, Instant now, Duration repeat) {
        ReportDigest digest = new ReportDigest(report);
        List<Item> fresh = new ArrayList<>();
        List<Item> again = new ArrayList<>();
        SortedMap<String, Alerted> after = new TreeMap<>(before);
        Set<String> open = new HashSet<>();
        for (CauseView view : digest.causes(Disposition.OPEN)) {
            List<Drift> breaches =
                    view.drifts().stream().filter(Breaches::isBreach).toList();
            breaches.forEach(drift -> open.add(drift.id()));
            boolean known = breaches.stream().allMatch(drift -> before.containsKey(drift.id()));
            boolean due = breaches.stream()
                    .map(drift -> before.get(drift.id()))
                    .allMatch(then -> then == null || !then.last().plus(repeat).isAfter(now));
            if (breaches.isEmpty() || (known && !due)) {
                continue;
            }
            Drift first = breaches.stream()
                    .filter(drift -> known || !before.containsKey(drift.id()))
                    .findFirst()
                    .orElse(breaches.get(0));
            (known ? again : fresh).add(Items.drift(view, first, report.asOf(), digest.ids()));
            for (Drift drift : breaches) {
                Alerted then = before.get(drift.id());
                after.put(drift.id(), alerted(view, drift, then == null ? now : then.first(), now));
            }
        }
        List<Item> resolved = resolved(report, before, open);
        resolved.forEach(item -> after.keySet().remove(item.id().orElse("")));
        return new Breaches(fresh, again, resolved, after);
    }

    private static boolean isBreach(Drift drift) {
        return (drift.state() == DriftState.SHARED || isStranger(drift))
                && drift.severity() == Severity.CRITICAL
                && drift.disposition() == Disposition.OPEN;
    }

    /** Whether somebody works on a database, or may, who should not: its own side sees that alone. */
    private static boolean isStranger(Drift drift) {
        return drift.state() == DriftState.UNEXPECTED
                && drift.address().section().probe().equals("database")
                && STRANGERS.contains(drift.address().path().segments().get(0).name());
    }

    private static Alerted alerted(CauseView view, Drift drift, Instant first, Instant now) {
        return new Alerted(
                first,
                now,
                VisibleText.of(view.cause().summary()),
                List.copyOf(new TreeSet<>(drift.between())),
                drift.owner().map(VisibleText::of));
    }

    /** Those of which this report could tell and does not. */
    private static List<Item> resolved(Report report, Map<String, Alerted> before, Set<String> open) {
        Map<String, Drift> told = new HashMap<>();
        report.drifts().forEach(drift -> told.put(drift.id(), drift));
        Set<String> remembered = new HashSet<>();
        report.remembered().stream().filter(each -> each.unseen()).forEach(each -> remembered.add(each.id()));
        Set<String> seen = new HashSet<>();
        report.environments().stream()
                .filter(environment -> !environment.hosts().isEmpty())
                .forEach(environment -> seen.add(environment.name()));
        List<Item> resolved = new ArrayList<>();
        new TreeMap<>(before).forEach((id, then) -> {
            Drift now = told.get(id);
            boolean unknown = now != null && now.state() == DriftState.UNKNOWN;
            if (!open.contains(id) && !unknown && !remembered.contains(id) && seen.containsAll(then.environments())) {
                resolved.add(new Item(
                        Optional.of(id),
                        Optional.empty(),
                        Optional.of(Severity.CRITICAL),
                        then.summary()
                                + (now == null
                                        ? ""
                                        : " (now " + now.disposition().text() + ")"),
                        then.owner(),
                        then.environments(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        ""));
            }
        });
        return resolved;
    }
}
