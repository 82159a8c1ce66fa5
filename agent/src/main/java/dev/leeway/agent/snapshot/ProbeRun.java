package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.Blame;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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
    private final Optional<Fallen> late;
    private volatile Optional<List<Section>> sections = Optional.empty();
    private volatile Optional<Fallen> fallen = Optional.empty();
    private volatile boolean starved;
    private volatile boolean broken;
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
        this.late = Optional.empty();
    }

    /** What is left of a run that was given up: how it ended. Whatever its thread still reports is of the other one. */
    private ProbeRun(ProbeRun givenUp, Fallen how) {
        this.probe = givenUp.probe;
        this.host = givenUp.host;
        this.seal = givenUp.seal;
        this.meter = givenUp.meter;
        this.whenDone = givenUp.whenDone;
        this.draft = givenUp.draft;
        this.late = Optional.of(how);
        this.fallen = late;
    }

    /** How a run ended that observed nothing, in words that were not searched yet, and the sections it had begun by then. */
    private record Fallen(Outcome outcome, String reason, List<SectionKey> begun) {
        Fallen {
            begun = List.copyOf(begun);
        }
    }

    /** Begins to observe. */
    void observe() {
        work(this::observed, this::fall);
    }

    /**
     * Begins to make sections of what was observed, after which nothing of that is kept; asked for once no probe observes any more.
     *
     * @param concealed what all probes know of secrets, which may stand in why one of them failed, too
     */
    void seal(Concealed concealed) {
        work(
                () -> sections = Optional.of(sealed(concealed)),
                (outcome, reason) -> sections = Optional.of(unsealed(outcome, reason, concealed)));
    }

    private void work(Leg leg, Fall fall) {
        Thread worker = new Thread(() -> run(leg, fall), "probe-" + probe.spec().name());
        // Nothing waits for a probe that hangs, the end of the program included.
        worker.setDaemon(true);
        thread = Optional.of(worker);
        worker.start();
    }

    private void run(Leg leg, Fall fall) {
        long began = System.nanoTime();
        try {
            leg.run();
            if (fallen.isEmpty()) {
                wall = wall.plusNanos(System.nanoTime() - began);
                // What the thread has used since its start is what the probe cost: it had nothing else to do.
                used = used.plus(meter.used());
            }
        } catch (HostAccessException e) {
            Outcome outcome = e.kind() == HostAccessException.Kind.DENIED ? Outcome.REFUSED : Outcome.FAILED;
            fall.as(outcome, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // Whoever looked for several probes was late; that this one waited for it is no failure of its own.
            fall.as(Outcome.TIMED_OUT, "waited for a look that gave no answer in time");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            boolean wanted = isWantOfMemory(e);
            starved |= wanted;
            broken |= !wanted;
            fall.as(Outcome.FAILED, wanted ? SnapshotTaker.OUT_OF_MEMORY : Blame.of(e));
        }
        whenDone.accept(this);
    }

    private void observed() throws HostAccessException, InterruptedException {
        probe.observe(host, draft);
    }

    /** What is to be said of secrets is known when all have observed: until then the reason is kept as it is. */
    private void fall(Outcome outcome, String reason) {
        draft.forget();
        fallen = Optional.of(new Fallen(outcome, reason, List.copyOf(draft.begun())));
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

    private List<Section> sealed(Concealed concealed) {
        Map<SectionKey, Section> sealed = new TreeMap<>();
        if (fallen.isPresent()) {
            Fallen how = fallen.get();
            SectionSeal knowing = seal.knowing(concealed.all());
            String reason = concealed.unsearchable() ? SectionSeal.UNSEARCHED : knowing.remark(how.reason());
            for (SectionKey key : how.begun()) {
                SectionSeal own = seal.knowing(concealed.of(key));
                add(sealed, own.unobserved(key, probe.spec().revision(), how.outcome(), reason));
            }
            return List.copyOf(sealed.values());
        }
        Iterator<Map.Entry<SectionKey, SectionDraft>> drafts =
                draft.sections().entrySet().iterator();
        while (drafts.hasNext()) {
            Map.Entry<SectionKey, SectionDraft> each = drafts.next();
            SectionKey key = each.getKey();
            int leftOut = key.subject().isEmpty() ? draft.subjectsLeftOut() : 0;
            int revision = probe.spec().revision();
            add(
                    sealed,
                    concealed.unsearchable(key)
                            ? seal.unsearched(key, revision, each.getValue(), leftOut, concealed.of(key))
                            : seal.seal(key, revision, each.getValue(), leftOut, concealed.of(key)));
            // Nothing is kept both as it was found and as it leaves.
            drafts.remove();
        }
        return List.copyOf(sealed.values());
    }

    /** Adds what the probe knows of secrets that others may have met; once it has observed. */
    void conceal(Concealed concealed) {
        boolean looks = draft.sections().values().stream()
                .anyMatch(section -> !section.concealed().isEmpty());
        if (looks) {
            draft.sections()
                    .forEach((key, section) ->
                            key.subject().ifPresent(subject -> concealed.add(subject, section.concealed())));
        }
        draft.unsearchable().forEach(concealed::addUnsearchable);
    }

    /**
     * Every section the probe has begun, none of them sealed. Nobody looks into anything any more, so that the reason is one of our own
     * words, and a name in which a secret may stand is none.
     */
    private List<Section> unsealed(Outcome outcome, String reason, Concealed concealed) {
        draft.forget();
        Map<SectionKey, Section> unsealed = new TreeMap<>();
        for (SectionKey key : fallen.map(Fallen::begun).orElseGet(() -> List.copyOf(draft.begun()))) {
            boolean hidden = key.subject().filter(concealed::mayStandIn).isPresent();
            SectionKey told = hidden ? SectionKey.of(key.probe(), SectionSeal.HIDDEN) : key;
            add(unsealed, seal.unobserved(told, probe.spec().revision(), outcome, reason));
        }
        return List.copyOf(unsealed.values());
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
        return new ProbeCost(probe.spec().name(), !starved, wall, used, given.size(), facts, breach());
    }

    private Optional<String> breach() {
        if (starved) {
            return Optional.of("there was no memory for it");
        }
        return broken ? Optional.of("it broke") : Optional.empty();
    }

    /** What is known of the cost of a probe that is left behind: nothing but how long somebody waited. */
    ProbeCost costSoFar(long nanos, String reason) {
        return new ProbeCost(
                probe.spec().name(), false, wall.plusNanos(nanos), Meter.Used.UNKNOWN, 0, 0, Optional.of(reason));
    }

    /** Leaves the probe behind while it observes, and whatever it still says: what is to be sealed in its place. */
    ProbeRun giveUp(String reason) {
        stop();
        return new ProbeRun(this, new Fallen(Outcome.TIMED_OUT, reason, List.copyOf(draft.begun())));
    }

    /** Leaves the probe behind while it is sealed: its sections, of which nothing is known but that. */
    List<Section> giveUp(String reason, Concealed concealed) {
        stop();
        return unsealed(Outcome.TIMED_OUT, reason, concealed);
    }

    /** Tells the probe to stop. */
    private void stop() {
        draft.abandon();
        thread.ifPresent(Thread::interrupt);
        draft.forget();
    }

    /** Whether its cost was told when it was given up. */
    boolean isAccounted() {
        return late.isPresent();
    }

    /** One of the two things a run does. */
    private interface Leg {
        void run() throws HostAccessException, InterruptedException;
    }

    /** What becomes of it when that fails. */
    private interface Fall {
        void as(Outcome outcome, String reason);
    }
}
