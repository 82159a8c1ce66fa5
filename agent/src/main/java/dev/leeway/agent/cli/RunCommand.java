package dev.leeway.agent.cli;

import dev.leeway.agent.config.Words;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway-agent run}: observes and delivers again and again, until it is told to end; for containers. */
@Command(
        name = "run",
        description =
                "Observes this host at intervals and delivers to the collector it joined, until it is told to end.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:wrong usage or configuration, this host has not joined, or nothing could be kept or delivered three times running",
            "4:internal error",
            "143:told to end"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway-agent run --interval 1h --health-file /run/leeway/health"})
final class RunCommand extends HostCommand {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "From the beginning of one look to that of the next. Default: 1h")
    private @Nullable String interval;

    @Option(
            names = "--splay",
            paramLabel = "TIME",
            description =
                    "Look first somewhere within this time, always at the same point of it on one host. Default: 1m")
    private @Nullable String splay;

    @Option(
            names = "--health-file",
            paramLabel = "FILE",
            description = "A file with a line on the last round: ok or failing, when, and why.")
    private @Nullable Path healthFile;

    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private ConfigOptions configured = new ConfigOptions();

    @Mixin
    private HostOptions observed = new HostOptions();

    RunCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        ConfigOptions.remarks(around).forEach(line -> console.err().println(Main.NAME + ": " + line));
        Duration every = ConfigOptions.word("--interval", interval, Words::time).orElse(HOUR);
        Duration within =
                ConfigOptions.word("--splay", splay, Words::timeOrNone).orElse(MINUTE);
        Vigil vigil = new Vigil(
                around.clock(),
                console.err(),
                new HealthFile(Optional.ofNullable(healthFile)),
                said -> DeliveryRound.of(around, configured, observed, delivery, said));
        return vigil.keep(every, within);
    }
}
