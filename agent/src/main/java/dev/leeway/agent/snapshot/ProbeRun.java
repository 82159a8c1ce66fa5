package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.Blame;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One probe at work, which can be left behind at any time: on a thread of its own it observes, and on another, when all have observed, what
 * it recorded is sealed.
 */
final class ProbeRun {
    private static final int MAX_CAUSES = 8;

    private final Probe probe;
    private final HostView host;
    private final SectionSeal seal;
    private final Consumer<ProbeRun> whenDone;
    private final ProbeDraft draft;
    private final Meter meter;
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile Optional<List<Section>> sections = Optional.empty();
    private volatile boolean starved;
    private volatile Duration wall = Duration.ZERO;
    private volatile Meter.Used used = Meter.Used.NOTHING;

    /** @param whenDone told from the probe's threads; whoever gave the probe up by then has to ignore it */
    ProbeRun(
            Probe probe,
            HostView host,
            SectionSeal seal,
            SnapshotLimits limits,
            Room room,
            Meter meter,
            Consumer<ProbeRun> whenDone) {
        this.probe = probe;
        this.host = host;
        this.seal = seal;
        this.meter = meter;
        this.whenDone = whenDone;
        this.draft = new ProbeDraft(probe.spec().name(), limits, seal::secret, room.share());
    }

    /** Begins to observe. */
    void observe() {
        work(this::observed);
    }

    /**
     * Begins to make sections of what was observed, after which nothing of that is kept; asked for once no probe observes any more.
     *
     * @param concealed what all probes know of secrets, by subject
     */
    void seal(Map<String, Set<Observed.Guarded>> concealed) {
        work(() -> Optional.of(sealed(concealed)));
    }

    private void work(Leg leg) {
        Thread worker = new Thread(() -> run(leg), "probe-" + probe.spec().name());
        // Nothing waits for a probe that hangs, the end of the program included.
        worker.setDaemon(true);
        thread = Optional.of(worker);
        worker.start();
    }

    private void run(Leg leg) {
        long began = System.nanoTime();
        try {
            sections = leg.run();
            wall = wall.plusNanos(System.nanoTime() - began);
            // What the thread has used since its start is what the probe cost: it had nothing else to do.
            used = used.plus(meter.used());
        } catch (HostAccessException e) {
            Outcome outcome = e.kind() == HostAccessException.Kind.DENIED ? Outcome.REFUSED : Outcome.FAILED;
            sections = Optional.of(all(outcome, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            // Whoever looked for several probes was late; that this one waited for it is no failure of its own.
            sections = Optional.of(all(Outcome.TIMED_OUT, "waited for a look that gave no answer in time"));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            starved = isWantOfMemory(e);
            sections = Optional.of(all(Outcome.FAILED, starved ? SnapshotTaker.OUT_OF_MEMORY : Blame.of(e)));
        }
        whenDone.accept(this);
    }

    /** Nothing yet: what is to be said of secrets is known when all have observed. */
    private Optional<List<Section>> observed() throws HostAccessException, InterruptedException {
        probe.observe(host, draft);
        return Optional.empty();
    }

    /** Whether that is what stands behind it: helpers hand on what their own threads ran into. */
    private static boolean isWantOfMemory(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private List<Section> sealed(Map<String, Set<Observed.Guarded>> concealed) {
        Map<SectionKey, Section> sealed = new TreeMap<>();
        Iterator<Map.Entry<SectionKey, SectionDraft>> drafts =
                draft.sections().entrySet().iterator();
        while (drafts.hasNext()) {
            Map.Entry<SectionKey, SectionDraft> each = drafts.next();
            SectionKey key = each.getKey();
            int leftOut = key.subject().isEmpty() ? draft.subjectsLeftOut() : 0;
            add(sealed, seal.seal(key, probe.spec().revision(), each.getValue(), leftOut, of(key, concealed)));
            // Nothing is kept both as it was found and as it leaves.
            drafts.remove();
        }
        return List.copyOf(sealed.values());
    }

    /** Whoever tells of the host tells of every service on it. */
    private static Collection<Observed.Guarded> of(SectionKey key, Map<String, Set<Observed.Guarded>> concealed) {
        return key.subject()
                .map(subject -> concealed.getOrDefault(subject, Set.of()))
                .orElseGet(
                        () -> concealed.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** Adds what the probe knows of secrets that others may have met, by subject; once it has observed. */
    void conceal(Map<String, Set<Observed.Guarded>> concealed) {
        draft.sections()
                .forEach((key, section) -> key.subject()
                        .filter(subject -> !section.concealed().isEmpty())
                        .ifPresent(subject -> concealed
                                .computeIfAbsent(subject, unused -> new LinkedHashSet<>())
                                .addAll(section.concealed())));
    }

    /** Every section the probe has begun, none of them observed: how far it got with any is not known. */
    private List<Section> all(Outcome outcome, String reason) {
        draft.forget();
        Map<SectionKey, Section> fallen = new TreeMap<>();
        for (SectionKey key : draft.begun()) {
            add(fallen, seal.unobserved(key, probe.spec().revision(), outcome, reason));
        }
        return List.copyOf(fallen.values());
    }

    /** Subjects that differ by a secret alone have one name left; the first of them stands for the others. */
    private static void add(Map<SectionKey, Section> sections, Section section) {
        sections.putIfAbsent(section.key(), section);
    }

    /** The probe itself. */
    Probe probe() {
        return probe;
    }

    /** Whether the virtual machine had no memory left for it; asked for after it reported that it is done. */
    boolean isStarved() {
        return starved;
    }

    /** What the probe gave; empty as long as there is something to be sealed. */
    Optional<List<Section>> sections() {
        return sections;
    }

    /** What it cost; asked for after it gave its sections. */
    ProbeCost cost() {
        List<Section> given = sections.orElseGet(List::of);
        int facts = given.stream().mapToInt(section -> section.facts().size()).sum();
        return new ProbeCost(probe.spec().name(), !starved, wall, used, given.size(), facts);
    }

    /** What is known of the cost of a probe that is left behind: nothing but how long somebody waited. */
    ProbeCost costSoFar(long nanos) {
        return new ProbeCost(probe.spec().name(), false, wall.plusNanos(nanos), Meter.Used.UNKNOWN, 0, 0);
    }

    /** Leaves the probe behind: it is told to stop, and whatever it still says is lost. */
    List<Section> giveUp(String reason) {
        draft.abandon();
        thread.ifPresent(Thread::interrupt);
        return all(Outcome.TIMED_OUT, reason);
    }

    /** One of the two things a run does; gives sections where it ends the run. */
    private interface Leg {
        Optional<List<Section>> run() throws HostAccessException, InterruptedException;
    }
}
