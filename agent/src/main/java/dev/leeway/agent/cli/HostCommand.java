package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command that looks at a host begins and ends with: where it runs, where it prints, and what its user can put right. */
abstract class HostCommand implements Callable<Integer> {
    /** The process it runs in. */
    final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    HostCommand(Surroundings around) {
        this.around = around;
    }

    /** The work, and its exit code. */
    abstract int run(Console console) throws FormatException, InterruptedException, IOException;

    /** The words after the command's name, as they were typed. */
    final List<String> typed() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    }

    @Override
    public final Integer call() throws InterruptedException, IOException {
        Console console = Console.of(spec);
        try {
            return run(console);
        } catch (FormatException e) {
            return console.refuse(e);
        }
    }
}
