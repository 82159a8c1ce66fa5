package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.history.Course;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares environments and tells what is new against a moment that a store remembers, without any report of then: both moments are judged by
 * the policy of today, and ages are those of the store's history.
 */
public final class SinceThen {
    private final Past past;
    private final Policy policy;
    private final Catalogue catalogue;
    private final ComparisonOptions options;

    /**
     * Comparisons that are told from a past.
     *
     * @param past until the moment of {@code options}
     */
    public SinceThen(Past past, Policy policy, Catalogue catalogue, ComparisonOptions options) {
        this.past = past;
        this.policy = policy;
        this.catalogue = catalogue;
        this.options = options;
    }

    /**
     * The report on {@code sides}.
     *
     * @param then the environments as they were at {@code since}; none where nothing had arrived by then
     * @throws StoreException when the store cannot be read
     */
    public Report compare(List<Side> sides, List<Side> then, Instant since) throws StoreException {
        LostSight lostSight = new LostSight(past, catalogue, options);
        boolean nothing = then.isEmpty();
        List<Drift> unseenThen = lostSight.at(then, since);
        Optional<Report> first =
                nothing ? Optional.empty() : Optional.of(then(then, since, Optional.empty(), Map.of()));
        Report now = compared(sides, first, Map.of());
        List<Drift> unseen = untold(lostSight.at(sides, options.asOf()), now);
        Map<String, Drift> asked = asked(now, first, unseenThen, unseen);
        Map<String, Course> courses =
                new PastDrifts(past, catalogue, options, now).courses(List.copyOf(asked.values()));
        Map<String, Lifecycle> lives = new HashMap<>();
        Map<String, Lifecycle> livesThen = new HashMap<>();
        courses.forEach((id, course) -> {
            put(livesThen, id, course.at(since, since));
            put(lives, id, course.at(options.asOf(), nothing ? options.asOf() : since));
        });
        // Of what nobody waits for nobody asked how old it is, and nothing is said.
        now.drifts().stream()
                .filter(drift -> !asked.containsKey(drift.id()))
                .forEach(drift -> lives.put(drift.id(), Lifecycle.UNTRACKED));
        Optional<Report> lost = first.map(report ->
                report.but().drifts(among(unseenThen, livesThen.keySet())).build());
        List<Drift> lostSince = among(unseen, lives.keySet());
        Optional<Report> told =
                nothing ? Optional.empty() : Optional.of(with(then(then, since, lost, livesThen), lostSince));
        Report report = new ClockHistory(past).told(without(compared(sides, told, lives), lostSince));
        return noted(report, sides, then, since);
    }

    private Report compared(List<Side> sides, Optional<Report> earlier, Map<String, Lifecycle> lives) {
        return Comparison.compare(sides, policy, catalogue, options.told(options.asOf(), earlier, lives));
    }

    /** How it was then, with what nobody could see even then. */
    private Report then(List<Side> then, Instant since, Optional<Report> lost, Map<String, Lifecycle> lives) {
        return Comparison.compare(
                then, policy, catalogue, options.after(List.of()).told(since, lost, lives));
    }

    private static List<Drift> untold(List<Drift> drifts, Report now) {
        Set<String> told = new HashSet<>();
        now.drifts().forEach(drift -> told.add(drift.id()));
        now.resolved().forEach(drift -> told.add(drift.id()));
        return drifts.stream().filter(drift -> !told.contains(drift.id())).toList();
    }

    private static List<Drift> among(List<Drift> drifts, Set<String> ids) {
        return drifts.stream().filter(drift -> ids.contains(drift.id())).toList();
    }

    private static Report with(Report then, List<Drift> lost) {
        List<Drift> all = new ArrayList<>(then.drifts());
        all.addAll(lost);
        return then.but().drifts(all).build();
    }

    /** Whether what was lost from sight is gone, nobody said. */
    private static Report without(Report report, List<Drift> lost) {
        Set<String> ids = new HashSet<>();
        lost.forEach(drift -> ids.add(drift.id()));
        return report.but()
                .resolved(report.resolved().stream()
                        .filter(drift -> !ids.contains(drift.id()))
                        .toList())
                .build();
    }

    private static void put(Map<String, Lifecycle> lives, String id, Lifecycle life) {
        if (life.stage() != Lifecycle.Stage.UNTRACKED) {
            lives.put(id, life);
        }
    }

    /** The drifts of which it matters how old they are, as they were told last. */
    private static Map<String, Drift> asked(
            Report now, Optional<Report> first, List<Drift> unseenThen, List<Drift> unseen) {
        Map<String, Drift> asked = new LinkedHashMap<>();
        unseenThen.forEach(drift -> ask(drift, asked));
        first.ifPresent(report -> report.drifts().forEach(drift -> ask(drift, asked)));
        unseen.forEach(drift -> ask(drift, asked));
        now.drifts().forEach(drift -> ask(drift, asked));
        return asked;
    }

    private static void ask(Drift drift, Map<String, Drift> asked) {
        if (drift.state() != DriftState.UNKNOWN && ages(drift)) {
            asked.put(drift.id(), drift);
        }
    }

    private static boolean ages(Drift drift) {
        return drift.disposition() != Disposition.WITHIN_LEEWAY
                || drift.direction().isPresent();
    }

    private Report noted(Report report, List<Side> sides, List<Side> then, Instant since) {
        List<String> notes = new ArrayList<>(report.notes());
        String moment = since.truncatedTo(ChronoUnit.SECONDS).toString();
        if (then.isEmpty()) {
            notes.add("nothing had arrived by " + moment + ", so nothing counts as new or resolved; the store begins "
                    + past.beginning().truncatedTo(ChronoUnit.SECONDS));
        } else {
            Set<String> lacking = new TreeSet<>(names(sides));
            lacking.removeAll(names(then));
            lacking.forEach(name ->
                    notes.add(name + " had no snapshot by " + moment + ", so whatever differs with it counts as new"));
        }
        notes.sort(String::compareTo);
        return report.but().notes(notes).build();
    }

    private Set<String> names(List<Side> sides) {
        Set<String> names = new TreeSet<>();
        sides.forEach(side -> names.add(Environments.canonical(policy, side.environment())));
        return names;
    }
}
