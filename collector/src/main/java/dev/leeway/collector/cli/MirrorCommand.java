package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway mirror}: history in a Git repository, for people and to be carried anywhere. */
@Command(
        name = "mirror",
        description = "Keeps the history of snapshots in a Git repository that people read with Git.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MirrorWriteCommand.class,
            MirrorExportCommand.class,
            MirrorVerifyCommand.class,
            MirrorRetireCommand.class
        })
final class MirrorCommand extends CommandGroup {}
