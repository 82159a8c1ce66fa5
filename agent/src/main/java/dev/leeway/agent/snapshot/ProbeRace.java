package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Several probes at work side by side, each against its own deadline: first they observe, then what they recorded is sealed. One for which
 * there was no memory looks again when all others have: it may have been another that took it.
 */
final class ProbeRace {
    /** How often it is seen how much all of them use. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final HostView host;
    private final SectionSeal seal;
    private final SnapshotLimits limits;
    private final Accounting accounting;
    private final Room room;
    private final Pace pace;
    private boolean observing = true;
    private final Deque<Probe> probes;
    private final Deque<Probe> again = new ArrayDeque<>();
    private final List<ProbeRun> observed = new ArrayList<>();
    private final BlockingQueue<ProbeRun> done = new LinkedBlockingQueue<>();

    /** Runs under way, the earliest first, with the {@link System#nanoTime} they began at. */
    private final Map<ProbeRun, Long> running = new LinkedHashMap<>();

    private final List<Section> sections = new ArrayList<>();

    ProbeRace(Deque<Probe> probes, HostView host, SectionSeal seal, SnapshotLimits limits, Accounting accounting) {
        this.probes = probes;
        this.host = host;
        this.seal = seal;
        this.limits = limits;
        this.accounting = accounting;
        this.room = new Room(limits);
        this.pace = new Pace(accounting.meter(), limits.cpuPercent(), limits.probeTime());
    }

    /** The sections of all probes, once every one has finished or was left behind. */
    List<Section> run() throws InterruptedException {
        try {
            race(limits.threads(), runs(probes), ProbeRun::observe, this::takeOrLookAgain, this::leaveBehind);
            race(1, runs(again), ProbeRun::observe, observed::add, this::leaveBehind);
            observing = false;
            // What one probe learned of a secret counts for what the others met of it, whoever was first.
            Concealed concealed = new Concealed();
            observed.forEach(run -> run.conceal(concealed));
            race(
                    limits.threads(),
                    observed.iterator(),
                    run -> run.seal(concealed),
                    run -> end(run, run.sections().orElseGet(List::of), run.cost()),
                    (run, nanos, why) -> end(run, run.giveUp(why, concealed), run.costSoFar(nanos, why)));
            return sections;
        } catch (InterruptedException e) {
            running.keySet().forEach(run -> run.giveUp("interrupted"));
            throw e;
        }
    }

    /** A run for each of {@code probes}, made when its turn comes. */
    private Iterator<ProbeRun> runs(Deque<Probe> probes) {
        return probes.stream()
                .map(probe -> new ProbeRun(probe, host, seal, limits, room, accounting.meter(), done::add))
                .iterator();
    }

    /** What becomes of a run that is late, how many nanoseconds it had, and why it has no more. */
    private interface Late {
        void is(ProbeRun run, long nanos, String why);
    }

    private void race(
            int threads, Iterator<ProbeRun> waiting, Consumer<ProbeRun> start, Consumer<ProbeRun> finish, Late abandon)
            throws InterruptedException {
        while (waiting.hasNext() || !running.isEmpty()) {
            while (running.size() < threads && waiting.hasNext() && (!observing || pace.mayBegin())) {
                ProbeRun run = waiting.next();
                running.put(run, System.nanoTime());
                start.accept(run);
            }
            ProbeRun finished = done.poll(nanosToNextLook(), TimeUnit.NANOSECONDS);
            if (finished != null && running.remove(finished) != null) {
                finish.accept(finished);
            }
            leaveTheLateBehind(abandon);
        }
    }

    private void takeOrLookAgain(ProbeRun finished) {
        if (finished.isStarved()) {
            again.add(finished.probe());
        } else {
            observed.add(finished);
        }
    }

    private void leaveBehind(ProbeRun run, long nanos, String why) {
        accounting.ledger().accept(run.costSoFar(nanos, why));
        observed.add(run.giveUp(why));
    }

    private String late() {
        return "gave no answer within " + limits.probeTime().toMillis() + " ms";
    }

    private void end(ProbeRun run, List<Section> given, ProbeCost cost) {
        sections.addAll(given);
        if (!run.isAccounted()) {
            accounting.ledger().accept(cost);
        }
    }

    /** When the next probe is late, or sooner where it is to be seen how much all of them use. */
    private long nanosToNextLook() {
        if (running.isEmpty()) {
            return LOOK;
        }
        // Every probe has the same time, so the one that began first is the first to be late.
        long began = running.values().iterator().next();
        long left = Math.max(0, limits.probeTime().toNanos() - (System.nanoTime() - began));
        return pace.measures() ? Math.min(left, LOOK) : left;
    }

    private void leaveTheLateBehind(Late abandon) {
        long now = System.nanoTime();
        boolean over = observing && pace.isOver();
        Iterator<Map.Entry<ProbeRun, Long>> runs = running.entrySet().iterator();
        while (runs.hasNext()) {
            Map.Entry<ProbeRun, Long> entry = runs.next();
            boolean late = now - entry.getValue() >= limits.probeTime().toNanos();
            if ((late || over) && !done.contains(entry.getKey())) {
                runs.remove();
                abandon.is(entry.getKey(), now - entry.getValue(), late ? late() : pace.reason());
                // The one that began first has had the most; then it is seen whether that was enough.
                over = false;
            }
        }
    }
}
