package dev.leeway.agent.cli;

import dev.leeway.schema.console.StandardOutput;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code leeway-agent}: its subcommands, and what becomes of a failure that no subcommand expected. */
@Command(
        name = Main.NAME,
        description = "Observes this host, and writes a snapshot of it or delivers it to a collector.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:guard refused to start a command; push could not deliver, and the snapshot waits; join or rotate was refused",
            "2:wrong usage or configuration",
            "3:the snapshot was written or delivered, but a requested probe failed",
            "4:internal error, or the Java runtime failed"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  LEEWAY_JAVA_HOME  the Java 17 or later to run on, before JAVA_HOME and PATH",
            "  LEEWAY_JAVA_OPTS  further options for the Java runtime, as in -Xmx2g",
            "  NO_COLOR          no colours"
        })
public final class Main implements Runnable {
    static final String NAME = "leeway-agent";

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        SilentLogging.install();
        PrintWriter err = StandardOutput.errorsOfProcess();
        int code = ExitCodes.INTERNAL;
        try {
            StandardOutput output = StandardOutput.ofProcess();
            PrintWriter out = output.writer();
            code = run(Surroundings.ofProcess(output), out, err, args);
            out.flush();
            if (output.lost()) {
                err.println(NAME + ": standard output could not be written whole");
                code = ExitCodes.INTERNAL;
            }
        } catch (Exception e) {
            report(e, err);
        }
        System.exit(ExitCodes.forLauncher(code));
    }

    /** Runs one command line and tells its exit code; results go to {@code out}, messages to {@code err}. */
    static int run(Surroundings around, PrintWriter out, PrintWriter err, String... args) {
        try {
            return configured(new Commands(around).program(args), out, err).execute(args);
        } catch (OutOfMemoryError e) {
            err.println(NAME + ": out of memory: " + Summary.MORE_MEMORY);
            return ExitCodes.INTERNAL;
        }
    }

    /** Sets where every subcommand writes and what becomes of its failures; subcommands added later are not reached. */
    static CommandLine configured(CommandLine command, PrintWriter out, PrintWriter err) {
        return command.setOut(out)
                .setErr(err)
                .setHelpFactory(WholeWords::new)
                .setExecutionStrategy(ShortUsage::run)
                .setParameterExceptionHandler(new ShortUsage())
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    report(failure, failed.getErr());
                    return ExitCodes.INTERNAL;
                });
    }

    /** Says what failed and where, never the failure's own text: that may quote a value that must not be shown. */
    private static void report(Throwable failure, PrintWriter err) {
        err.println(NAME + ": internal error: " + failure.getClass().getName());
        for (StackTraceElement frame : failure.getStackTrace()) {
            err.println("    at " + frame);
        }
        Throwable cause = failure.getCause();
        if (cause != null && cause != failure) {
            report(cause, err);
        }
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command.");
        }
    }
}
