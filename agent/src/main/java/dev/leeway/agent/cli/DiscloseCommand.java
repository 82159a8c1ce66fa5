package dev.leeway.agent.cli;

import dev.leeway.agent.config.ConfigEdit;
import dev.leeway.agent.config.ConfigFiles;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway-agent disclose}: writes into the configuration that values of some names may leave the host. */
@Command(
        name = "disclose",
        description = "Lets values of these names leave the host in clear, by writing them into the configuration.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  leeway-agent disclose GREETING 'BANNER_*'")
final class DiscloseCommand extends HostCommand {
    @Option(names = "--config", paramLabel = "FILE", description = "The file to change, made when it is missing.")
    private @Nullable Path config;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "A variable or setting, or a pattern of them with *.")
    private @Nullable List<String> names;

    DiscloseCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException {
        ConfigFiles files = new ConfigFiles(around.variables());
        Path file = files.find(Optional.ofNullable(config)).orElseGet(() -> files.toWrite(CurrentUser.uid() == 0));
        List<String> added = ConfigEdit.disclose(file, names == null ? List.of() : names, around.probeNames());
        console.out()
                .println(VisibleText.of(file + ": "
                        + (added.isEmpty() ? "nothing to add" : "added to 'disclose': " + String.join(", ", added))));
        for (String name : added) {
            if (RedactionRules.showsSecret(name)) {
                console.err()
                        .println(Main.NAME + ": " + VisibleText.of(name)
                                + " is a name of secrets: from now on its value leaves in clear; take the line out of "
                                + VisibleText.of(file.toString()) + " to hide it again");
            }
        }
        return ExitCodes.OK;
    }
}
