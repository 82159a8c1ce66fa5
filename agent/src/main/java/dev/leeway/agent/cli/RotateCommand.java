package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import picocli.CommandLine.Command;

/** {@code leeway-agent rotate}: gives this host a new key at its collector, without a token. */
@Command(
        name = "rotate",
        description =
                "Makes a new key on this host and has the collector take it in the place of the old one; no token is needed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:rotated",
            "1:the collector would not, or could not be reached; push delivers as before, and rotate can be run again",
            "2:wrong usage, this host has not joined, or another agent delivers right now",
            "4:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway-agent rotate"})
final class RotateCommand extends HostCommand {
    RotateCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        return new Turnover(around, console).rotate();
    }
}
