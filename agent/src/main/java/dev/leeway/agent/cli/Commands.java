package dev.leeway.agent.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Every command there is, by name, each made with the surroundings it runs in. */
final class Commands {
    private static final String HELP = "help";

    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    Commands(Surroundings around) {
        makers.put("snapshot", () -> new SnapshotCommand(around));
        makers.put("join", () -> new JoinCommand(around));
        makers.put("rotate", () -> new RotateCommand(around));
        makers.put("push", () -> new PushCommand(around));
        makers.put("run", () -> new RunCommand(around));
        makers.put("probes", () -> new ProbesCommand(around));
        makers.put("doctor", () -> new DoctorCommand(around));
        makers.put("guard", () -> new GuardCommand(around));
        makers.put("disclose", () -> new DiscloseCommand(around));
        makers.put("key", KeyCommand::new);
        makers.put("selftest", () -> new SelftestCommand(around));
        makers.put("completion", () -> new CompletionCommand(around));
        makers.put(HELP, HelpCommand::new);
        makers.put("rehearse", Rehearsal::new);
    }

    /** The program as {@code args} need it: the one command they name, or all of them. */
    CommandLine program(String... args) {
        CommandLine program = new CommandLine(new Main());
        // Taking a command's class apart costs more than some commands do.
        Supplier<Object> named = args.length == 0 || args[0].equals(HELP) ? null : makers.get(args[0]);
        if (named != null) {
            return program.addSubcommand(named.get());
        }
        makers.values().forEach(maker -> program.addSubcommand(maker.get()));
        return program;
    }
}
