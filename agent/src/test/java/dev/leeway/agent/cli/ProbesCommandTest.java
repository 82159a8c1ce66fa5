package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.testing.FakeProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProbesCommandTest extends CommandScene {
    @Test
    void saysOfEachProbeWhatItReadsAndNeeds() {
        assertThat(run("probes")).isZero();
        assertThat(out.toString())
                .startsWith("env · about service · ")
                .contains("\n  reads    /proc/PID/environ of services")
                .contains(
                        "\n  needs    a running host; root, or CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH, for everything")
                .contains("\n  without  variables of this user's services")
                .contains("\nos · about host · ")
                .contains(
                        "\n  needs    files of a running host or of a mounted tree; root, or CAP_DAC_READ_SEARCH and ");
    }

    @Test
    void saysThatNothingIsRecordedAndWhatRecordsIt() {
        assertThat(run("probes")).isZero();
        assertThat(out.toString())
                .contains("last     nothing recorded in " + costs() + "; leeway-agent snapshot records it");
        out.getBuffer().setLength(0);
        variables.put("STATE_DIRECTORY", "not/absolute");
        assertThat(run("probes", "--json")).isZero();
        assertThat(out.toString()).doesNotContain("\"last\"");
    }

    @Test
    void saysWhatEachProbeCostAndGaveTheLastTime() throws Exception {
        assertThat(snapshot("-o", file.toString())).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("probes")).isZero();
        String who = CurrentUser.uid() == 0 ? "root" : "user " + CurrentUser.uid();
        assertThat(out.toString())
                .containsPattern("last     3 facts in 3 sections, \\d+\\.\\d\\d s, .*; just now by " + who + "\n")
                .containsPattern("last     1 fact in 1 section, \\d+\\.\\d\\d s, .*; just now by " + who + "\n");
        out.getBuffer().setLength(0);
        assertThat(run("probes", "--json")).isZero();
        assertThat(JsonText.read(out.toString())).isPresent();
        assertThat(out.toString())
                .startsWith("{\"probes\":[\n{\"name\":\"env\",")
                .contains("\"at\":\"1970-01-01T00:00:00Z\"", "\"sections\":3,\"facts\":3}");
    }

    @Test
    void keepsWhatAProbeCostThatWasLeftOutThisTime() throws Exception {
        assertThat(snapshot("-o", file.toString())).isZero();
        assertThat(snapshot("-o", file.toString(), "--only", "os")).isZero();
        assertThat(Files.readAllLines(costs()))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("env\t"))
                .anyMatch(line -> line.startsWith("os\t"));
    }

    @Test
    void remembersNothingOfWhatIsOnlyShownNorOfATree() {
        assertThat(snapshot("--show")).isZero();
        assertThat(snapshot("--uncounted", "-o", file.toString())).isZero();
        assertThat(run("snapshot", "--root", root.toString(), "-o", file.toString()))
                .isZero();
        assertThat(costs()).doesNotExist();
    }

    @Test
    void saysThatAProbeGaveNoAnswer() {
        variables.put("LEEWAY_PROBE_TIME", "1s");
        probes.add(FakeProbe.of("jdk", (host, section) -> Thread.sleep(60_000)));
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(run("probes")).isZero();
        assertThat(out.toString()).containsPattern("last     no answer in time, 1\\.\\d\\d s; just now");
    }

    @Test
    void changesNoSectionByRemembering() throws Exception {
        assertThat(snapshot("-o", file.toString())).isZero();
        var first = read(Files.readAllBytes(file)).sections();
        assertThat(snapshot("-o", file.toString())).isZero();
        assertThat(read(Files.readAllBytes(file)).sections()).isEqualTo(first);
        assertThat(Files.readString(file)).doesNotContain("cpuNanos", "wall");
    }

    @Test
    void remembersNoWordOfWhatWasSeen() throws Exception {
        probes.add(FakeProbe.of("jdk", (host, section) -> {
            throw new HostAccessException(HostAccessException.Kind.DENIED, "/hunter2");
        }));
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(Files.readString(costs())).doesNotContain("hunter2", "shop-web");
        assertThat(List.of(Files.readString(costs()).split("[\t\n]")))
                .allMatch(field -> field.matches("[A-Za-z0-9:./-]+"));
    }

    private Path costs() {
        return directory.resolve("state/leeway/costs");
    }
}
