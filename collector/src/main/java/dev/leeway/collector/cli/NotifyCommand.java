package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leeway notify}: mail, chat and webhooks. */
@Command(
        name = "notify",
        description = "Tells people by mail, chat or webhook, as leeway-server.yaml says whom.",
        mixinStandardHelpOptions = true,
        subcommands = {NotifyTestCommand.class, NotifySendCommand.class, NotifyStatusCommand.class})
final class NotifyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name what to do: leeway notify test | send | status ...");
        }
    }
}
