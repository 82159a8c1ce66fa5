package dev.leeway.collector.cli;

import dev.leeway.schema.console.VisibleText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in a few lines; the whole help only to those who named no command. */
final class ShortUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Main.NAME + ": " + VisibleText.of(String.valueOf(failure.getMessage())));
        UnmatchedArgumentException.printSuggestions(failure, err);
        if (command.getParent() == null && args.length == 0) {
            command.usage(err);
        } else {
            err.println("Try: " + command.getCommandSpec().qualifiedName(" ") + " --help");
        }
        return ExitCodes.USAGE;
    }
}
