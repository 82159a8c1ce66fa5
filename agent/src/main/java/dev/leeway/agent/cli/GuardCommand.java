package dev.leeway.agent.cli;

import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.guard.Guard;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.ProtectedEndpoints;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code leeway-agent guard}: lets a command start unless its settings lead to what another environment protects. The
 * launcher then becomes the command; no Java stays behind.
 */
@Command(
        name = "guard",
        description = "Starts a command, unless its settings lead to what another environment protects.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway-agent guard --policy leeway.yaml --environment dev -- ./manage.py migrate",
            "  leeway-agent guard --environment dev -- psql \"$DATABASE_URL\"",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:refused: the command was not started",
            "2:wrong usage or policy: the command was not started",
            "4:internal error: the command was not started",
            " :any other code, and these too once it was started, are the command's own"
        })
final class GuardCommand extends HostCommand {
    private static final int MAX_FILE = 4 << 20;

    @Option(names = "--policy", paramLabel = "FILE", description = "The policy. Default: leeway.yaml.")
    private Path policy = Path.of("leeway.yaml");

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "E",
            description = "The environment the command belongs to.")
    private String environment = "";

    @Option(names = "--hosts", paramLabel = "FILE", description = "What names mean here. Default: /etc/hosts.")
    private Path hosts = Path.of("/etc/hosts");

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    GuardCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException {
        if (!typed().contains("--")) {
            throw new FormatException("guard", "", "no command after --", "write 'guard --environment dev -- COMMAND'");
        }
        YamlMap root = YamlReader.read(text(policy, true), policy.toString()).map();
        GuardPolicy written = GuardPolicy.of(root);
        List<ProtectedEndpoints> others = written.others(environment);
        Guard guard = new Guard(others, written.names(others), HostsFile.read(text(hosts, false)));
        Guard.Decision decision = guard.decide(command, around.variables());
        for (String typed : decision.doubtful()) {
            console.err()
                    .println(Main.NAME + ": not checked: where " + VisibleText.of(typed) + " leads cannot be told");
        }
        for (String breach : decision.breaches()) {
            console.err().println(Main.NAME + ": refused: " + VisibleText.of(breach));
        }
        return decision.breaches().isEmpty() ? ExitCodes.MAY_START : ExitCodes.REFUSED;
    }

    private static String text(Path file, boolean required) throws FormatException {
        if (!required && !Files.exists(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new FormatException(file.toString(), "", "is larger than 4 MiB", "name another file");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FormatException(file.toString(), "", "cannot be read", "name one that can");
        }
    }
}
