package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.Membership;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway-agent join}: makes a key for this host and has a collector know it. */
@Command(
        name = "join",
        description = "Makes a key on this host and has a collector know it, so that push and run deliver there.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:joined",
            "1:the collector would not, or could not be reached; nothing changed",
            "2:wrong usage, configuration, token or certificate file",
            "4:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway-agent join https://leeway.example:7411 --token-file token --environment prod --role web",
            "  leeway token create --environment prod | ssh web-01 leeway-agent join https://leeway.example:7411"
                    + " --token-file -",
        })
final class JoinCommand extends HostCommand {
    @Parameters(paramLabel = "URL", description = "Where the collector answers; https, except on this very machine.")
    private String url = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE|-",
            description = "A file that holds the token, or - for standard input. Default: the variable "
                    + JoinToken.VARIABLE + ".")
    private @Nullable String tokenFile;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "Certificates (PEM) of who signs the collector's, instead of those Java trusts.")
    private @Nullable Path authority;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "A certificate (PEM) of this host, for collectors that ask for one.")
    private @Nullable Path certificate;

    @Option(names = "--certificate-key", paramLabel = "FILE", description = "Its key (PEM, PKCS #8).")
    private @Nullable Path certificateKey;

    @Option(names = "--again", description = "Join though this host has joined before; its old key is forgotten.")
    private boolean again;

    @Option(names = "--unless-joined", description = "Do nothing, and end with 0, where this host has joined before.")
    private boolean unlessJoined;

    @Mixin
    private ConfigOptions configured = new ConfigOptions();

    @Mixin
    private HostOptions observed = new HostOptions();

    JoinCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        if ((certificate == null) != (certificateKey == null)) {
            throw new FormatException(
                    "--certificate", "", "needs its key, and the key needs it", "give --certificate-key as well");
        }
        if (again && unlessJoined) {
            throw new FormatException("--again, --unless-joined", "", "contradict each other", "leave out one");
        }
        if (observed.isTree()) {
            throw new FormatException("--root, --image", "", "a tree joins nothing", "leave them out");
        }
        if (unlessJoined && Enrolment.hasJoined(around, console)) {
            return ExitCodes.OK;
        }
        String token = JoinToken.read(tokenFile, System.in, around.variables());
        Membership.Trust trust = new Membership.Trust(file(authority), file(certificate), file(certificateKey));
        return new Enrolment(around, console).enrol(url, trust, token, again, configured.read(around), observed);
    }

    /** Timers run somewhere else than the person who joins. */
    private static Optional<Path> file(@Nullable Path given) {
        return Optional.ofNullable(given).map(path -> path.toAbsolutePath().normalize());
    }

    /** What is said when all went well. */
    static String line(Membership membership) {
        String belongs =
                membership.environment().map(name -> ", environment " + name).orElse("")
                        + membership.role().map(name -> ", role " + name).orElse("");
        return VisibleText.of("joined " + membership.collector() + " as " + membership.agent() + belongs);
    }
}
