package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class StoreCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Name what to do with the store: leeway store add | list | verify ...");
        }
    }
}
