package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
final class RotateCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    RotateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        try {
            return new Turnover(around, console).rotate();
        } catch (FormatException e) {
            return console.refuse(e);
        }
    }
}
