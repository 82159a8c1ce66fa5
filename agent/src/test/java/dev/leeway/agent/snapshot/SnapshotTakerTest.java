package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotTakerTest extends SnapshotTaking {
    private static final Probe GOOD =
            FakeProbe.of("good", (host, out) -> out.section().fact(path("a"), text("1")));

    @Test
    void collectsTheSectionsOfEveryProbe() throws Exception {
        Probe services = FakeProbe.of("env", (view, out) -> {
            out.section("shop-web").fact(path("A"), text("1"), "/etc/shop:1");
            out.section("shop-api");
        });
        Snapshot snapshot = take(GOOD, services);
        assertThat(snapshot.sections().keySet())
                .extracting(SectionKey::text)
                .containsExactly("env", "env[shop-api]", "env[shop-web]", "good");
        assertThat(snapshot.sections().values())
                .allMatch(section -> section.outcome() == Outcome.COLLECTED)
                .allMatch(section -> section.reason().isEmpty());
        assertThat(section(snapshot, "env[shop-web]").evidence()).containsEntry("A", "/etc/shop:1");
    }

    @Test
    void givesTheSameIdsWhateverTheOrderAndTheNumberOfThreads() throws Exception {
        Probe slow = FakeProbe.of("slow", (view, out) -> {
            Thread.sleep(50);
            out.section("s").fact(path("b"), text("2")).fact(path("a"), text("1"));
        });
        Probe turned = FakeProbe.of(
                "slow",
                (view, out) -> out.section("s").fact(path("a"), text("1")).fact(path("b"), text("2")));
        Snapshot first = take(slow, GOOD);
        Snapshot second = take(GOOD, turned);
        Snapshot third = taker(new SnapshotLimits(Duration.ofMinutes(5), 1, 10, 1000, 10), GOOD, slow)
                .take(request(ProbeSelection.ALL), host);
        assertThat(second.sections()).isEqualTo(first.sections());
        assertThat(third.sections()).isEqualTo(first.sections());
        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void keepsAccountOfEveryProbeThatLookedAndOfNoOther() throws Exception {
        Probe hanging = FakeProbe.of("hanging", (view, out) -> Thread.sleep(60_000));
        Probe other = FakeProbe.of("other", (view, out) -> out.section());
        List<ProbeCost> costs = new ArrayList<>();
        Meter meter = () -> new Meter.Used(OptionalLong.of(7), OptionalLong.of(9));
        Snapshot with = taker(SHORT, GOOD, hanging, other)
                .take(request(new ProbeSelection(Set.of(), Set.of("other"))), host, new Accounting(meter, costs::add));
        assertThat(costs).extracting(ProbeCost::probe).containsExactly("hanging", "good");
        assertThat(costs.get(0).used()).isEqualTo(Meter.Used.UNKNOWN);
        assertThat(costs.get(0).answered()).isFalse();
        assertThat(costs.get(0).wall()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(costs.get(1).used())
                .as("of two threads, one after the other")
                .isEqualTo(meter.used().plus(meter.used()));
        assertThat(costs.get(1)).returns(true, ProbeCost::answered).returns(1, ProbeCost::facts);
        assertThat(section(with, "hanging").outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void saysNotRequestedOfProbesNobodyAskedFor() throws Exception {
        Probe other = FakeProbe.of("other", (view, out) -> out.section().fact(path("x"), text("1")));
        Snapshot only = taker(LONG, GOOD, other).take(request(new ProbeSelection(Set.of("good"), Set.of())), host);
        assertThat(section(only, "other").outcome()).isEqualTo(Outcome.NOT_REQUESTED);
        assertThat(section(only, "good").outcome()).isEqualTo(Outcome.COLLECTED);
        Snapshot skip = taker(LONG, GOOD, other).take(request(new ProbeSelection(Set.of(), Set.of("good"))), host);
        assertThat(section(skip, "good").outcome()).isEqualTo(Outcome.NOT_REQUESTED);
    }

    @Test
    void saysNotRequestedOfAMountedTreeWhereOnlyARunningHostCanTell() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        Probe live = FakeProbe.needingLife("process", (view, out) -> asked.set(true));
        Snapshot snapshot = taker(LONG, GOOD, live).take(request(ProbeSelection.ALL), host.mountedTree());
        assertThat(section(snapshot, "process").outcome()).isEqualTo(Outcome.NOT_REQUESTED);
        assertThat(section(snapshot, "good").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(asked).isFalse();
    }

    @Test
    void turnsAnExceptionIntoAFailedSectionWithoutItsMessage() throws Exception {
        Probe broken = FakeProbe.of("broken", (view, out) -> {
            out.section("shop-web").fact(path("A"), text("1"));
            Integer.parseInt("hunter2");
        });
        Snapshot snapshot = take(broken, GOOD);
        assertThat(section(snapshot, "good").outcome()).isEqualTo(Outcome.COLLECTED);
        for (String key : List.of("broken", "broken[shop-web]")) {
            assertThat(section(snapshot, key).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(section(snapshot, key).facts().size()).isZero();
            assertThat(section(snapshot, key).reason().orElseThrow())
                    .contains("NumberFormatException", "SnapshotTakerTest")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void survivesAProbeThatExhaustsItsStackOrMemory() throws Exception {
        Probe deep = FakeProbe.of("deep", (view, out) -> {
            throw new StackOverflowError();
        });
        Probe large = FakeProbe.of("large", (view, out) -> {
            throw new OutOfMemoryError();
        });
        Probe missing = FakeProbe.of("missing", (view, out) -> {
            throw new NoClassDefFoundError("org/x/Y");
        });
        Snapshot snapshot = take(deep, large, missing, GOOD);
        assertThat(snapshot.sections().values())
                .extracting(Section::outcome)
                .containsExactly(Outcome.FAILED, Outcome.COLLECTED, Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    void looksAgainWhenThereIsMemoryAndTellsOfEachProbeOnce() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Probe unlucky = FakeProbe.of("unlucky", (view, out) -> {
            if (looks.incrementAndGet() == 1) {
                out.section("gone").fact(path("a"), text("1"));
                // As a shared look hands on what its own thread ran into.
                throw new IllegalStateException("looking failed", new OutOfMemoryError());
            }
            out.section().fact(path("others"), Observed.number(others.get()));
        });
        Probe other = FakeProbe.of("other", (view, out) -> others.incrementAndGet());
        List<ProbeCost> costs = new ArrayList<>();
        Snapshot snapshot = taker(LONG, unlucky, other)
                .take(request(ProbeSelection.ALL), host, new Accounting(Meter.NONE, costs::add));
        assertThat(looks).hasValue(2);
        assertThat(section(snapshot, "unlucky").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section(snapshot, "unlucky").facts().find(path("others"))).contains(Value.Numeric.of(1));
        assertThat(snapshot.sections()).hasSize(2);
        assertThat(costs).extracting(ProbeCost::probe).containsExactlyInAnyOrder("unlucky", "other");
    }

    @Test
    void tellsOfEverySectionOfAProbeThatNeverHasMemory() throws Exception {
        Probe hungry = FakeProbe.of("hungry", (view, out) -> {
            out.section("shop-web").fact(path("a"), text("1"));
            throw new OutOfMemoryError();
        });
        Snapshot snapshot = take(hungry, GOOD);
        for (String key : List.of("hungry", "hungry[shop-web]")) {
            assertThat(section(snapshot, key).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(section(snapshot, key).reason()).contains("out of memory");
        }
        assertThat(section(snapshot, "good").outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void looksAgainWherePartOfALookHadNoMemory() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Probe parts = FakeProbe.of("parts", (view, out) -> {
            Portions portions = new Portions("parts", 60_000);
            portions.start("shop", section -> {
                if (looks.incrementAndGet() == 1) {
                    throw new IllegalStateException("looking failed", new OutOfMemoryError());
                }
                section.fact(path("a"), text("1"));
            });
            portions.finish();
            portions.get(0).handTo(out.section("shop"));
        });
        Snapshot snapshot = take(parts);
        assertThat(looks).hasValue(2);
        assertThat(section(snapshot, "parts[shop]").facts().size()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatHasNoRoomInMemoryAndSaysSoInTheIndex() throws Exception {
        Probe wide = FakeProbe.of("wide", (view, out) -> {
            for (int s = 0; s < 9; s++) {
                for (int i = 0; i < 500; i++) {
                    out.section("s" + s).fact(path("f" + i), text("1"));
                }
            }
            out.section().fact(path("room"), Observed.number(out.room()));
        });
        SnapshotLimits small = new SnapshotLimits(Duration.ofMinutes(5), 2, 1000, 100_000, 10, 512 << 10);
        Snapshot snapshot = taker(small, GOOD, wide).take(request(ProbeSelection.ALL), host);
        assertThat(section(snapshot, "wide[s0]").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section(snapshot, "wide[s0]").facts().size()).isEqualTo(500);
        Section last = section(snapshot, "wide[s8]");
        assertThat(last.facts().size()).isZero();
        assertThat(last.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(last.reason()).contains("500 facts left out: limit of memory");
        assertThat(last.uncovered()).singleElement().matches(gap -> gap.reason().equals("limit"));
        Section index = section(snapshot, "wide");
        assertThat(index.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(index.facts().find(path("room")).orElseThrow()).isNotEqualTo(Value.Numeric.of(512 << 10));
        assertThat(section(snapshot, "good").outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void turnsADeniedHostIntoRefusedAndOtherRefusalsIntoFailed() throws Exception {
        Probe denied = FakeProbe.of("denied", (view, out) -> {
            throw new HostAccessException(HostAccessException.Kind.DENIED, "/etc/web.env?password=hunter2");
        });
        Probe gone = FakeProbe.of("gone", (view, out) -> {
            throw new HostAccessException(HostAccessException.Kind.VANISHED, "/x");
        });
        Snapshot snapshot = take(denied, gone);
        assertThat(section(snapshot, "denied").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(section(snapshot, "denied").reason().orElseThrow())
                .startsWith("/etc/web.env")
                .endsWith("permission")
                .doesNotContain("hunter2");
        assertThat(section(snapshot, "gone").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(section(snapshot, "gone").reason()).contains("/x: vanished");
    }

    @Test
    void leavesBehindAProbeThatLoopsForEver() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Probe endless = FakeProbe.of("endless", (view, out) -> {
            out.section("shop-web").fact(path("A"), text("1"));
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        });
        long began = System.nanoTime();
        Snapshot snapshot = takeInShortTime(endless, GOOD, FakeProbe.of("later", (view, out) -> out.section()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        stop.set(true);
        assertThat(section(snapshot, "endless").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(section(snapshot, "endless[shop-web]").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(section(snapshot, "good").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(section(snapshot, "later").outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void letsTheOthersThroughWhenMoreProbesHangThanThereAreThreads() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FakeProbe.Behaviour hang = (view, out) -> never.await();
        Snapshot snapshot = takeInShortTime(
                FakeProbe.of("h-one", hang), FakeProbe.of("h-two", hang), FakeProbe.of("h-three", hang), GOOD);
        assertThat(snapshot.sections().values())
                .extracting(Section::outcome)
                .containsExactly(Outcome.COLLECTED, Outcome.TIMED_OUT, Outcome.TIMED_OUT, Outcome.TIMED_OUT);
    }

    @Test
    void interruptsAProbeItLeavesBehindAndStopsItAtItsNextWord() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Probe stubborn = FakeProbe.of("stubborn", (view, out) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException told) {
                interrupted.countDown();
            }
            try {
                out.section().fact(path("late"), text("1"));
            } finally {
                stopped.countDown();
            }
        });
        Snapshot snapshot = takeInShortTime(stubborn);
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(section(snapshot, "stubborn").facts().size()).isZero();
    }

    @Test
    void saysThatAProbeTimedOutWhichWaitedForTheLookOfOneThatDid() throws Exception {
        Snapshot snapshot = take(FakeProbe.of("waiting", (view, out) -> {
            throw new InterruptedException("whoever looked was told to stop");
        }));
        assertThat(section(snapshot, "waiting").outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void neverRunsMoreProbesAtATimeThanAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeProbe.Behaviour work = (view, out) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(30);
            now.decrementAndGet();
        };
        take(FakeProbe.of("a", work), FakeProbe.of("b", work), FakeProbe.of("c", work), FakeProbe.of("d", work));
        assertThat(most).hasValueBetween(1, 2);
    }

    @Test
    void stopsWhenInterruptedItself() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> take(FakeProbe.of("slow", (view, out) -> Thread.sleep(10_000))))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void marksWhatTheProbeCouldNotSeeAsPartial() throws Exception {
        Probe gaps = FakeProbe.of(
                "env",
                (view, out) ->
                        out.section("a/b").fact(path("A"), text("1")).uncovered("**", HostAccessException.Kind.DENIED));
        Section section = section(take(gaps), "env[a%2Fb]");
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(section.uncovered().toString()).contains("env[a%2Fb]/**", "permission");
    }

    @Test
    void keepsTheOutcomeAProbeDeclares() throws Exception {
        Probe ended = FakeProbe.of("rpm", (view, out) -> {
            out.section().fact(path("x"), text("1"));
            out.section().end(Outcome.NOT_APPLICABLE, "no rpm database");
            out.section().fact(path("y"), text("1"));
            out.section("s").end(Outcome.REFUSED, "asked with password=hunter2");
        });
        Snapshot snapshot = take(ended);
        assertThat(section(snapshot, "rpm").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(section(snapshot, "rpm").facts().size()).isZero();
        assertThat(section(snapshot, "rpm").reason()).contains("no rpm database");
        assertThat(section(snapshot, "rpm[s]").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(section(snapshot, "rpm[s]").reason().orElseThrow())
                .startsWith("asked with")
                .doesNotContain("hunter2");
    }

    @Test
    void countsWhatALimitLeavesOutAndCallsTheSectionPartial() throws Exception {
        Probe many = FakeProbe.of("many", (view, out) -> {
            for (int i = 0; i < 1500; i++) {
                out.section().fact(path("f" + i), text("1"));
            }
            for (int i = 0; i < 30; i++) {
                out.section("s" + i).fact(path("x"), text("1"));
            }
        });
        Probe large = FakeProbe.of(
                "large",
                (view, out) -> out.section()
                        .fact(path("x"), text("y".repeat(90_000)))
                        .fact(path("z"), text("y".repeat(90_000))));
        Snapshot snapshot = take(many, large);
        Section section = section(snapshot, "many");
        assertThat(section.facts().size()).isEqualTo(1000);
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(section.uncovered()).hasSize(2).allMatch(gap -> gap.reason().equals("limit"));
        assertThat(section.reason().orElseThrow()).contains("500 facts left out", "subjects left out");
        assertThat(snapshot.sections().keySet())
                .filteredOn(key -> key.probe().equals("many"))
                .hasSize(11);
        assertThat(section(snapshot, "large").reason().orElseThrow()).contains("1 facts left out");
    }

    @Test
    void holdsSeveralValuesOfOnePathAsASet() throws Exception {
        Probe replicas = FakeProbe.of(
                "env",
                (view, out) -> out.section("s")
                        .fact(path("A"), text("2"), "second")
                        .fact(path("A"), text("1"), "first")
                        .fact(path("A"), text("2"))
                        .fact(path("B"), new Observed.Plain(Value.SetOf.texts(List.of("x", "y"))))
                        .fact(path("B"), text("z")));
        Section section = section(take(replicas), "env[s]");
        assertThat(section.facts().find(path("A"))).contains(Value.SetOf.texts(List.of("1", "2")));
        assertThat(section.facts().find(path("B"))).contains(Value.SetOf.texts(List.of("x", "y", "z")));
        assertThat(section.evidence()).containsEntry("A", "second");
    }

    @Test
    void tellsOptionsOfOneCommandLineAsOneValueAndThoseOfSeveralAsSeveral() throws Exception {
        Probe replicas = FakeProbe.of("env", (view, out) -> {
            out.section("one").fact(path("A"), new Observed.Arguments(List.of("--at", "/b", "--at", "/a")));
            out.section("two")
                    .fact(path("A"), new Observed.Arguments(List.of("--at", "/b", "--at", "/a")))
                    .fact(path("A"), new Observed.Arguments(List.of("--at", "/b", "--at", "/a")));
            out.section("apart")
                    .fact(path("A"), new Observed.Arguments(List.of("--at", "/b", "--at", "/a")))
                    .fact(path("A"), new Observed.Arguments(List.of("--at", "/a")));
        });
        Snapshot snapshot = take(replicas);
        FactPath at = path("A").child("option", "--at");
        Value own = Value.ListOf.texts(List.of("/b", "/a"));
        assertThat(section(snapshot, "env[one]").facts().find(at)).contains(own);
        assertThat(section(snapshot, "env[two]").facts().find(at)).contains(own);
        assertThat(section(snapshot, "env[apart]").facts().find(at))
                .contains(new Value.SetOf(List.of(own, new Value.Text("/a"))));
    }

    @Test
    void writesNoTextAReaderWouldRefuse() throws Exception {
        Probe odd = FakeProbe.of(
                "odd",
                (view, out) -> out.section()
                        .fact(path("half"), text("a\uD83D!"))
                        .fact(path("whole"), text("\uD83D\uDE00"))
                        .fact(path("long"), text("y".repeat(70_000))));
        Section section = section(take(odd), "odd");
        assertThat(section.facts().find(path("half"))).contains(new Value.Text("a\uFFFD!"));
        assertThat(section.facts().find(path("whole"))).contains(new Value.Text("\uD83D\uDE00"));
        assertThat(section.facts().find(path("long")).orElseThrow()).isNotInstanceOf(Value.Text.class);
    }
}
