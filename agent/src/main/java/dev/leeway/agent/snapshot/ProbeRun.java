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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One probe at work on a thread of its own, which can be left behind at any time. */
final class ProbeRun {
    private static final int MAX_CAUSES = 8;

    private final Probe probe;
    private final HostView host;
    private final SectionSeal seal;
    private final Consumer<ProbeRun> whenDone;
    private final ProbeDraft draft;
    private final Thread thread;
    private final Meter meter;
    private volatile List<Section> sections = List.of();
    private final Map<SectionKey, Section> alone = new HashMap<>();
    private volatile boolean observed;
    private volatile boolean starved;
    private volatile Optional<ProbeCost> cost = Optional.empty();

    /** @param whenDone told from the probe's thread; whoever gave the probe up by then has to ignore it */
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
        this.thread = new Thread(this::run, "probe-" + probe.spec().name());
        // Nothing waits for a probe that hangs, the end of the program included.
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long began = System.nanoTime();
        try {
            sections = observe();
            // What the thread has used since its start is what the probe cost: it had nothing else to do.
            cost = Optional.of(cost(true, System.nanoTime() - began, meter.used(), sections));
        } catch (OutOfMemoryError e) {
            sections = starved();
        }
        whenDone.accept(this);
    }

    /** All it found goes first, so that there is memory again to say so with. */
    private List<Section> starved() {
        starved = true;
        observed = false;
        alone.clear();
        return all(Outcome.FAILED, SnapshotTaker.OUT_OF_MEMORY);
    }

    private List<Section> observe() {
        try {
            probe.observe(host, draft);
            List<Section> sealed = sealed(Map.of());
            sealed.forEach(section -> alone.put(section.key(), section));
            observed = true;
            return sealed;
        } catch (HostAccessException e) {
            Outcome outcome = e.kind() == HostAccessException.Kind.DENIED ? Outcome.REFUSED : Outcome.FAILED;
            return all(outcome, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // Whoever looked for several probes was late; that this one waited for it is no failure of its own.
            return all(Outcome.TIMED_OUT, "waited for a look that gave no answer in time");
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return isWantOfMemory(e) ? starved() : all(Outcome.FAILED, Blame.of(e));
        }
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

    /** @param concealed what other probes know of secrets, by subject */
    private List<Section> sealed(Map<String, Set<Observed.Guarded>> concealed) {
        Map<SectionKey, Section> sealed = new TreeMap<>();
        draft.sections().forEach((key, section) -> {
            int leftOut = key.subject().isEmpty() ? draft.subjectsLeftOut() : 0;
            Collection<Observed.Guarded> others = of(key, concealed);
            Section known = alone.get(key);
            add(
                    sealed,
                    known != null && others.isEmpty()
                            ? known
                            : seal.seal(key, probe.spec().revision(), section, leftOut, others));
        });
        return List.copyOf(sealed.values());
    }

    /** Whoever tells of the host tells of every service on it. */
    private static Collection<Observed.Guarded> of(SectionKey key, Map<String, Set<Observed.Guarded>> concealed) {
        return key.subject()
                .map(subject -> concealed.getOrDefault(subject, Set.of()))
                .orElseGet(
                        () -> concealed.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** Adds what the probe knows of secrets that others may have met, by subject; once it is done. */
    void conceal(Map<String, Set<Observed.Guarded>> concealed) {
        if (observed) {
            draft.sections()
                    .forEach((key, section) -> key.subject()
                            .filter(subject -> !section.concealed().isEmpty())
                            .ifPresent(subject -> concealed
                                    .computeIfAbsent(subject, unused -> new LinkedHashSet<>())
                                    .addAll(section.concealed())));
        }
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

    /**
     * What the probe gave, after which nothing of it is kept; asked for after it reported that it is done.
     *
     * @param concealed what all probes know of secrets, by subject
     */
    List<Section> finish(Map<String, Set<Observed.Guarded>> concealed) {
        try {
            List<Section> given = observed && !concealed.isEmpty() ? sealed(concealed) : sections;
            draft.forget();
            return given;
        } catch (OutOfMemoryError e) {
            return starved();
        } catch (RuntimeException | StackOverflowError e) {
            return all(Outcome.FAILED, Blame.of(e));
        }
    }

    /** What it cost; asked for after it reported that it is done. */
    ProbeCost cost() {
        return cost.orElseGet(() -> costSoFar(0));
    }

    /** What is known of the cost of a probe that is left behind: nothing but how long somebody waited. */
    ProbeCost costSoFar(long nanos) {
        return cost(false, nanos, Meter.Used.UNKNOWN, List.of());
    }

    private ProbeCost cost(boolean answered, long nanos, Meter.Used used, List<Section> given) {
        int facts = given.stream().mapToInt(section -> section.facts().size()).sum();
        return new ProbeCost(probe.spec().name(), answered, Duration.ofNanos(nanos), used, given.size(), facts);
    }

    /** Leaves the probe behind: it is told to stop, and whatever it still says is lost. */
    List<Section> giveUp(String reason) {
        draft.abandon();
        thread.interrupt();
        return all(Outcome.TIMED_OUT, reason);
    }
}
