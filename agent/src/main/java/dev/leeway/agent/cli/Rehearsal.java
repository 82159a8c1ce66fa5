package dev.leeway.agent.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs representative commands for nobody to see, so that the launcher can archive the classes they load. */
@Command(name = "rehearse", hidden = true, description = "Runs representative commands and prints nothing.")
final class Rehearsal implements Callable<Integer> {
    /** What is rehearsed; add a command line here when a new command has classes of its own. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("help", "push"),
            List.of("push", "--help"),
            List.of("snapshot", "--uncounted", "--output", "/dev/null"));

    @Override
    public Integer call() {
        for (List<String> command : COMMANDS) {
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            int code = Main.run(
                    Surroundings.ofProcess(OutputStream.nullOutputStream()),
                    nowhere,
                    nowhere,
                    command.toArray(String[]::new));
            // What this user may not see is no reason to start slowly for ever.
            if (code != ExitCodes.OK && code != ExitCodes.INCOMPLETE) {
                return code;
            }
        }
        return ExitCodes.OK;
    }
}
