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
import java.util.stream.Collectors;

/**
 * Critical breaches of isolation: which are to be told at once, which again, and which are over.
 *
 * @param fresh not alerted before
 * @param again alerted before, so long ago that it is told again
 * @param resolved alerted before, and seen to be no more; one of each cause of which nothing is left
 * @param after what is alerted from now on, once everybody was told; hand it in the next time
 * @param ended all that {@code resolved} speaks of, by id; until everybody was told of it hand it in as well
 */
public record Breaches(
        List<Item> fresh,
        List<Item> again,
        List<Item> resolved,
        SortedMap<String, Alerted> after,
        SortedMap<String, Alerted> ended) {
    /** What tells on a database who works there or may. */
    private static final Set<String> STRANGERS = Set.of("client", "grant", "role");

    public Breaches {
        fresh = List.copyOf(fresh);
        again = List.copyOf(again);
        resolved = List.copyOf(resolved);
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
        ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
    }

    /**
     * A breach that was alerted, or is about to be.
     *
     * @param first when it was told first
     * @param last when it was told last
     * @param summary what it was
     * @param environments it was between, sorted
     * @param owner who answers for it
     * @param cause id of the cause it was told with
     * @param told whether everybody was; until then it is fresh each time it is there
     * @param over since when it is seen to be no more, while somebody is still to be told so
     */
    public record Alerted(
            Instant first,
            Instant last,
            String summary,
            List<String> environments,
            Optional<String> owner,
            String cause,
            boolean told,
            Optional<Instant> over) {
        public Alerted {
            requireNonNull(cause, "cause is null");
            requireNonNull(first, "first is null");
            requireNonNull(last, "last is null");
            requireNonNull(summary, "summary is null");
            requireNonNull(owner, "owner is null");
            requireNonNull(over, "over is null");
            environments = List.copyOf(environments);
        }

        private Alerted ended(Instant now) {
            return new Alerted(first, last, summary, environments, owner, cause, told, Optional.of(over.orElse(now)));
        }

        private Alerted untold() {
            return new Alerted(first, last, summary, environments, owner, cause, false, Optional.empty());
        }

        private boolean isStanding() {
            return told && over.isEmpty();
        }
    }

    /** Ids of all that one of {@code resolved} speaks of. */
    public List<String> ended(Item item) {
        Optional<String> cause =
                item.id().flatMap(id -> Optional.ofNullable(ended.get(id))).map(Alerted::cause);
        return ended.entrySet().stream()
                .filter(each -> cause.filter(each.getValue().cause()::equals).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Since when nothing of what one of {@code resolved} speaks of is there. */
    public Instant over(Item item) {
        return ended(item).stream()
                .flatMap(id -> Optional.ofNullable(ended.get(id)).flatMap(Alerted::over).stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /**
     * What to hand in the next time where not everybody was told: what was fresh is so again, and who was told it is not told twice.
     *
     * @param alerted what was handed in this time
     */
    public SortedMap<String, Alerted> untold(Map<String, Alerted> alerted) {
        SortedMap<String, Alerted> known = new TreeMap<>();
        after.forEach((id, then) -> {
            Alerted before = alerted.get(id);
            boolean stands = before != null && before.isStanding();
            known.put(id, then.over().isPresent() ? then : stands ? before : then.untold());
        });
        known.putAll(ended);
        return known;
    }

    /**
     * Decides.
     *
     * <p>A breach that nobody could look for this time is neither resolved nor forgotten. One that comes back after it was seen to be over
     * is fresh; who sends remembers whom it was told, and whom its end.
     *
     * @param report of the comparison at hand, told against that of the last time: without it nothing is seen to be over
     * @param alerted what was alerted, by id of the drift
     * @param now the moment of the decision
     * @param repeat after what time an open breach is told again
     */
    public static Breaches decide(Report report, Map<String, Alerted> alerted, Instant now, Duration repeat) {
        ReportDigest digest = new ReportDigest(report);
        SortedMap<String, Alerted> after = new TreeMap<>(alerted);
        after.values().removeIf(then -> then.over().isPresent());
        SortedMap<String, Alerted> before = new TreeMap<>(alerted);
        before.values().removeIf(then -> !then.isStanding());
        List<Item> fresh = new ArrayList<>();
        List<Item> again = new ArrayList<>();
        Map<String, String> open = new HashMap<>();
        for (CauseView view : digest.causes(Disposition.OPEN)) {
            List<Drift> breaches =
                    view.drifts().stream().filter(Breaches::isBreach).toList();
            breaches.forEach(drift -> open.put(drift.id(), drift.cause()));
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
            (known ? again : fresh).add(Items.drifts(view, first, breaches, digest.ids()));
            for (Drift drift : breaches) {
                Alerted then = alerted.get(drift.id());
                after.put(drift.id(), alerted(view, drift, then == null ? now : then.first(), now));
            }
        }
        SortedMap<String, Alerted> ended = ended(report, alerted, open, now);
        after.keySet().removeAll(ended.keySet());
        alerted.forEach((id, then) -> {
            if (then.over().isPresent() && !ended.containsKey(id)) {
                after.putIfAbsent(id, then);
            }
        });
        return new Breaches(fresh, again, resolved(report, ended), after, ended);
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
                drift.owner().map(VisibleText::of),
                drift.cause(),
                true,
                Optional.empty());
    }

    /** Those this report knows to be no more, unless something of their cause is still there or may be. */
    private static SortedMap<String, Alerted> ended(
            Report report, Map<String, Alerted> alerted, Map<String, String> open, Instant now) {
        Set<String> gone = new HashSet<>();
        report.resolved().forEach(drift -> gone.add(drift.id()));
        report.remembered().stream().filter(each -> !each.unseen()).forEach(each -> gone.add(each.id()));
        report.drifts().stream()
                .filter(drift -> drift.state() != DriftState.UNKNOWN)
                .forEach(drift -> gone.add(drift.id()));
        Set<String> unknown = report.drifts().stream()
                .filter(drift -> drift.state() == DriftState.UNKNOWN)
                .map(Drift::id)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        report.environments().stream()
                .filter(environment -> !environment.hosts().isEmpty())
                .forEach(environment -> seen.add(environment.name()));
        Set<String> standing = new HashSet<>(open.values());
        SortedMap<String, Alerted> ended = new TreeMap<>();
        alerted.forEach((id, then) -> {
            boolean over = then.over().isPresent() || gone.contains(id);
            boolean looked = seen.containsAll(then.environments()) && !unknown.contains(id);
            if (over && looked && !open.containsKey(id)) {
                ended.put(id, then.ended(now));
            } else {
                standing.add(then.cause());
            }
        });
        ended.values().removeIf(then -> standing.contains(then.cause()));
        return ended;
    }

    /** One of each cause. */
    private static List<Item> resolved(Report report, SortedMap<String, Alerted> ended) {
        Map<String, Drift> told = new HashMap<>();
        report.drifts().forEach(drift -> told.put(drift.id(), drift));
        Set<String> causes = new HashSet<>();
        List<Item> resolved = new ArrayList<>();
        ended.forEach((id, then) -> {
            Drift now = told.get(id);
            if (causes.add(then.cause())) {
                List<Alerted> alike = ended.values().stream()
                        .filter(each -> each.cause().equals(then.cause()))
                        .toList();
                Item item = new Item(
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
                        "");
                resolved.add(item.concerning(
                        alike.stream().flatMap(each -> each.owner().stream()).toList(),
                        alike.stream()
                                .flatMap(each -> each.environments().stream())
                                .toList()));
            }
        });
        return resolved;
    }
}
