package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway agent}: the hosts that joined a collector. */
@Command(
        name = "agent",
        description = "Lists, revokes and restores the agents of hosts that joined.",
        mixinStandardHelpOptions = true,
        subcommands = {AgentListCommand.class, AgentRevokeCommand.class, AgentRestoreCommand.class})
final class AgentCommand extends CommandGroup {}
