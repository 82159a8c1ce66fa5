package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.testing.FakeCollector.Fault;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
