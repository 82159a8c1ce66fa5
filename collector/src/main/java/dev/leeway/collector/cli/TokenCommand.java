package dev.leeway.collector.cli;

import picocli.CommandLine.Command;

/** {@code leeway token}: by what hosts join, and what people show. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens, by which hosts join and people ask.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand extends CommandGroup {}
