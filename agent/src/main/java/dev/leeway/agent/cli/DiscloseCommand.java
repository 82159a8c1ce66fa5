package dev.leeway.agent.cli;

import dev.leeway.agent.config.ConfigEdit;
import dev.leeway.agent.config.ConfigFiles;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway-agent disclose}: writes into the configuration that values of some names may leave the host. */
@Command(
        name = "disclose",
        description = "Lets values of these names leave the host in clear, by writing them into the configuration.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  leeway-agent disclose GREETING 'BANNER_*'")
final class DiscloseCommand implements Callable<Integer> {
    private final Surroundings around;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The file to change, made when it is missing.")
    private @Nullable Path config;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "A variable or setting, or a pattern of them with *.")
    private @Nullable List<String> names;

    DiscloseCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        ConfigFiles files = new ConfigFiles(around.variables());
        try {
            Path file = files.find(Optional.ofNullable(config)).orElseGet(() -> files.toWrite(CurrentUser.uid() == 0));
            List<String> added = ConfigEdit.disclose(file, names == null ? List.of() : names, around.probeNames());
            console.out()
                    .println(VisibleText.of(file + ": "
                            + (added.isEmpty()
                                    ? "nothing to add"
                                    : "added to 'disclose': " + String.join(", ", added))));
            for (String name : added) {
                if (RedactionRules.showsSecret(name)) {
                    console.err()
                            .println(Main.NAME + ": " + VisibleText.of(name)
                                    + " is a name of secrets: from now on its value leaves in clear; take the line out of "
                                    + VisibleText.of(file.toString()) + " to hide it again");
                }
            }
            return ExitCodes.OK;
        } catch (FormatException e) {
            return console.refuse(e);
        }
    }
}
