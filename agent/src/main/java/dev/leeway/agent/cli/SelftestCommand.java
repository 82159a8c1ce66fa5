package dev.leeway.agent.cli;

import dev.leeway.agent.config.Words;
import dev.leeway.agent.selftest.CanaryRun.Thoroughness;
import dev.leeway.schema.json.FormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway-agent selftest --canary}: proves on a made-up host that no planted secret comes out. */
@Command(
        name = "selftest",
        description = {
            "Proves that no secret leaves a host.",
            "Plants made-up secrets of every known shape wherever a probe reads, on a host that exists in memory alone",
            "but for two databases and a saved image in temporary files and the socket of a container engine,",
            "takes real snapshots of it with and without a key, and searches every byte that comes out, encodings included."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:none came out",
            "2:wrong usage",
            "3:none came out, but a place was not read, a probe gave no answer, or the time was over",
            "4:at least one came out"
        })
final class SelftestCommand extends HostCommand {
    @Option(names = "--canary", description = "Plant secrets and look for them in what comes out.")
    private boolean canary;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which secrets to make up; the same number makes the same (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--time",
            paramLabel = "T",
            defaultValue = "2m",
            description =
                    "How long it may take, 30s or 2m; what was not tried by then is said (default: ${DEFAULT-VALUE}).")
    private String time = "2m";

    @Option(
            names = "--thorough",
            description = "Plant every secret in every place of a service, which takes some five times as long.")
    private boolean thorough;

    SelftestCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws InterruptedException {
        if (!canary) {
            return console.refuse(new FormatException("selftest", "", "nothing to test", "add --canary"));
        }
        try {
            return new CanaryCheck(around, console.out())
                    .run(seed, thorough ? Thoroughness.EVERYWHERE : Thoroughness.IN_TURN, Words.time(time));
        } catch (IllegalArgumentException e) {
            return console.refuse(new FormatException("--time", "", "not a length of time", "write 30s or 2m"));
        }
    }
}
