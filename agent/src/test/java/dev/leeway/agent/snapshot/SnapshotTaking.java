package dev.leeway.agent.snapshot;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host without anything, and snapshots of it by probes that are made up. */
abstract class SnapshotTaking {
    /** Time enough on the busiest machine; for tests in which nothing hangs. */
    static final SnapshotLimits LONG = new SnapshotLimits(Duration.ofMinutes(5), 2, 1000, 100_000, 10);
    /** As little as a busy machine can be relied on to finish what does not hang. */
    static final SnapshotLimits SHORT = new SnapshotLimits(Duration.ofSeconds(2), 2, 1000, 100_000, 10);

    @TempDir
    Path directory;

    FixtureHost host;

    @BeforeEach
    void makesAnEmptyHost() {
        host = FixtureHost.in(directory);
    }

    Snapshot take(Probe... probes) throws InterruptedException {
        return taker(LONG, probes).take(request(ProbeSelection.ALL), host);
    }

    Snapshot takeInShortTime(Probe... probes) throws InterruptedException {
        return taker(SHORT, probes).take(request(ProbeSelection.ALL), host);
    }

    static SnapshotTaker taker(SnapshotLimits limits, Probe... probes) {
        return new SnapshotTaker(
                List.of(probes),
                Redactor.keyless(RedactionRules.published()),
                () -> new Catalogue(List.of()),
                limits,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    static SnapshotRequest request(ProbeSelection selection) {
        Host header =
                new Host("web-01", Optional.of("dev"), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap());
        return new SnapshotRequest(header, HostNames.NONE, "/", new AgentInfo("test", 0), 1, selection);
    }

    static Section section(Snapshot snapshot, String key) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.parse(key)))
                .orElseThrow();
    }

    static FactPath path(String name) {
        return FactPath.of(name);
    }

    static Observed text(String text) {
        return Observed.text(text);
    }
}
