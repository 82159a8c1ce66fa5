package dev.leeway.collector.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway completion}: a script by which a shell completes this command. */
@Command(
        name = "completion",
        description = "Prints a script by which bash and zsh complete commands and options.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(leeway completion bash)",
            "  leeway completion bash > ~/.local/share/bash-completion/completions/leeway"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "bash or zsh; one script serves both.")
    private String shell = "";

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(command.commandLine(), "SHELL: expected bash or zsh");
        }
        PrintWriter out = command.commandLine().getOut();
        out.print(AutoComplete.bash(Main.NAME, command.root().commandLine()));
        out.flush();
        return ExitCodes.OK;
    }

    /** Those there are, for shells that complete. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }
}
