package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;

/** Turns what the user can put right into a message and an exit code. */
final class Failures {
    private Failures() {}

    /** The work of a command. */
    interface Work {
        int run() throws CommandFailure, FormatException, StoreException;
    }

    /** The exit code of {@code work}, or 2 with a message where its inputs were wrong. */
    static int told(PrintWriter err, Work work) {
        try {
            return work.run();
        } catch (CommandFailure e) {
            e.sentences().forEach(sentence -> say(err, sentence));
        } catch (FormatException e) {
            e.faults().forEach(fault -> say(err, String.valueOf(fault.getMessage())));
        } catch (StoreException e) {
            say(err, String.valueOf(e.getMessage()));
        }
        return ExitCodes.USAGE;
    }

    private static void say(PrintWriter err, String sentence) {
        err.println(Main.NAME + ": " + VisibleText.of(sentence));
    }
}
