package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeCollector.Fault;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PushCommandTest extends DeliveryScene {
    @Test
    void deliversWhatItSeesWhereItJoined() throws Exception {
        joined();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("delivered to " + collector.address() + ": 2 services, ");
        Snapshot stored = stored(1L);
        assertThat(stored.host().environment()).contains("prod");
        assertThat(stored.host().role()).contains("web");
        assertThat(stored.host().name()).isEqualTo("web-01");
        assertThat(stored.agent().missed()).isEqualTo(SpoolCounts.NONE);
        assertThat(collector.failures()).isZero();
    }

    @Test
    void goesByTheNameItJoinedUnder() throws Exception {
        assertThat(join("--environment", "prod", "--role", "web", "--name", "shop-7"))
                .isZero();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(1L).host().name()).isEqualTo("shop-7");
        assertThat(push("--name", "shop-8")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("'shop-8' is configured, and this host joined as 'shop-7'");
    }

    @Test
    void asksOnceWhereNothingChangedAndTwiceWhereSomethingDid() throws Exception {
        joined();
        push();
        int before = collector.requests();
        assertThat(push()).isZero();
        assertThat(collector.requests()).isEqualTo(before + 1);
        changes("devuan");
        assertThat(push()).isZero();
        assertThat(collector.requests()).isEqualTo(before + 3);
        assertThat(collector.seen().get(before + 2))
                .contains("devuan")
                .as("an unchanged section is not sent")
                .doesNotContain("LOG_LEVEL");
        assertThat(collector.snapshots()).hasSize(3);
    }

    @Test
    void keepsWhatCannotBeDeliveredAndDeliversItWithTheNext() throws Exception {
        joined();
        collector.always(Fault.RESET);
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("not delivered: ", "; 1 snapshot waits (");
        changes("devuan");
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        collector.always(Fault.NONE);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(out.toString()).contains(", and 2 that waited");
        assertThat(collector.snapshots().keySet()).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ANSWER_LOST", "RESET", "ANSWER_CUT", "UNAVAILABLE"})
    void getsOverWhatPassesWithinOneRun(Fault fault) throws Exception {
        joined();
        collector.next(fault);
        assertThat(push("--patience", "20s")).as(err.toString()).isZero();
        assertThat(collector.snapshots().keySet()).containsExactly(1L);
        assertThat(collector.failures()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REDIRECT", "STRANGE", "WRONG_JSON"})
    void keepsTheSnapshotWhereSomethingElseAnswers(Fault fault) throws Exception {
        joined();
        collector.always(fault);
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("1 snapshot waits");
        assertThat(collector.requests())
                .as("nobody is followed, and nobody asked twice")
                .isEqualTo(2);
        collector.always(Fault.NONE);
        assertThat(push()).isZero();
        assertThat(collector.snapshots()).hasSize(2);
    }

    @Test
    void namesEverySectionWhereTheCollectorLostItsMemory() throws Exception {
        joined();
        push();
        collector.forget();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.snapshots()).hasSize(2);
    }

    @Test
    void doesNotLetOneRefusedSnapshotStandInTheWay() throws Exception {
        joined();
        collector.always(Fault.RESET);
        push();
        push();
        collector.always(Fault.NONE);
        collector.refuse(1);
        push();
        assertThat(collector.snapshots().keySet()).containsExactly(2L, 3L);
        assertThat(err.toString()).contains("will not have a snapshot, which is set aside");
        assertThat(push()).isZero();
        assertThat(stored(4L).agent().missed()).isEqualTo(new SpoolCounts(0, 0, 0, 1));
        assertThat(push()).isZero();
        assertThat(stored(5L).agent().missed()).isEqualTo(SpoolCounts.NONE);
    }

    @Test
    void tellsOfADamagedSnapshotInTheNext() throws Exception {
        joined();
        collector.always(Fault.RESET);
        push();
        Path waiting = state.resolve("spool/0000000000000000001.snapshot");
        byte[] bytes = Files.readAllBytes(waiting);
        bytes[bytes.length / 2] ^= 1;
        Files.write(waiting, bytes);
        collector.always(Fault.NONE);
        assertThat(push()).isZero();
        assertThat(err.toString()).contains("1 waiting snapshot could not be read back and set aside");
        assertThat(state.resolve("spool/damaged/0000000000000000001.snapshot")).exists();
        push();
        assertThat(stored(3L).agent().missed()).isEqualTo(new SpoolCounts(0, 0, 1, 0));
    }

    @Test
    void coalescesBeyondItsLimitAndSaysHowMany() throws Exception {
        joined();
        collector.always(Fault.STRANGE);
        for (int i = 0; i < 12; i++) {
            changes(i < 6 ? "debian" : "devuan");
            assertThat(push("--spool", "4KiB")).isEqualTo(ExitCodes.UNDELIVERED);
        }
        collector.always(Fault.NONE);
        assertThat(push("--spool", "4KiB")).isZero();
        // What had to go for the last one itself is told by the one after it.
        push("--spool", "4KiB");
        SpoolCounts first = stored(13L).agent().missed();
        SpoolCounts missed = first.plus(stored(14L).agent().missed());
        assertThat(first.coalesced()).isPositive();
        assertThat(collector.snapshots().size() + missed.coalesced() + missed.dropped())
                .isEqualTo(14);
        assertThat(collector.snapshots()).containsKeys(1L, 7L, 13L);
        push();
        assertThat(stored(15L).agent().missed()).isEqualTo(SpoolCounts.NONE);
    }

    @Test
    void deliversWithoutTheDiskWhereThatIsFull() throws Exception {
        joined();
        Path spool = state.resolve("spool");
        // What cannot be written there: a directory has the name.
        Files.createDirectories(spool.resolve("0000000000000000001.snapshot.new/in-the-way"));
        assertThat(push()).as(err.toString()).isZero();
        assertThat(err.toString()).contains("delivered without being kept before");
        assertThat(collector.snapshots()).hasSize(1);
    }

    @Test
    void goesOnFromWhatArrivedWithoutHavingBeenKept() throws Exception {
        joined();
        Path begun = state.resolve("spool/0000000000000000001.snapshot.new");
        Files.createDirectories(begun.resolve("in-the-way"));
        assertThat(push()).isZero();
        Files.delete(begun.resolve("in-the-way"));
        Files.delete(begun);
        // The spool alone knows of the count then.
        Files.delete(state.resolve("sequence"));
        int before = collector.requests();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.snapshots().keySet()).containsExactly(1L, 2L);
        assertThat(collector.requests()).isEqualTo(before + 1);
        assertThat(collector.seen().get(before)).as("it builds on what arrived").contains("\"\":\"m1:sha256:");
    }

    @Test
    void givesNoCountTwiceWhereNeitherTheCountNorTheSnapshotCanBeKept() throws Exception {
        joined();
        Files.createDirectories(state.resolve("spool/0000000000000000001.snapshot.new/in-the-way"));
        Files.createDirectories(state.resolve("sequence"));
        assertThat(push()).as(err.toString()).isZero();
        String first = stored(0L).id();
        changes("devuan");
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(0L).id()).isNotEqualTo(first);
        assertThat(collector.snapshots().keySet())
                .as("what nobody counts cannot look like the word of another machine")
                .containsExactly(0L);
    }

    @Test
    void countsWhatItCouldNeitherKeepNorDeliver() throws Exception {
        joined();
        Path begun = state.resolve("spool/0000000000000000001.snapshot.new");
        Files.createDirectories(begun.resolve("in-the-way"));
        collector.always(Fault.STRANGE);
        assertThat(push()).isEqualTo(ExitCodes.USAGE);
        collector.always(Fault.NONE);
        Files.delete(begun.resolve("in-the-way"));
        Files.delete(begun);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(2L).agent().missed()).isEqualTo(new SpoolCounts(0, 1, 0, 0));
    }

    @Test
    void doesNotCountAsLostWhatMayHaveArrived() throws Exception {
        joined();
        Path begun = state.resolve("spool/0000000000000000001.snapshot.new");
        Files.createDirectories(begun.resolve("in-the-way"));
        // What it lacks is asked for; then it is stored, and nobody hears of that.
        collector.next(Fault.NONE, Fault.ANSWER_LOST);
        collector.always(Fault.UNAVAILABLE);
        assertThat(push("--patience", "3s")).isEqualTo(ExitCodes.USAGE);
        assertThat(collector.snapshots().keySet()).containsExactly(1L);
        collector.always(Fault.NONE);
        Files.delete(begun.resolve("in-the-way"));
        Files.delete(begun);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(2L).agent().missed()).isEqualTo(SpoolCounts.NONE);
    }

    @Test
    void countsAsLostWhatTheCollectorSaidItHadNoTimeFor() throws Exception {
        joined();
        Path begun = state.resolve("spool/0000000000000000001.snapshot.new");
        Files.createDirectories(begun.resolve("in-the-way"));
        collector.always(Fault.UNAVAILABLE);
        assertThat(push()).isEqualTo(ExitCodes.USAGE);
        collector.always(Fault.NONE);
        Files.delete(begun.resolve("in-the-way"));
        Files.delete(begun);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(2L).agent().missed()).isEqualTo(new SpoolCounts(0, 1, 0, 0));
    }

    @Test
    void endsWithThreeWhereItDeliveredThatAProbeFailed() throws Exception {
        joined();
        probes.add(FakeProbe.of("jdk", (host, out) -> {
            throw new HostAccessException(HostAccessException.Kind.MALFORMED, "no");
        }));
        assertThat(push()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(collector.snapshots()).hasSize(1);
    }

    @Test
    void saysWhatToDoWhereItCannotBegin() throws Exception {
        assertThat(push()).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("this host has not joined a collector", "leeway-agent join https://");
        joined();
        assertThat(push("--environment", "dev")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("'dev' is configured, and this host joined as 'prod'");
        assertThat(host("push", "--splay", "soon")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("push", "--root", root.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(collector.snapshots()).isEmpty();
        assertThat(push("--splay", "0s")).as(err.toString()).isZero();
    }

    @Test
    void suspendsAProbeThatBrokeNamesItInTheNextSnapshotAndAsksItAgain() throws Exception {
        joined();
        AtomicInteger asked = new AtomicInteger();
        probes.add(FakeProbe.of("jdk", (host, out) -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("hunter2");
            }
            out.section().fact(FactPath.of("x"), Observed.text("1"));
        }));
        assertThat(push()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(push()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(asked).hasValue(1);
        Section named = requireNonNull(stored(2L).sections().get(SectionKey.of("jdk")));
        assertThat(named.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(named.reason())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("suspended after it broke; asked again after ")
                        .doesNotContain("hunter2"));
        assertThat(push()).as(err.toString()).isZero();
        assertThat(asked).hasValue(2);
    }

    @Test
    void hasTheDoctorTellWhatWaitsAndWhatIsSuspended() throws Exception {
        assertThat(host("doctor", "--only", "os")).isZero();
        assertThat(out.toString()).contains("[-] collector: this host has joined none");
        joined();
        probes.add(FakeProbe.of("jdk", (host, out) -> {
            throw new IllegalStateException();
        }));
        collector.always(Fault.STRANGE);
        push("--only", "os,jdk");
        out.getBuffer().setLength(0);
        assertThat(host("doctor", "--only", "os")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString())
                .contains("collector (" + collector.address() + " as a-")
                .contains("[!] spool: 1 snapshot waits (")
                .contains("[!] jdk: suspended after it broke");
        Files.delete(state.resolve("suspended"));
        collector.always(Fault.NONE);
        assertThat(push("--only", "os")).isZero();
        assertThat(host("doctor", "--only", "os")).isZero();
    }

    @Test
    void keepsOrderAndDeliversWhateverTheClockSays() throws Exception {
        joined();
        String[] clocks = {
            "2026-11-22T02:00:00Z", "2036-11-22T02:00:00Z", "2016-11-22T02:00:00Z", "2038-01-19T03:14:08Z"
        };
        collector.always(Fault.STRANGE);
        for (int i = 0; i < clocks.length; i++) {
            now = Instant.parse(clocks[i]);
            changes("state-" + i);
            assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        }
        collector.always(Fault.NONE);
        now = Instant.parse("2026-11-22T03:00:00Z");
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.snapshots().keySet()).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (int i = 0; i < clocks.length; i++) {
            assertThat(stored(i + 1L).capturedAt()).isEqualTo(Instant.parse(clocks[i]));
        }
        assertThat(collector.failures()).isZero();
    }

    @Test
    void setsAsideWhatItMayNotTellOnceItIsBelievedAndOtherwiseKeepsAll() throws Exception {
        joined();
        collector.always(Fault.RESET);
        push();
        push();
        collector.always(Fault.NONE);
        collector.forbid(1);
        collector.forbid(3);
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString())
                .contains("not delivered: answered 403 (not this agent's to tell", "3 snapshots wait");
        assertThat(collector.snapshots())
                .as("it may be the agent that is meant")
                .isEmpty();
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(collector.snapshots().keySet()).containsExactly(2L, 4L);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(5L).agent().missed().refused()).isEqualTo(2);
    }
}
