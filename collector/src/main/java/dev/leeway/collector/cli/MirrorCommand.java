package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class MirrorCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: write, export, verify or retire.");
        }
    }
}
