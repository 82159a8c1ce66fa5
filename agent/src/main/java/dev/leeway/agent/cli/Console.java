package dev.leeway.agent.cli;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints.
 *
 * @param out for results
 * @param err for messages
 */
record Console(PrintWriter out, PrintWriter err) {
    static Console of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("the command was not started by the command line");
        }
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Says all that is wrong with what the user gave, and gives the exit code for it. */
    int refuse(FormatException complaint) {
        for (FormatException fault : complaint.faults()) {
            err.println(Main.NAME + ": " + VisibleText.of(String.valueOf(fault.getMessage())));
        }
        return ExitCodes.USAGE;
    }
}
