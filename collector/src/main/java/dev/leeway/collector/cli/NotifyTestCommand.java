package dev.leeway.collector.cli;

import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.notify.InMemoryNotices;
import dev.leeway.collector.notify.Notifier;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leeway notify test}: whether channels work. */
@Command(
        name = "test",
        description = "Sends a message that says it is a test to each channel, and says what became of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway notify test --config leeway-server.yaml",
            "  leeway notify test --config leeway-server.yaml --channel platform",
            "",
            "Exit codes: 0 all were sent, 1 one was not, 2 usage or configuration, 4 internal error."
        })
final class NotifyTestCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final NotifyFlags flags = new NotifyFlags();

    NotifyTestCommand() {
        this(Surroundings.ofProcess());
    }

    NotifyTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter err = command.commandLine().getErr();
        return Failures.told(err, () -> {
            Optional<ServerConfig> config = flags.config(err);
            if (config.isEmpty()) {
                return ExitCodes.USAGE;
            }
            Notifier notifier = new Notifier(
                    flags.channels(config.get()), new InMemoryNotices(), surroundings.clock(), Optional.empty());
            return NotifyFlags.told(
                    notifier.test(Optional.empty()), command.commandLine().getOut());
        });
    }
}
