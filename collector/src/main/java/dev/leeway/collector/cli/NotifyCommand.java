package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway notify}: mail, chat and webhooks. */
@Command(
        name = "notify",
        description = "Tells people by mail, chat or webhook, as leeway-server.yaml says whom.",
        mixinStandardHelpOptions = true,
        subcommands = {NotifyTestCommand.class, NotifySendCommand.class, NotifyStatusCommand.class})
final class NotifyCommand extends CommandGroup {}
