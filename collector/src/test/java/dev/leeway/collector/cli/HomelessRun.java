package dev.leeway.collector.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** One run of {@code leeway} without a home, to be called in a class loader of its own. */
final class HomelessRun {
    private HomelessRun() {}

    static int run(PrintWriter err, String[] args) {
        Surroundings surroundings = new Surroundings(Map.of(), InputStream.nullInputStream(), Clock.systemUTC(), false);
        CommandLine command = Main.line(new Commands(surroundings));
        return Main.configured(command, new PrintWriter(Writer.nullWriter()), err)
                .execute(args);
    }
}
