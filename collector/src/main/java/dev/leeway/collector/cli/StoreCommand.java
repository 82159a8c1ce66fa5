package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway store}: snapshots kept for good. */
@Command(
        name = "store",
        description = "Keeps snapshots for good: history, baselines, retention.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StoreAddCommand.class,
            StoreListCommand.class,
            StoreVerifyCommand.class,
            StorePruneCommand.class,
            StoreForgetCommand.class,
            StoreBaselineCommand.class,
            StoreBackupCommand.class,
            StoreExportCommand.class,
            StoreImportCommand.class,
            StoreRescueCommand.class
        })
final class StoreCommand extends CommandGroup {}
