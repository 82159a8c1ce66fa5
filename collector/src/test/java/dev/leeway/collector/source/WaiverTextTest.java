package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaiverTextTest {
    private static final WaiverText.Entry ENTRY = new WaiverText.Entry(
            "env[shop-web]/LOG_LEVEL",
            "5c1e07d2f3b9a64",
            "debug \"logging\" \\ in dev\nsince Ä \uD83D\uDE00 \u202E",
            "platform",
            LocalDate.of(2027, 1, 31),
            Severity.MEDIUM);
    private static final String OLD = "{match: 'os/kernel/release', because: 'b', owner: 'o', until: 2027-02-01}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "environments: [dev, prod]",
                "environments: [dev, prod]\n",
                "waivers:\n",
                "waivers: []\nenvironments: [dev, prod]\n",
                "waivers: [] # none yet\n",
                "# ours\nwaivers:   # kept short\n  - OLD # one\n\n# about rules\nrules:\n  - {match: 'env[*]/A', expect: any}\n",
                "waivers:\n- OLD\n- OLD\nrules: []\n",
                "waivers:\n    - match: 'os/kernel/release'\n      because: b\n      owner: o\n      until: 2027-02-01\n# end\n",
                "rules: []\r\nwaivers:\r\n  - OLD\r\n",
                "waivers:\n  - match: 'os/a'\n    owner: o\n    until: 2027-02-01\n    because: |\n      see\n      # 42\n    # agreed\n\nrules: []\n"
            })
    void addsAtTheEndAndKeepsWhatIsThere(String written) throws Exception {
        String yaml = written.replace("OLD", OLD);
        Policy before = PolicyReader.read(yaml, "leeway.yaml");

        String text = WaiverText.with(List.of(ENTRY, ENTRY), yaml, "leeway.yaml", IncludedFiles.NONE)
                .orElseThrow();

        Policy after = PolicyReader.read(text, "leeway.yaml");
        int count = before.waivers().size();
        assertThat(after.waivers()).hasSize(count + 2);
        Waiver added = after.waivers().get(count);
        assertThat(added.match().text()).isEqualTo(ENTRY.address());
        assertThat(added.drift()).contains(ENTRY.drift());
        assertThat(added.because()).isEqualTo(ENTRY.because());
        assertThat(added.until()).isEqualTo(ENTRY.until());
        List<String> kept = yaml.lines()
                .map(line -> line.replaceFirst("^waivers: \\[]", "waivers:"))
                .toList();
        assertThat(text.lines().filter(kept::contains)).containsExactlyElementsOf(kept);
        assertThat(text).isEqualTo(text.contains("\r\n") ? text.replaceAll("(?<!\r)\n", "\r\n") : text);
    }

    @Test
    void leavesARemarkWithTheWaiverItStandsBeneath() throws Exception {
        String yaml = "waivers:\n  - " + OLD + "\n    # agreed with Ann\n# end\n";

        assertThat(WaiverText.with(List.of(ENTRY), yaml, "leeway.yaml", IncludedFiles.NONE)
                        .orElseThrow()
                        .lines())
                .startsWith(yaml.lines().limit(3).toArray(String[]::new));
    }

    @Test
    void touchesNothingThatStandsOnOneLine() throws Exception {
        assertThat(WaiverText.with(List.of(ENTRY), "waivers: [" + OLD + "]\n", "leeway.yaml", IncludedFiles.NONE))
                .isEqualTo(Optional.empty());
    }
}
