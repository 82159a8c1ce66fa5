package dev.leeway.collector.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** What {@code leeway} runs, in the process of the test, for tests that are about what it says and not about how it starts. */
public final class NearLeeway {
    private NearLeeway() {}

    /**
     * What a command line came to.
     *
     * @param exit its exit code
     * @param out standard output
     * @param err standard error
     */
    public record Said(int exit, String out, String err) {}

    /** Runs one command line with these variables and no others, by the clock of this machine, with nothing to read. */
    public static Said run(Map<String, String> variables, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings =
                new Surroundings(variables, InputStream.nullInputStream(), Clock.systemUTC(), false);
        CommandLine command = Main.line(new Commands(surroundings));
        int exit = Main.configured(command, new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
        return new Said(exit, out.toString(), err.toString());
    }
}
