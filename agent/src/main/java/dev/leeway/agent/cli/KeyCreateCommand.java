package dev.leeway.agent.cli;

import dev.leeway.agent.host.KeyFile;
import dev.leeway.agent.redact.FleetKey;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway-agent key create}: writes a new key to a file and prints its id, never the key. */
@Command(
        name = "create",
        description = "Writes a new fleet key to a file that only its owner may read, and prints the key's id.",
        mixinStandardHelpOptions = true)
final class KeyCreateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "fleet.key",
            description = "The file to make; one that exists is never overwritten. Default: ${DEFAULT-VALUE}")
    private Path output = Path.of("fleet.key");

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            FleetKey key = FleetKey.generate(new SecureRandom());
            KeyFile.create(output, key);
            console.out().println(key.id());
            console.err()
                    .println(
                            Main.NAME + ": key written to " + VisibleText.of(output.toString())
                                    + "; give it to the agents of all hosts to compare, in 'keys' of agent.yaml, and to nobody else");
            return ExitCodes.OK;
        } catch (FormatException e) {
            return console.refuse(e);
        }
    }
}
