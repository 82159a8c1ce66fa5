package dev.leeway.collector.history;

import dev.leeway.collector.judge.DriftIds;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What an earlier report tells of drifts; without one, nothing. */
public final class History {
    /** What stayed away so long and then comes is another thing. */
    private static final Duration MEMORY = Duration.ofDays(14);
    /** What one night lacked and the next has again was there all along, as far as its age goes. */
    private static final Duration BRIEF = Duration.ofDays(2);

    private final Instant asOf;
    private final Optional<Instant> previous;
    private final Map<String, Lifecycle> lived;
    private final Map<String, Drift> known = new HashMap<>();
    private final Map<String, Remembered> remembered = new TreeMap<>();

    /**
     * The history that {@code previous} tells.
     *
     * @param asOf the moment of the comparison at hand
     */
    public History(Optional<Report> previous, Instant asOf) {
        this(previous, asOf, Map.of());
    }

    /**
     * The same where a store tells more than a report can.
     *
     * @param lived by id where drifts stand in time; goes before what {@code previous} tells
     */
    public History(Optional<Report> previous, Instant asOf, Map<String, Lifecycle> lived) {
        this.asOf = asOf;
        this.lived = Map.copyOf(lived);
        this.previous = previous.map(Report::asOf);
        previous.ifPresent(report -> {
            report.drifts().forEach(drift -> known.put(drift.id(), drift));
            report.remembered().forEach(drift -> remembered.put(drift.id(), drift));
            // A report of an earlier release names what was resolved, and no more of it.
            report.resolved()
                    .forEach(drift -> remembered.putIfAbsent(
                            drift.id(),
                            new Remembered(
                                    drift.id(),
                                    report.asOf(),
                                    report.asOf(),
                                    0,
                                    Optional.empty(),
                                    false,
                                    Optional.empty())));
        });
    }

    /**
     * Whole days since the drift was first seen; 0 where it is new or nobody knows.
     *
     * @param between the environments it is between
     * @param values what environments hold now; asked for only where it has come back
     */
    public int days(String id, List<String> between, Supplier<List<EnvironmentValue>> values) {
        return firstSeen(id)
                .or(() -> stayed(id, between, values))
                .map(seen -> (int) Math.max(0, ChronoUnit.DAYS.between(seen, asOf)))
                .orElse(0);
    }

    /**
     * Where the drift of that id, which is there now, stands in time.
     *
     * @param between the environments it is between
     * @param values what environments hold now
     */
    public Lifecycle lifecycle(String id, List<String> between, List<EnvironmentValue> values) {
        Lifecycle told = lived.get(id);
        if (told != null) {
            return told;
        }
        if (previous.isEmpty()) {
            return Lifecycle.UNTRACKED;
        }
        Optional<Instant> seen = firstSeen(id);
        if (seen.isPresent()) {
            Lifecycle then =
                    known.get(id) == null ? Lifecycle.UNTRACKED : known.get(id).lifecycle();
            return new Lifecycle(Lifecycle.Stage.OPEN, seen, then.returns(), then.returned(), then.recent());
        }
        Remembered then = remembered.get(id);
        if (then == null) {
            return new Lifecycle(Lifecycle.Stage.NEW, Optional.of(asOf));
        }
        if (then.unseen()) {
            int returns = then.returned().isPresent() ? then.returns() : 0;
            return new Lifecycle(
                    Lifecycle.Stage.OPEN,
                    Optional.of(then.firstSeen()),
                    returns,
                    then.returned(),
                    returns == 0 ? List.of() : then.recent());
        }
        Instant since = stayed(id, between, () -> values).orElse(asOf);
        return new Lifecycle(
                Lifecycle.Stage.REOPENED,
                Optional.of(since),
                then.returns() + 1,
                Optional.of(asOf),
                Lifecycle.and(then.recent(), asOf));
    }

    /**
     * Since when a drift is there that the earlier report lacked: nobody looked, or it was away for a moment and is the same again. A
     * release that was promoted and the next one, which waits anew, are two things though one fact tells of both.
     */
    private Optional<Instant> stayed(String id, List<String> between, Supplier<List<EnvironmentValue>> values) {
        Remembered then = remembered.get(id);
        if (then == null) {
            return Optional.empty();
        }
        boolean brief =
                previous.filter(then.gone()::equals).isPresent() || isBrief(Duration.between(then.gone(), asOf));
        boolean same = then.unseen()
                || (brief
                        && then.held()
                                .filter(held(between, values.get())::equals)
                                .isPresent());
        return same ? Optional.of(then.firstSeen()) : Optional.empty();
    }

    /** A digest of the values of {@code between}, whichever hosts hold them; of a secret it tells that there is one. */
    public static String held(List<String> between, List<EnvironmentValue> values) {
        SortedSet<String> held = new TreeSet<>();
        for (EnvironmentValue value : values) {
            if (between.contains(value.environment()) && value.standing() != EnvironmentValue.Standing.UNKNOWN) {
                held.add(value.environment() + " "
                        + value.value()
                                .map(each -> each.withoutTags().kind() + " "
                                        + each.withoutTags().display())
                                .orElse(""));
            }
        }
        return DriftIds.of(held.toArray(new String[0]));
    }

    /**
     * What the next report has to know of drifts that this one does not tell, by id.
     *
     * @param ids of those it tells
     * @param unseen of those of which nobody can say whether they are still there
     */
    public List<Remembered> remembered(Collection<String> ids, Collection<String> unseen) {
        Map<String, Remembered> all = new TreeMap<>(remembered);
        for (Drift drift : known.values()) {
            if (counts(drift) && !ids.contains(drift.id())) {
                Instant seen = firstSeen(drift.id()).orElse(asOf);
                all.put(
                        drift.id(),
                        new Remembered(
                                drift.id(),
                                seen,
                                asOf,
                                drift.lifecycle().returns(),
                                drift.lifecycle().returned(),
                                drift.lifecycle().recent(),
                                unseen.contains(drift.id()),
                                Optional.of(held(drift.between(), drift.values())),
                                unseen.contains(drift.id()) ? Optional.of(concern(drift)) : Optional.empty()));
            }
        }
        all.values().removeIf(drift -> ids.contains(drift.id()) || !remembers(Duration.between(drift.gone(), asOf)));
        return List.copyOf(all.values());
    }

    private static Concern concern(Drift drift) {
        return new Concern(drift.between(), drift.owner(), Optional.of(drift.severity()));
    }

    /** Whether what becomes of it matters. What flaps was told for information, and is remembered all the same. */
    private static boolean counts(Drift drift) {
        return asked(drift) || ages(drift) || drift.lifecycle().returns() > 0;
    }

    /** Whether there was an earlier report, and the drift of that id was not there then, as far as anybody looked. */
    public boolean isNew(String id) {
        Remembered then = remembered.get(id);
        return previous.isPresent() && !known.containsKey(id) && (then == null || !then.unseen());
    }

    /** A drift of a report without history was first seen by that report at the latest. */
    private Optional<Instant> firstSeen(String id) {
        Lifecycle told = lived.get(id);
        if (told != null) {
            return told.firstSeen();
        }
        return Optional.ofNullable(known.get(id))
                .flatMap(drift -> drift.lifecycle().firstSeen().or(() -> previous));
    }

    /** Whether what was away so long and is back is the same thing, and not another. */
    static boolean remembers(Duration away) {
        return away.compareTo(MEMORY) <= 0;
    }

    /** Whether what was away so long was so for a moment. */
    static boolean isBrief(Duration away) {
        return away.compareTo(BRIEF) < 0;
    }

    /** Whether a drift asked for attention, now or before it was lost from sight, so that its end is worth a word. */
    public static boolean asked(Drift drift) {
        return drift.disposition() == Disposition.OPEN
                || drift.disposition() == Disposition.WAIVED
                || drift.state() == DriftState.UNKNOWN;
    }

    /** Whether it will ask for attention once it is old enough. */
    private static boolean ages(Drift drift) {
        return drift.disposition() == Disposition.INFORMATIONAL
                && drift.direction().isPresent();
    }

    /**
     * Drifts of the earlier report that asked for attention, will once they are old enough, or come and go, and are not
     * among {@code ids}, by severity and address.
     */
    public List<Drift> gone(Collection<String> ids) {
        List<Drift> gone = new ArrayList<>();
        for (Drift drift : known.values()) {
            if (!ids.contains(drift.id()) && counts(drift)) {
                gone.add(drift);
            }
        }
        gone.sort((one, other) -> {
            int bySeverity = one.severity().compareTo(other.severity());
            int byAddress = bySeverity != 0 ? bySeverity : one.address().compareTo(other.address());
            return byAddress != 0 ? byAddress : one.id().compareTo(other.id());
        });
        return gone;
    }

    /** How a drift that is no more is remembered. */
    public static ResolvedDrift resolved(Drift drift) {
        return new ResolvedDrift(
                drift.id(),
                drift.address(),
                drift.severity(),
                drift.explanation().summary());
    }
}
