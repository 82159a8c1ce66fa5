package dev.leeway.collector.cli;

import dev.leeway.schema.console.StandardOutput;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code leeway}: its subcommands, and what becomes of a failure that no subcommand expected. */
@Command(
        name = Main.NAME,
        description = "Tells how far environments have drifted apart, and how much of it was allowed.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same, within the policy",
            "1:drift at or above --fail-on",
            "2:wrong usage or configuration",
            "3:something required could not be compared",
            "4:internal error, or the Java runtime failed"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  LEEWAY_JAVA_HOME  the Java 17 or later to run on, before JAVA_HOME and PATH",
            "  LEEWAY_JAVA_OPTS  further options for the Java runtime, as in -Xmx2g",
            "  LEEWAY_STORE      the store, where --store is not given",
            "  NO_COLOR          no colours"
        })
public final class Main implements Runnable {
    static final String NAME = "leeway";

    /** By the names their annotations give them, in the order of help. */
    static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("diff", DiffCommand.class),
            Map.entry("explain", ExplainCommand.class),
            Map.entry("accept", AcceptCommand.class),
            Map.entry("report", ReportCommand.class),
            Map.entry("gate", GateCommand.class),
            Map.entry("sbom", SbomCommand.class),
            Map.entry("facts", FactsCommand.class),
            Map.entry("completion", CompletionCommand.class),
            Map.entry("policy", PolicyCommand.class),
            Map.entry("init", InitCommand.class),
            Map.entry("adopt", AdoptCommand.class),
            Map.entry("store", StoreCommand.class),
            Map.entry("mirror", MirrorCommand.class),
            Map.entry("history", HistoryCommand.class),
            Map.entry("serve", ServeCommand.class),
            Map.entry("token", TokenCommand.class),
            Map.entry("agent", AgentCommand.class),
            Map.entry("audit", AuditCommand.class),
            Map.entry("notify", NotifyCommand.class),
            Map.entry("help", HelpCommand.class),
            Map.entry("rehearse", Rehearsal.class));

    /** Those that speak of all the others. */
    private static final Set<Class<?>> OF_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter err = StandardOutput.errorsOfProcess();
        int code = ExitCodes.INTERNAL;
        try {
            StandardOutput output = StandardOutput.ofProcess();
            PrintWriter out = output.writer();
            code = run(out, err, args);
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
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return configured(line(CommandLine.defaultFactory(), args), out, err).execute(args);
    }

    /** The command with all its subcommands, made by {@code factory}. */
    static CommandLine line(IFactory factory) {
        CommandLine line = new CommandLine(new Main(), factory);
        COMMANDS.forEach(command -> line.addSubcommand(command.getKey(), command.getValue()));
        return line;
    }

    /**
     * The command with what {@code args} may ask for: to look through the annotations of all takes longer than most commands, and
     * one that is named needs no other.
     */
    private static CommandLine line(IFactory factory, String... args) {
        for (Map.Entry<String, Class<?>> command : COMMANDS) {
            boolean named = args.length > 0 && command.getKey().equals(args[0]);
            if (named && !OF_ALL.contains(command.getValue())) {
                return new CommandLine(new Main(), factory).addSubcommand(command.getKey(), command.getValue());
            }
        }
        return line(factory);
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
