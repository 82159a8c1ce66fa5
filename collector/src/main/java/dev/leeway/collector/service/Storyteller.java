package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.history.Course;
import dev.leeway.collector.history.FactLook;
import dev.leeway.collector.history.Standing;
import dev.leeway.collector.history.Story;
import dev.leeway.collector.history.Turn;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how a drift came about: which side moved, when, on which host, from what to what, and what else changed there in the same step. */
public final class Storyteller {
    private final Past past;
    private final Catalogue catalogue;
    private final ComparisonOptions options;
    private final HostSteps hosts;

    /** What {@code past} tells, judged as {@code options} say. */
    public Storyteller(Past past, Catalogue catalogue, ComparisonOptions options) {
        this.past = past;
        this.catalogue = catalogue;
        this.options = options;
        this.hosts = new HostSteps(past, catalogue);
    }

    /**
     * How {@code drift} of {@code report} came about.
     *
     * @throws StoreException when the store cannot be read
     */
    public Story story(Drift drift, Report report) throws StoreException {
        PastDrifts drifts = new PastDrifts(past, catalogue, options, report);
        Course course = drifts.courses(List.of(drift)).getOrDefault(drift.id(), new Course(List.of()));
        List<Turn> turns = course.turns();
        int came = came(turns);
        Standing ending =
                turns.isEmpty() ? Standing.UNSEEN : turns.get(turns.size() - 1).standing();
        if (came < 0) {
            return new Story(
                    drift.address(),
                    past.beginning(),
                    past.until(),
                    ending,
                    Story.Arising.NEVER,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of());
        }
        int gone = came - 1;
        while (gone >= 0 && turns.get(gone).standing() != Standing.GONE) {
            gone--;
        }
        boolean dark = came > 0 && turns.get(came - 1).standing() == Standing.UNSEEN;
        // While a fleet's first snapshots arrive there is nothing yet to be held against.
        boolean begun =
                gone < 0 && turns.get(came).since().isBefore(past.complete().plusSeconds(1));
        if (came == 0 || begun) {
            return new Story(
                    drift.address(),
                    past.beginning(),
                    past.until(),
                    ending,
                    Story.Arising.FROM_THE_BEGINNING,
                    Optional.empty(),
                    Optional.empty(),
                    still(drift, turns.get(came).since()),
                    List.of());
        }
        Instant before = turns.get(came - 1).since();
        Instant moment = drifts.came(drift, before, turns.get(came).since());
        List<Story.Move> moves = moves(drift, moment);
        Optional<Instant> without = gone < 0 ? Optional.empty() : Optional.of(lastOf(turns, gone, moment));
        return new Story(
                drift.address(),
                past.beginning(),
                past.until(),
                ending,
                dark ? Story.Arising.FROM_DARKNESS : Story.Arising.CAME,
                Optional.of(moment),
                without,
                sides(drift, moment, moves),
                moves);
    }

    /** The turn at which what is there now, or was last, came; below 0 where it never was. */
    private static int came(List<Turn> turns) {
        int last = turns.size() - 1;
        while (last >= 0 && turns.get(last).standing() != Standing.THERE) {
            last--;
        }
        while (last > 0 && turns.get(last - 1).standing() == Standing.THERE) {
            last--;
        }
        return last;
    }

    /** Until when what was gone was seen to be. */
    private Instant lastOf(List<Turn> turns, int gone, Instant came) throws StoreException {
        Instant end = gone + 1 < turns.size() ? turns.get(gone + 1).since() : came;
        Instant limit = end.isAfter(came) ? came : end;
        return past.lastArrival(limit).orElse(turns.get(gone).since());
    }

    private List<Story.Move> moves(Drift drift, Instant moment) throws StoreException {
        List<Story.Move> moves = new ArrayList<>();
        for (int i = 0; i < past.hosts().size(); i++) {
            StoredHost host = past.hosts().get(i);
            if (!drift.between().contains(environment(host))) {
                continue;
            }
            List<HostStep> steps = past.steps().get(i);
            for (int at = 0; at < steps.size(); at++) {
                if (steps.get(at).snapshot().receivedAt().equals(moment)) {
                    Optional<HostStep> before = at == 0 ? Optional.empty() : Optional.of(steps.get(at - 1));
                    moves.add(move(drift, host, before, steps.get(at)));
                }
            }
        }
        List<Story.Move> said = moves.stream()
                .filter(move -> move.was().isPresent() && !move.was().equals(move.is()))
                .toList();
        return said.isEmpty() ? moves : said;
    }

    private Story.Move move(Drift drift, StoredHost host, Optional<HostStep> before, HostStep after)
            throws StoreException {
        Address address = drift.address();
        Optional<FactLook> was = before.isPresent() ? Optional.of(look(before.get(), drift)) : Optional.empty();
        FactLook is = look(after, drift);
        boolean hidden =
                was.isPresent() && !was.get().same(is) && was.get().text().equals(is.text());
        List<Story.Coincidence> all = before.isPresent() ? hosts.coincidences(before.get(), after, address) : List.of();
        int shown = Math.min(HostSteps.MOST, all.size());
        return new Story.Move(
                environment(host),
                host.name(),
                before.isPresent()
                        ? Optional.of(seen(past.previous(host, after.snapshot())
                                .orElse(before.get().snapshot())))
                        : Optional.empty(),
                seen(after.snapshot()),
                was.map(FactLook::text),
                Optional.of(is.text() + (hidden ? " (changed)" : "")),
                all.subList(0, shown),
                all.size() - shown);
    }

    private static Story.Seen seen(StoredSnapshot snapshot) {
        return new Story.Seen(snapshot.id(), snapshot.receivedAt(), snapshot.capturedAt());
    }

    private FactLook look(HostStep step, Drift drift) throws StoreException {
        int since = catalogue.entry(drift.address()).map(FactEntry::since).orElse(1);
        return hosts.look(step, drift.address(), since);
    }

    private List<Story.Part> sides(Drift drift, Instant moment, List<Story.Move> moves) throws StoreException {
        Set<String> moved = new HashSet<>();
        moves.forEach(move -> moved.add(move.environment()));
        List<Story.Part> sides = new ArrayList<>();
        for (String name : drift.between()) {
            Watched watched = watched(drift, name, moment);
            Story.Motion motion = moved.contains(name)
                    ? Story.Motion.MOVED
                    : watched.unobserved() > 0 ? Story.Motion.UNKNOWN : Story.Motion.STILL;
            sides.add(new Story.Part(name, motion, watched.unobserved(), watched.changed()));
        }
        return sides;
    }

    private List<Story.Part> still(Drift drift, Instant moment) throws StoreException {
        List<Story.Part> sides = new ArrayList<>();
        for (String name : drift.between()) {
            // What was before the beginning nobody knows, so that nothing is known to be unchanged.
            sides.add(new Story.Part(
                    name, Story.Motion.UNKNOWN, watched(drift, name, moment).unobserved(), Optional.empty()));
        }
        return sides;
    }

    /**
     * What hosts of one environment said around a moment.
     *
     * @param unobserved hosts of which it is not known whether they said the same before and after
     * @param changed when the fact had changed there last before
     */
    private record Watched(int unobserved, Optional<Instant> changed) {}

    private Watched watched(Drift drift, String environment, Instant moment) throws StoreException {
        int unobserved = 0;
        Optional<Instant> changed = Optional.empty();
        for (int i = 0; i < past.hosts().size(); i++) {
            if (!environment(past.hosts().get(i)).equals(environment)) {
                continue;
            }
            List<HostStep> steps = past.steps().get(i);
            Optional<HostStep> before = Cone.current(steps, moment.minusMillis(1));
            Optional<HostStep> after = Cone.current(steps, moment);
            if (after.isEmpty()) {
                continue;
            }
            boolean known = before.isPresent()
                    && look(before.get(), drift).known()
                    && look(after.get(), drift).known();
            unobserved += known ? 0 : 1;
            Optional<Instant> own = hosts.changed(steps, moment, drift.address(), look(after.get(), drift));
            changed = own.isPresent() && (changed.isEmpty() || own.get().isAfter(changed.get())) ? own : changed;
        }
        return new Watched(unobserved, changed);
    }

    private String environment(StoredHost host) {
        return Environments.canonical(past.policy(), host.environment());
    }
}
