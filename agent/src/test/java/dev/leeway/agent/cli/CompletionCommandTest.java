package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompletionCommandTest extends CommandScene {
    @Test
    void knowsEveryCommandAndItsOptions() {
        assertThat(run("completion", "bash")).isZero();

        assertThat(out.toString())
                .contains("snapshot join rotate push run probes doctor guard disclose key selftest completion")
                .contains("--host-root", "complete -F _complete_leeway-agent -o default leeway-agent")
                .contains("\"server\" \"laptop\" \"node\" \"ci\"", "\"bash\" \"zsh\"")
                .doesNotContain("rehearse");
    }

    @Test
    void refusesShellsItKnowsNothingOf() {
        assertThat(run("completion", "fish")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("expected bash or zsh");
    }
}
