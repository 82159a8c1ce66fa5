package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway policy}: what can be done with a policy besides judging by it. */
@Command(
        name = "policy",
        description = "Checks, explains, tries and proposes a policy.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PolicyCheckCommand.class,
            PolicyExplainCommand.class,
            PolicyTestCommand.class,
            PolicyLearnCommand.class
        })
final class PolicyCommand extends CommandGroup {}
