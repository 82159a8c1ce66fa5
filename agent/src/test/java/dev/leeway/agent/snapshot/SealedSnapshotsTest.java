package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one probe knows to be secret leaves in nothing that another says. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SealedSnapshotsTest extends SnapshotTaking {
    /** Drawn at random, and of no shape that anybody would find without being told. */
    private static final String KNOWN = "maple-lantern-orchid-copper-velvet";

    private static Probe concealing(String subject, String text) {
        return FakeProbe.of(
                "concealing",
                (view, out) -> out.section(subject)
                        .conceal(new Observed.Guarded("variable", "LOG_LEVEL", text, Observed.Stretch.whole(text))));
    }

    @Test
    void tellsNoSecretThatAnotherProbeKnowsInWhyOneFailed() throws Exception {
        String path = "/srv/" + KNOWN + "/app.db";
        Probe refused = FakeProbe.of("refused", (view, out) -> {
            out.section("shop");
            throw new HostAccessException(HostAccessException.Kind.DENIED, path);
        });
        Probe broken = FakeProbe.of("broken", (view, out) -> {
            out.section(KNOWN);
            throw new IllegalStateException(path);
        });
        Probe hungry = FakeProbe.of("hungry", (view, out) -> {
            out.section(KNOWN);
            throw new OutOfMemoryError(path);
        });
        Probe named = FakeProbe.of("named", (view, out) -> out.section(KNOWN).fact(path("a"), text("1")));
        Probe late = FakeProbe.of("late", (view, out) -> {
            out.section(KNOWN);
            new CountDownLatch(1).await();
        });
        for (String subject : List.of("shop", KNOWN)) {
            Snapshot snapshot = takeInShortTime(late, refused, broken, hungry, named, concealing(subject, KNOWN));
            assertThat(section(snapshot, "refused").reason().orElseThrow())
                    .startsWith("/srv/")
                    .doesNotContain(KNOWN)
                    .endsWith("permission");
            assertThat(section(snapshot, "refused[shop]").outcome()).isEqualTo(Outcome.REFUSED);
            for (String probe : List.of("broken", "hungry", "named", "late", "concealing")) {
                assertThat(snapshot.sections().keySet())
                        .filteredOn(key -> key.probe().equals(probe))
                        .as(probe)
                        .hasSize(2);
            }
            assertThat(section(snapshot, "hungry").reason()).contains("out of memory");
            assertThat(section(snapshot, "late").outcome()).isEqualTo(Outcome.TIMED_OUT);
            if (subject.equals(KNOWN)) {
                assertThat(snapshot.toString() + snapshot.sections().keySet()).doesNotContain(KNOWN);
            }
        }
    }

    @Test
    void tellsOfNothingInWhichMoreSecretsMayStandThanItHasRoomToSearchFor() throws Exception {
        Probe many = FakeProbe.of("many", (view, out) -> {
            out.section("shop").fact(path("level"), text(KNOWN));
            for (int i = 0; i < 2_000; i++) {
                String text = "maple-" + i;
                out.section("shop")
                        .conceal(new Observed.Guarded("variable", "LOG_LEVEL", text, Observed.Stretch.whole(text)));
            }
        });
        Probe telling = FakeProbe.of("telling", (view, out) -> {
            out.section().fact(FactPath.of("service", "shop").child("observed"), Observed.flag(true));
            out.section().fact(path("line"), text(KNOWN));
            out.section("shop")
                    .fact(path("argument"), text(KNOWN), "/srv/" + KNOWN)
                    .uncovered("file[" + KNOWN + "]", HostAccessException.Kind.DENIED);
            out.section("ended").end(Outcome.REFUSED, "not read");
            out.section("other").fact(path("a"), text("1"));
        });
        Probe broken = FakeProbe.of("broken", (view, out) -> {
            throw new HostAccessException(HostAccessException.Kind.VANISHED, "/srv/" + KNOWN);
        });
        // By number, and by memory; and beyond the subjects that a probe may speak of.
        SnapshotLimits few = new SnapshotLimits(Duration.ofMinutes(5), 2, 1000, 100_000, 10);
        SnapshotLimits small = new SnapshotLimits(Duration.ofMinutes(5), 2, 100_000, 100_000, 10, 128 << 10);
        SnapshotLimits none = new SnapshotLimits(Duration.ofMinutes(5), 2, 1000, 100_000, 10);
        Probe beyond = FakeProbe.of("many", (view, out) -> {
            for (int i = 0; i < 10; i++) {
                out.section("s" + i);
            }
            out.section("shop")
                    .conceal(new Observed.Guarded("variable", "LOG_LEVEL", KNOWN, Observed.Stretch.whole(KNOWN)));
        });
        for (Snapshot snapshot : List.of(
                taker(few, many, telling, broken).take(request(ProbeSelection.ALL), host),
                taker(small, many, telling, broken).take(request(ProbeSelection.ALL), host),
                taker(none, beyond, telling, broken).take(request(ProbeSelection.ALL), host))) {
            assertThat(snapshot.toString()).doesNotContain(KNOWN);
            Section shop = section(snapshot, "telling[shop]");
            assertThat(shop.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(shop.facts().size()).isZero();
            assertThat(shop.evidence()).isEmpty();
            assertThat(shop.uncovered())
                    .singleElement()
                    .matches(gap -> gap.reason().equals("limit"));
            assertThat(shop.reason().orElseThrow()).contains("more secrets than there is room to search for");
            Section index = section(snapshot, "telling");
            assertThat(index.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(index.facts().size()).isEqualTo(1);
            // Of which nobody said anything, so that it may run in the same container.
            assertThat(section(snapshot, "telling[other]").outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(section(snapshot, "telling[ended]").outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(section(snapshot, "broken").outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void keepsRoomForFactsBesideWhatIsToBeSearchedFor() throws Exception {
        String text = "maple-lantern ".repeat(5_000);
        Probe both = FakeProbe.of(
                "both",
                (view, out) -> out.section("shop")
                        .conceal(new Observed.Guarded("variable", "LOG_LEVEL", text, Observed.Stretch.whole(text)))
                        .fact(path("a"), text("word ".repeat(10_000))));
        assertThat(section(take(both), "both[shop]").outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void letsNoSecretOutThroughNamesPlacesAndPatterns() throws Exception {
        String token = "ghp_" + "a1B2c3D4e5F6".repeat(3);
        Probe leaking = FakeProbe.of("env", (view, out) -> {
            for (String subject : List.of("x-" + token, "y-" + token)) {
                out.section(subject)
                        .fact(FactPath.of("v", token), text("1"), "/etc/" + token + ":3")
                        .uncovered("v[" + token + "]/**", HostAccessException.Kind.DENIED)
                        .uncovered("v[*]/" + token, HostAccessException.Kind.DENIED);
            }
        });
        Snapshot snapshot = take(leaking);
        assertThat(snapshot.toString()).doesNotContain(token);
        snapshot.sections()
                .values()
                .forEach(section -> section.facts()
                        .forEach((path, value) -> assertThat(path).doesNotContain(token)));
        assertThat(snapshot.sections().keySet()).anyMatch(key -> key.subject().isPresent());
    }
}
