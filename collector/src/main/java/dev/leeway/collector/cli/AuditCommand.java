package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway audit}: the log of what was decided. */
@Command(
        name = "audit",
        description = "Lists and verifies the log of everything a collector decided.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditListCommand.class, AuditVerifyCommand.class})
final class AuditCommand extends CommandGroup {}
