package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leeway agent}: the hosts that joined a collector. */
@Command(
        name = "agent",
        description = "Lists, revokes and restores the agents of hosts that joined.",
        mixinStandardHelpOptions = true,
        subcommands = {AgentListCommand.class, AgentRevokeCommand.class, AgentRestoreCommand.class})
final class AgentCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: list, revoke or restore.");
        }
    }
}
