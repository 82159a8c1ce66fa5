package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    private String completed(Path script, String line, String... words) throws IOException, InterruptedException {
        String program = "source '" + script + "'; COMP_LINE='" + line + "'; COMP_WORDS=(" + String.join(" ", words)
                + "); COMP_CWORD=" + (words.length - 1)
                + "; compopt() { :; }; _complete_leeway; echo \"${COMPREPLY[*]}\"";
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", program)
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    @Test
    void completesCommandsOptionsAndTheirValuesInARealShell() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        Path script = folder.resolve("leeway.sh");
        Cli.Result result = new Cli(folder).run("completion", "bash");
        assertThat(result.code()).isZero();
        Files.writeString(script, result.out());

        assertThat(completed(script, "leeway rep", "leeway", "rep")).isEqualTo("report");
        assertThat(completed(script, "leeway diff --pol", "leeway", "diff", "--pol"))
                .isEqualTo("--policy");
        assertThat(completed(script, "leeway gate --fail-on ", "leeway", "gate", "--fail-on", "''"))
                .isEqualTo("critical high medium low info");
        assertThat(completed(script, "leeway completion z", "leeway", "completion", "z"))
                .isEqualTo("zsh");
        assertThat(completed(script, "leeway diff --format ma", "leeway", "diff", "--format", "ma"))
                .isEqualTo("markdown");
    }

    @Test
    void knowsEveryCommandThatPeopleMayUse() {
        String script = new Cli(folder).run("completion", "zsh").out();

        assertThat(script)
                .contains("diff explain accept report gate sbom facts completion")
                .doesNotContain("rehearse");
    }

    @Test
    void refusesShellsItKnowsNothingOf() {
        Cli.Result result = new Cli(folder).run("completion", "fish");

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("expected bash or zsh");
    }
}
