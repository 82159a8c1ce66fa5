package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leeway token}: by what hosts join, and what people show. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens, by which hosts join and people ask.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: create, list or revoke.");
        }
    }
}
