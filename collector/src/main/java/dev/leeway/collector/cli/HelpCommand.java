package dev.leeway.collector.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway help}: what {@code --help} says, for whoever asks in the other order. */
@Command(
        name = "help",
        description = "Says what a command does and takes, as --help after it does.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  leeway help", "  leeway help policy check"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command. Default: all of them.")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run through the command line only");
        }
        CommandLine told = spec.root().commandLine();
        for (String name : names) {
            CommandLine next = told.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(told, ShortUsage.unknown(told, name));
            }
            told = next;
        }
        told.usage(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
