package dev.leeway.agent.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leeway-agent key}: the keys under which secrets of a fleet are compared. */
@Command(
        name = "key",
        description = "Makes the key under which the secrets of several hosts are compared.",
        mixinStandardHelpOptions = true,
        subcommands = {KeyCreateCommand.class})
final class KeyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: create.");
        }
    }
}
