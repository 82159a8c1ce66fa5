package dev.leeway.collector.service;

import dev.leeway.collector.history.Course;
import dev.leeway.collector.history.History;
import dev.leeway.collector.history.Standing;
import dev.leeway.collector.history.Turn;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.SideBySide;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How drifts stood at any moment that a store remembers, by the comparison itself: the policy of today judges the hosts of then.
 *
 * <p>What one section tells is compared with that section alone, and only where its facts moved. What hangs on several is looked up by
 * halving, in comparisons of whole fleets.
 */
public final class PastDrifts {
    private static final int MOST_PATTERNS = 20;
    /** Each comparison holds a fleet in memory; a machine with many processors has no more of that for it. */
    private static final int MOST_AT_ONCE = 4;

    private final Past past;
    private final Catalogue catalogue;
    private final ComparisonOptions options;
    private final Report now;
    /** Ids of what is there by {@link #now}. */
    private final Set<String> there = new HashSet<>();

    private final Map<Instant, Map<String, Turn>> wholes = new HashMap<>();

    /**
     * The past of what {@code now} tells.
     *
     * @param options by which it was compared
     */
    public PastDrifts(Past past, Catalogue catalogue, ComparisonOptions options, Report now) {
        this.past = past;
        this.catalogue = catalogue;
        this.options = options;
        this.now = now;
        now.drifts().stream()
                .filter(drift -> drift.state() != DriftState.UNKNOWN)
                .forEach(drift -> there.add(drift.id()));
    }

    /** The course of each of {@code drifts} until the last moment that counts, by id; to within the hour in which it changed. */
    public Map<String, Course> courses(List<Drift> drifts) throws StoreException {
        SortedMap<SectionKey, List<Drift>> bySection = new TreeMap<>();
        drifts.forEach(drift -> bySection
                .computeIfAbsent(drift.address().section(), any -> new ArrayList<>())
                .add(drift));
        // Those of one section after the other, and sections side by side.
        List<Callable<Followed>> tasks = new ArrayList<>();
        bySection.forEach((key, own) -> tasks.add(() -> followed(key, own)));
        Map<String, Course> courses = new HashMap<>();
        List<Drift> wide = new ArrayList<>();
        for (Followed followed : SideBySide.run(tasks, MOST_AT_ONCE)) {
            if (followed.failure().isPresent()) {
                throw followed.failure().get();
            }
            courses.putAll(followed.courses());
            wide.addAll(followed.wide());
        }
        for (Drift drift : wide) {
            courses.put(drift.id(), new Course(halved(drift)));
        }
        return courses;
    }

    /** What became of drifts of one section: their courses, those that hang on more than it, or why the store could not be read. */
    private record Followed(Map<String, Course> courses, List<Drift> wide, Optional<StoreException> failure) {}

    private Followed followed(SectionKey key, List<Drift> drifts) {
        try {
            Cone cone = past.cone(key, catalogue);
            // Whoever is followed is asked of as it was when it was found to hang on this section alone.
            List<AddressPattern> facts = facts(drifts);
            Map<String, Turn> last = stood(cone.at(past.until()), past.until(), drifts, facts);
            List<Drift> own = new ArrayList<>();
            List<Drift> wide = new ArrayList<>();
            for (Drift drift : drifts) {
                // What a section alone does not tell as the whole does hangs on others as well.
                (isOfOneFact(drift) && agrees(drift, last.get(drift.id())) ? own : wide).add(drift);
            }
            Map<String, Course> courses = own.isEmpty() ? Map.of() : new Walk(cone, own, facts).courses();
            return new Followed(courses, wide, Optional.empty());
        } catch (StoreException e) {
            return new Followed(Map.of(), List.of(), Optional.of(e));
        }
    }

    /**
     * The first moment of arrival at which a drift stood as it did at {@code there} and not as at {@code before}, by halving the arrivals
     * between.
     *
     * @param before a moment at which it was not there
     * @param there a later one at which it was
     */
    public Instant came(Drift drift, Instant before, Instant there) throws StoreException {
        Cone cone = past.cone(drift.address().section(), catalogue);
        boolean own = isOfOneFact(drift)
                && agrees(
                        drift,
                        stood(cone.at(past.until()), past.until(), List.of(drift), facts(List.of(drift)))
                                .get(drift.id()));
        List<Instant> moments = new ArrayList<>();
        for (Instant moment : own ? cone.arrivals().keySet() : arrivals()) {
            if (moment.isAfter(before) && moment.isBefore(there)) {
                moments.add(moment);
            }
        }
        int low = -1;
        int high = moments.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            Instant moment = moments.get(middle);
            Turn turn = own
                    ? stood(cone.at(moment), moment, List.of(drift), facts(List.of(drift)))
                            .get(drift.id())
                    : whole(moment, drift);
            if (turn != null && turn.standing() == Standing.THERE) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high == moments.size() ? there : moments.get(high);
    }

    private static boolean isOfOneFact(Drift drift) {
        return drift.state() != DriftState.BROKEN && drift.state() != DriftState.SHARED;
    }

    private boolean agrees(Drift drift, @Nullable Turn told) {
        return told != null && there.contains(drift.id()) == (told.standing() == Standing.THERE);
    }

    /** How each of {@code drifts} stood among {@code sides} at {@code moment}, by id, compared in {@code facts} alone where there are some. */
    private Map<String, Turn> stood(List<Side> sides, Instant moment, List<Drift> drifts, List<AddressPattern> facts) {
        Map<String, Turn> stood = new HashMap<>();
        if (!sides.isEmpty()) {
            Report then = Comparison.compare(
                    sides, past.policy(), catalogue, options.of(facts, moment, Optional.of(asked(drifts))));
            Set<String> gone = new HashSet<>();
            then.resolved().forEach(drift -> gone.add(drift.id()));
            for (Drift drift : then.drifts()) {
                if (drift.state() != DriftState.UNKNOWN) {
                    String held = History.held(drift.between(), drift.values());
                    stood.put(drift.id(), new Turn(moment, Standing.THERE, held));
                }
            }
            for (Drift drift : drifts) {
                if (gone.contains(drift.id())) {
                    stood.putIfAbsent(drift.id(), new Turn(moment, Standing.GONE, ""));
                }
            }
        }
        drifts.forEach(drift -> stood.putIfAbsent(drift.id(), new Turn(moment, Standing.UNSEEN, "")));
        return stood;
    }

    /** What to confine a comparison to; nothing where they are many, or where which subjects there are is the question. */
    private static List<AddressPattern> facts(List<Drift> drifts) {
        List<AddressPattern> facts = new ArrayList<>();
        for (Drift drift : drifts) {
            if (drifts.size() > MOST_PATTERNS || FactView.isOfSubject(drift)) {
                return List.of();
            }
            String family = drift.address().section().text() + "/" + FactView.family(drift);
            facts.add(AddressPattern.parse(family));
            facts.add(AddressPattern.parse(family + "/**"));
        }
        return facts;
    }

    /** A report that told of {@code drifts}, so that the next has to say what became of them. */
    private Report asked(List<Drift> drifts) {
        List<Drift> open = new ArrayList<>();
        for (Drift drift : drifts) {
            open.add(drift.but()
                    .disposition(Disposition.OPEN)
                    .lifecycle(Lifecycle.UNTRACKED)
                    .build());
        }
        return now.but().drifts(open).resolved(List.of()).remembered(List.of()).build();
    }

    /**
     * The turn at which a drift came, by halving: what came and went between is not seen. Nothing is told of before where it was there from
     * the beginning.
     */
    private List<Turn> halved(Drift drift) throws StoreException {
        List<Instant> moments = moments();
        List<Turn> turns = new ArrayList<>();
        if (moments.isEmpty()) {
            return turns;
        }
        int high = moments.size() - 1;
        Turn last = whole(moments.get(high), drift);
        int low = 0;
        Turn first = whole(moments.get(low), drift);
        if (last.standing() != Standing.THERE || first.standing() == Standing.THERE) {
            turns.add(last.standing() == Standing.THERE ? first : last);
            return turns;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            Turn turn = whole(moments.get(middle), drift);
            if (turn.standing() == Standing.THERE) {
                high = middle;
            } else {
                low = middle;
            }
        }
        turns.add(whole(moments.get(low), drift));
        turns.add(whole(moments.get(high), drift));
        return turns;
    }

    /** The last moment of each hour in which anything changed. */
    private List<Instant> moments() {
        return Hours.last(arrivals());
    }

    private SortedSet<Instant> arrivals() {
        SortedSet<Instant> all = new TreeSet<>();
        past.steps()
                .forEach(steps -> steps.forEach(step -> all.add(step.snapshot().receivedAt())));
        return all;
    }

    private Turn whole(Instant moment, Drift drift) throws StoreException {
        Map<String, Turn> told = wholes.get(moment);
        Turn known = told == null ? null : told.get(drift.id());
        if (known != null) {
            return known;
        }
        if (told == null) {
            SnapshotFolder folder = past.whole(moment);
            // A host that cannot be read may have told anything.
            List<Side> sides = folder.unread().isEmpty()
                    ? past.sides(folder.snapshots().stream()
                            .map(file -> file.snapshot())
                            .toList())
                    : List.of();
            told = stood(sides, moment, now.drifts(), facts(now.drifts()));
            wholes.put(moment, told);
        }
        return told.getOrDefault(drift.id(), new Turn(moment, Standing.UNSEEN, ""));
    }

    /** Follows drifts of one section from the beginning. */
    private final class Walk {
        private final Cone cone;
        private final List<Drift> drifts;
        private final List<AddressPattern> facts;
        private final List<FactView> views = new ArrayList<>();
        private final List<Fingerprint> prints = new ArrayList<>();
        private final List<Map<Fingerprint.Mark, Turn>> known = new ArrayList<>();
        private final List<List<Turn>> turns = new ArrayList<>();

        Walk(Cone cone, List<Drift> drifts, List<AddressPattern> facts) {
            this.cone = cone;
            this.facts = facts;
            this.drifts = drifts;
            for (Drift drift : drifts) {
                views.add(new FactView(cone, drift));
                prints.add(new Fingerprint());
                known.add(new HashMap<>());
                turns.add(new ArrayList<>());
            }
        }

        Map<String, Course> courses() throws StoreException {
            SortedMap<Instant, List<HostStep>> arrivals = cone.arrivals();
            Set<Instant> last = new HashSet<>(Hours.last(arrivals.keySet()));
            for (Map.Entry<Instant, List<HostStep>> arrival : arrivals.entrySet()) {
                arrival.getValue().forEach(this::arrive);
                if (last.contains(arrival.getKey())) {
                    look(arrival.getKey());
                }
            }
            Map<String, Course> courses = new HashMap<>();
            for (int i = 0; i < drifts.size(); i++) {
                courses.put(drifts.get(i).id(), new Course(turns.get(i)));
            }
            return courses;
        }

        private void arrive(HostStep step) {
            for (int i = 0; i < drifts.size(); i++) {
                prints.get(i).set(step.snapshot().host().number(), views.get(i).of(step));
            }
        }

        private void look(Instant moment) throws StoreException {
            List<Drift> lacking = new ArrayList<>();
            for (int i = 0; i < drifts.size(); i++) {
                if (!known.get(i).containsKey(prints.get(i).mark())) {
                    lacking.add(drifts.get(i));
                }
            }
            Map<String, Turn> stood = lacking.isEmpty() ? Map.of() : stood(cone.at(moment), moment, lacking, facts);
            for (int i = 0; i < drifts.size(); i++) {
                String id = drifts.get(i).id();
                Turn told = known.get(i).computeIfAbsent(prints.get(i).mark(), any -> stood.get(id));
                List<Turn> own = turns.get(i);
                Turn before = own.isEmpty() ? null : own.get(own.size() - 1);
                if (before == null
                        || before.standing() != told.standing()
                        || !before.held().equals(told.held())) {
                    own.add(new Turn(moment, told.standing(), told.held()));
                }
            }
        }
    }
}
