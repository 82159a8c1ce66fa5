package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Several probes at work side by side, each against its own deadline. One for which there was no memory looks again when all others are
 * done: it may have been another that took it.
 */
final class ProbeRace {
    private final Deque<Probe> waiting;
    private final HostView host;
    private final SectionSeal seal;
    private final SnapshotLimits limits;
    private final Accounting accounting;
    private final Room room;
    private final Deque<Probe> again = new ArrayDeque<>();
    private int threads;
    private final BlockingQueue<ProbeRun> done = new LinkedBlockingQueue<>();

    /** Runs under way, the earliest first, with the {@link System#nanoTime} they began at. */
    private final Map<ProbeRun, Long> running = new LinkedHashMap<>();

    private final List<ProbeRun> answered = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    ProbeRace(Deque<Probe> waiting, HostView host, SectionSeal seal, SnapshotLimits limits, Accounting accounting) {
        this.waiting = waiting;
        this.host = host;
        this.seal = seal;
        this.limits = limits;
        this.accounting = accounting;
        this.room = new Room(limits);
        this.threads = limits.threads();
    }

    /** The sections of all probes, once every one has finished or was left behind. */
    List<Section> run() throws InterruptedException {
        try {
            race();
            if (!again.isEmpty()) {
                waiting.addAll(again);
                threads = 1;
                race();
            }
            // What one probe learned of a secret counts for what the others met of it, whoever was first.
            Map<String, Set<Observed.Guarded>> concealed = new TreeMap<>();
            answered.forEach(run -> run.conceal(concealed));
            answered.forEach(run -> sections.addAll(run.finish(concealed)));
            return sections;
        } catch (InterruptedException e) {
            running.keySet().forEach(run -> run.giveUp("interrupted"));
            throw e;
        }
    }

    private void race() throws InterruptedException {
        while (!waiting.isEmpty() || !running.isEmpty()) {
            startMore();
            ProbeRun finished = done.poll(nanosToNextDeadline(), TimeUnit.NANOSECONDS);
            Long began = finished == null ? null : running.remove(finished);
            if (finished != null && began != null) {
                take(finished);
            }
            leaveTheLateBehind();
        }
    }

    private void take(ProbeRun finished) {
        if (finished.isStarved() && !again.contains(finished.probe())) {
            again.add(finished.probe());
        } else {
            answered.add(finished);
            accounting.ledger().accept(finished.cost());
        }
    }

    private void startMore() {
        while (running.size() < threads && !waiting.isEmpty()) {
            ProbeRun run = new ProbeRun(waiting.remove(), host, seal, limits, room, accounting.meter(), done::add);
            running.put(run, System.nanoTime());
            run.start();
        }
    }

    private long nanosToNextDeadline() {
        // Every probe has the same time, so the one that began first is the first to be late.
        long began = running.values().iterator().next();
        return Math.max(0, limits.probeTime().toNanos() - (System.nanoTime() - began));
    }

    private void leaveTheLateBehind() {
        long now = System.nanoTime();
        running.entrySet().removeIf(entry -> {
            boolean late = now - entry.getValue() >= limits.probeTime().toNanos();
            if (late && !done.contains(entry.getKey())) {
                sections.addAll(entry.getKey()
                        .giveUp("gave no answer within " + limits.probeTime().toMillis() + " ms"));
                accounting.ledger().accept(entry.getKey().costSoFar(now - entry.getValue()));
                return true;
            }
            return false;
        });
    }
}
