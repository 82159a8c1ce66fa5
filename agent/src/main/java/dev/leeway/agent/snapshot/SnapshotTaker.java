package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes a snapshot: every probe that was asked for looks at the host, several at a time, and each answers for its own
 * sections alone.
 *
 * <p>Same host, same section ids, in whatever order the probes finish.
 */
public final class SnapshotTaker {
    /** The reason of sections of a probe that the virtual machine had no memory for. */
    public static final String OUT_OF_MEMORY = "out of memory";

    /** What reasons of sections say that more memory would help. */
    public static final String MEMORY = "memory";

    private final List<Probe> probes;
    private final Redactor redactor;
    private final Supplier<Catalogue> catalogue;
    private final SnapshotLimits limits;
    private final Clock clock;

    /**
     * A taker of snapshots.
     *
     * @param probes every probe there is, in the order in which they begin
     * @param catalogue asked, from any thread, only when a value names the host itself
     * @param clock of the host, for the header alone
     */
    public SnapshotTaker(
            List<Probe> probes, Redactor redactor, Supplier<Catalogue> catalogue, SnapshotLimits limits, Clock clock) {
        this.probes = List.copyOf(probes);
        this.redactor = requireNonNull(redactor, "redactor is null");
        this.catalogue = requireNonNull(catalogue, "catalogue is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Looks at {@code host} and says what was seen.
     *
     * @throws InterruptedException when told to stop; probes still at work are left behind
     */
    public Snapshot take(SnapshotRequest request, HostView host) throws InterruptedException {
        return take(request, host, Accounting.NONE);
    }

    /** Likewise, keeping account of what each probe cost. */
    public Snapshot take(SnapshotRequest request, HostView host, Accounting accounting) throws InterruptedException {
        Instant startedAt = now();
        SectionSeal seal = new SectionSeal(redactor, new HostTokens(request.names(), catalogue));
        List<Section> sections = new ArrayList<>();
        Deque<Probe> wanted = new ArrayDeque<>();
        for (Probe probe : probes) {
            if (!request.selection().requests(probe.spec().name())) {
                sections.add(notRequested(seal, probe, "not asked for"));
            } else if (probe.spec().needsLiveHost() && !host.live()) {
                sections.add(notRequested(seal, probe, "only a running host can tell"));
            } else if (!probe.spec().readsImages() && !host.hasSystem()) {
                sections.add(notRequested(seal, probe, "an image in a file has no host"));
            } else if (request.suspended().containsKey(probe.spec().name())) {
                sections.add(suspended(seal, probe, request));
            } else {
                wanted.add(probe);
            }
        }
        sections.addAll(new ProbeRace(wanted, host, seal, limits, accounting).run());
        return Snapshots.of(
                request.sequence(), request.host(), startedAt, now(), request.root(), request.agent(), sections);
    }

    /** As unknown as if it had fallen again. */
    private static Section suspended(SectionSeal seal, Probe probe, SnapshotRequest request) {
        String name = probe.spec().name();
        String reason = String.valueOf(request.suspended().get(name));
        return seal.unobserved(SectionKey.of(name), probe.spec().revision(), Outcome.FAILED, reason);
    }

    private static Section notRequested(SectionSeal seal, Probe probe, String reason) {
        SectionKey key = SectionKey.of(probe.spec().name());
        return seal.unobserved(key, probe.spec().revision(), Outcome.NOT_REQUESTED, reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
