package dev.leeway.collector.cli;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in a few lines; the whole help only to those who named no command. */
final class ShortUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<String> misnamed = misnamed(failure);
        String wrongIs = misnamed.map(word -> unknown(command, word)).orElse(String.valueOf(failure.getMessage()));
        err.println(Main.NAME + ": " + VisibleText.of(wrongIs));
        if (misnamed.isEmpty()) {
            UnmatchedArgumentException.printSuggestions(failure, err);
        }
        if (command.getParent() == null && args.length == 0) {
            command.usage(err);
        } else {
            err.println("Try: " + command.getCommandSpec().qualifiedName(" ") + " --help");
        }
        return ExitCodes.USAGE;
    }

    /** What is to be said of a word where a command was to be named. */
    static String unknown(CommandLine group, String word) {
        List<String> names = group.getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
        return names.isEmpty()
                ? group.getCommandSpec().qualifiedName() + " has no commands of its own"
                : "there is no command '" + FormatException.shown(word) + "'; " + Suggestion.nextStep(word, names);
    }

    /** The word that names no command, though one was to be named; empty where something else is wrong. */
    private static Optional<String> misnamed(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                        && !failure.getCommandLine().getSubcommands().isEmpty()
                ? unmatched.getUnmatched().stream().findFirst().filter(word -> !word.startsWith("-"))
                : Optional.empty();
    }

    /** Runs what was asked for; help is for what there is, and no answer to a command that there is not. */
    static int run(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (!command.getSubcommands().isEmpty()
                && !last.unmatched().isEmpty()
                && !last.unmatched().get(0).startsWith("-")) {
            throw new UnmatchedArgumentException(command, last.unmatched());
        }
        return new RunLast().execute(parsed);
    }
}
