package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command begins and ends with: the process it runs in, where it writes, and what its user can put right. */
abstract class LeewayCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable Surroundings surroundings;

    /** The work; its result goes to {@link #out()}, and is the exit code. */
    abstract int run() throws CommandFailure, FormatException, StoreException;

    @Override
    public final Integer call() {
        int code = Failures.told(err(), this::run);
        out().flush();
        return code;
    }

    /** Runs in {@code others} in place of this process. */
    final void in(Surroundings others) {
        surroundings = others;
    }

    final Surroundings surroundings() {
        Surroundings known = surroundings;
        if (known == null) {
            known = Surroundings.ofProcess();
            surroundings = known;
        }
        return known;
    }

    final CommandSpec command() {
        return given(spec);
    }

    /** For results. */
    final PrintWriter out() {
        return command().commandLine().getOut();
    }

    /** For messages. */
    final PrintWriter err() {
        return command().commandLine().getErr();
    }

    /** A wrong command line, told with the way to its help. */
    final ParameterException misused(String sentence) {
        return new ParameterException(command().commandLine(), sentence);
    }

    /** What the command line never leaves out. */
    static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("run through the command line only");
        }
        return value;
    }
}
