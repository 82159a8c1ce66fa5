package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.testing.FakeCollector.Fault;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RotateCommandTest extends DeliveryScene {
    private List<Path> keys() throws Exception {
        return stateFiles().stream()
                .filter(each -> each.getFileName().toString().startsWith("agent-key"))
                .toList();
    }

    private String agent() throws Exception {
        return text(state.resolve("membership"))
                .lines()
                .filter(line -> line.startsWith("agent "))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }

    @Test
    void goesOnWithANewKeyAndForgetsTheOldOne() throws Exception {
        joined();
        assertThat(push()).as(err.toString()).isZero();
        String before = agent();
        String old = text(keys().get(0));
        out.getBuffer().setLength(0);
        assertThat(run("rotate")).as(err.toString()).isZero();
        assertThat(agent()).isNotEqualTo(before);
        assertThat(out.toString())
                .isEqualTo("the key of this host at " + collector.address() + " is " + agent()
                        + " now, in the place of " + before + System.lineSeparator());
        assertThat(collector.agents()).containsExactly(agent());
        assertThat(keys()).hasSize(1);
        assertThat(text(keys().get(0))).isNotEqualTo(old);
        String secret = text(keys().get(0)).lines().skip(2).findFirst().orElseThrow();
        assertThat(String.join("\n", collector.seen()) + out + err).doesNotContain(secret);
        int requests = collector.requests();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.requests()).as("what it builds on stays").isEqualTo(requests + 1);
        assertThat(collector.failures()).isZero();
    }

    @Test
    void deliversWithEitherKeyWhereTheAnswerWasLost() throws Exception {
        joined();
        String before = agent();
        collector.next(Fault.ANSWER_LOST);
        assertThat(run("rotate")).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("not rotated: ");
        assertThat(agent()).isEqualTo(before);
        assertThat(keys()).hasSize(2);
        assertThat(host("doctor", "--only", "os")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("[!] key: the collector was asked to take a new one");
        assertThat(push()).as(err.toString()).isZero();
        assertThat(collector.snapshots()).hasSize(1);
        assertThat(collector.agents()).containsExactly(agent()).doesNotContain(before);
        assertThat(keys()).hasSize(1);
        assertThat(host("doctor", "--only", "os")).isZero();
        int requests = collector.requests();
        assertThat(push()).isZero();
        assertThat(collector.requests()).isEqualTo(requests + 1);
    }

    @Test
    void tellsOfNoLossWhereTheDiskIsFullAndTheOtherKeyDelivers() throws Exception {
        joined();
        String before = agent();
        collector.next(Fault.ANSWER_LOST);
        assertThat(run("rotate")).isEqualTo(ExitCodes.UNDELIVERED);
        Path begun = state.resolve("spool/0000000000000000001.snapshot.new");
        Path turning = state.resolve("membership.new");
        Files.createDirectories(begun.resolve("in-the-way"));
        Files.createDirectories(turning.resolve("in-the-way"));
        assertThat(push()).as(err.toString()).isZero();
        assertThat(err.toString()).contains("which key the collector took could not be kept");
        assertThat(collector.snapshots().keySet()).containsExactly(1L);
        assertThat(agent()).isEqualTo(before);
        assertThat(keys()).hasSize(2);
        for (Path each : List.of(begun, turning)) {
            Files.delete(each.resolve("in-the-way"));
            Files.delete(each);
        }
        assertThat(push()).as(err.toString()).isZero();
        assertThat(stored(2L).agent().missed()).isEqualTo(SpoolCounts.NONE);
        assertThat(collector.agents()).containsExactly(agent());
        assertThat(keys()).hasSize(1);
    }

    /** As where {@code push} waits for its point of the span meanwhile. */
    @Test
    void deliversByWhatThisHostIsWhenItDelivers() throws Exception {
        joined();
        try (HostOptions host = CommandLine.populateCommand(
                new HostOptions(),
                "--host-root",
                root.toString(),
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString())) {
            DeliveryRound looks = round(host);
            assertThat(run("rotate")).as(err.toString()).isZero();
            assertThat(looks.run().code()).as(err.toString()).isZero();
            assertThat(collector.snapshots().keySet()).containsExactly(1L);

            collector.always(Fault.STRANGE);
            assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
            collector.always(Fault.NONE);
            DeliveryRound brings = round(host);
            assertThat(run("rotate")).as(err.toString()).isZero();
            assertThat(brings.deliver().orElseThrow().code()).as(err.toString()).isZero();
            assertThat(collector.snapshots().keySet()).containsExactly(1L, 2L);

            DeliveryRound moves = round(host);
            assertThat(join("--again", "--environment", "dev", "--role", "web"))
                    .as(err.toString())
                    .isZero();
            assertThat(moves.run().code()).as(err.toString()).isZero();
            assertThat(stored(3L).host().environment()).contains("dev");
        }
        assertThat(collector.failures()).isZero();
    }

    private DeliveryRound round(HostOptions host) throws Exception {
        return DeliveryRound.of(
                new Surroundings(variables, Clock.fixed(now, ZoneOffset.UTC), bytes, probes),
                new ConfigOptions(),
                host,
                CommandLine.populateCommand(new DeliveryOptions(), "--patience", "1s"),
                new Console(new PrintWriter(out, true), new PrintWriter(err, true)));
    }

    @Test
    void findsOutByItselfWhatBecameOfALostAnswer() throws Exception {
        joined();
        collector.next(Fault.ANSWER_CUT);
        assertThat(run("rotate")).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(run("rotate")).as(err.toString()).isZero();
        assertThat(collector.agents()).containsExactly(agent());
        assertThat(keys()).hasSize(1);
        assertThat(push()).as(err.toString()).isZero();
    }

    @Test
    void deliversAsBeforeWhereTheCollectorNeverHeardOfIt() throws Exception {
        joined();
        String before = agent();
        for (Fault fault : List.of(Fault.RESET, Fault.UNAVAILABLE, Fault.STRANGE, Fault.WRONG_JSON)) {
            collector.next(fault);
            assertThat(run("rotate")).as(fault.name()).isEqualTo(ExitCodes.UNDELIVERED);
            assertThat(agent()).as(fault.name()).isEqualTo(before);
        }
        assertThat(keys()).as("one that waits, however often it is tried").hasSize(2);
        assertThat(push()).as(err.toString()).isZero();
        assertThat(agent()).isEqualTo(before);
        assertThat(collector.failures()).isZero();
        assertThat(run("rotate")).as(err.toString()).isZero();
        assertThat(keys()).hasSize(1);
    }

    @Test
    void keepsItsKeyWhereTheCollectorWillNotHaveTheOther() throws Exception {
        joined();
        String before = agent();
        collector.keepKeys();
        assertThat(run("rotate")).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("not rotated: answered 403 (the key stays");
        assertThat(agent()).isEqualTo(before);
        assertThat(keys()).hasSize(1);
        assertThat(push()).as(err.toString()).isZero();
    }

    @Test
    void keepsBothKeysWhereNeitherIsBelieved() throws Exception {
        joined();
        collector.revoke();
        assertThat(run("rotate")).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("not rotated: answered 401");
        assertThat(keys()).hasSize(2);
        assertThat(push()).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString()).contains("1 snapshot waits");
        assertThat(keys()).hasSize(2);
    }

    @Test
    void saysWhyItCannotBegin() throws Exception {
        assertThat(run("rotate")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("this host has not joined a collector");
        assertThat(Files.exists(state)).isFalse();
        joined();
        try (SpoolLock held = SpoolLock.take(state.resolve("spool")).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(run("rotate")).isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString()).contains("another leeway-agent delivers from it right now");
        }
        assertThat(keys()).hasSize(1);
    }
}
