package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.BuiltInProbes;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryScanner;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SelftestCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(List<Probe> probes, String... args) {
        Surroundings around = new Surroundings(
                Map.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), OutputStream.nullOutputStream(), probes);
        return Main.run(around, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void findsNoneOfThousandsOfSecretsInAnythingThatComesOut() {
        assertThat(run(BuiltInProbes.all(), "selftest", "--canary")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString().lines())
                .hasSize(3)
                .satisfiesExactly(
                        planted -> assertThat(planted)
                                .matches("planted 2,0\\d\\d secrets \\S+ times in (\\d+) kinds of places;"
                                        + " \\1 of them read, \\d+ told of"),
                        keyless -> assertThat(keyless).matches("without a key: 0 found in \\S+ KiB that came out"),
                        keyed -> assertThat(keyed).matches("with a key: 0 found in \\S+ KiB that came out"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void failsForAProbeThatShowsWhatItReadsAndNamesThePlaceButNotTheSecret() {
        Probe leaking = FakeProbe.of("os", (host, section) -> {
            String text = new String(host.files().read("/etc/environment", 1 << 20), StandardCharsets.UTF_8);
            String value = text.lines().findFirst().orElse("").replaceFirst("^[A-Z_]+=", "");
            section.section().fact(FactPath.of("greeting"), Observed.text(value));
        });

        assertThat(run(List.of(leaking), "selftest", "--canary", "--seed", "5")).isEqualTo(ExitCodes.INTERNAL);

        assertThat(out.toString())
                .contains("not read: ")
                .containsPattern(
                        "word/\\d \\([a-z, ]+\\) in the memory, messages, snapshot; planted in: .*/etc/environment");
        assertThat(CanaryScanner.of(CanaryCorpus.of(5)).scan(out.toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    @Tag("thorough")
    void isIncompleteWhenNothingWasRead() {
        Probe idle = FakeProbe.of("os", (host, section) -> section.section());

        assertThat(run(List.of(idle), "selftest", "--canary")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains(" 0 of them read, 0 told of");
    }

    @Test
    void saysWhatItProvedWhenTheTimeIsOver() {
        assertThat(run(BuiltInProbes.all(), "selftest", "--canary", "--time", "1ms"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("gave up in the middle, the time was over after 0 plantings");
        assertThat(run(List.of(), "selftest", "--canary", "--time", "soon")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--time: not a length of time; write 30s or 2m");
    }

    @Test
    void asksForWhatIsToBeTested() {
        assertThat(run(List.of(), "selftest")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("add --canary");
    }
}
