package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.testing.ChildJvm;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a snapshot in a virtual machine of 48 MiB, where memory really runs out. */
class SmallHeapTest {
    private static final String HEAP = "-Xmx48m";

    @TempDir
    Path directory;

    /** Takes a snapshot of an empty host by the probes named, and prints a line for each section. */
    public static void main(String[] arguments) throws Exception {
        List<Probe> probes = new ArrayList<>();
        CountDownLatch full = new CountDownLatch(1);
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            probes.add(
                    switch (name) {
                        case "hoards" -> FakeProbe.of(name, (view, out) -> hoard(full));
                        case "records" ->
                            FakeProbe.of(name, (view, out) -> {
                                for (int s = 0; s < 10; s++) {
                                    SectionRecorder section = out.section("s" + s);
                                    for (int i = 0; i < 150_000; i++) {
                                        section.fact(FactPath.of("f" + i), Observed.text("value " + i));
                                    }
                                }
                            });
                        default ->
                            FakeProbe.of(name, (view, out) -> {
                                full.await();
                                out.section().fact(FactPath.of("size"), Observed.number(new byte[16 << 20].length));
                            });
                    });
        }
        Snapshot snapshot = new SnapshotTaker(
                        probes,
                        Redactor.keyless(RedactionRules.published()),
                        () -> new Catalogue(List.of()),
                        SnapshotLimits.DEFAULT,
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .take(
                        new SnapshotRequest(
                                new Host(
                                        "h",
                                        Optional.empty(),
                                        Optional.empty(),
                                        HostKind.SERVER,
                                        Collections.emptySortedMap()),
                                HostNames.NONE,
                                "/",
                                new AgentInfo("test", 0),
                                1,
                                new ProbeSelection(Set.of(), Set.of())),
                        FixtureHost.in(Path.of(arguments[0])));
        PrintStream out = System.out;
        snapshot.sections()
                .forEach((key, section) -> out.println(key.text() + " "
                        + section.outcome().text() + " " + section.facts().size() + " "
                        + section.reason().orElse("")));
    }

    private static void hoard(CountDownLatch full) {
        List<byte[]> hoard = new ArrayList<>();
        try {
            while (hoard.size() < 1_000) {
                hoard.add(new byte[1 << 20]);
            }
        } finally {
            full.countDown();
        }
    }

    @Test
    void aProbeThatTakesAllMemoryCostsItsOwnSectionAlone() throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(directory, List.of(HEAP), SmallHeapTest.class, directory.toString(), "hoards", "needs");
        assertThat(result.output()).contains("hoards failed 0 out of memory", "needs collected 1 ");
        assertThat(result.code()).isZero();
    }

    @Test
    void recordsWithoutEndAreLeftOutBeforeMemoryRunsOut() throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(directory, List.of(HEAP), SmallHeapTest.class, directory.toString(), "records");
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("records collected 0")
                .containsPattern("records\\[s0] partial [1-9][0-9]{4} [0-9]+ facts left out: limit of memory")
                .contains("records[s9] partial 0 150000 facts left out: limit of memory");
    }
}
