package dev.leeway.agent.cli;

import dev.leeway.agent.config.Words;
import dev.leeway.agent.deliver.BackOff;
import dev.leeway.schema.json.FormatException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway-agent push}: observes this host once and delivers what waits; for timers. */
@Command(
        name = "push",
        description = "Observes this host, keeps the snapshot, and delivers all that waits to the collector it joined.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:delivered",
            "1:not delivered: it waits, and the next push delivers it",
            "2:wrong usage or configuration, this host has not joined, or the snapshot could be neither kept nor delivered",
            "3:delivered, but a requested probe failed",
            "4:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway-agent push --splay 10m", "  leeway-agent push --spool 64MiB --patience 30s"})
final class PushCommand extends HostCommand {
    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    @Option(
            names = "--splay",
            paramLabel = "TIME",
            description =
                    "Begin somewhere within this time, always at the same point of it on one host. Default: at once.")
    private @Nullable String splay;

    @Mixin
    private ConfigOptions configured = new ConfigOptions();

    @Mixin
    private HostOptions observed = new HostOptions();

    PushCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        ConfigOptions.remarks(around).forEach(line -> console.err().println(Main.NAME + ": " + line));
        Duration span = ConfigOptions.word("--splay", splay, Words::timeOrNone).orElse(Duration.ZERO);
        DeliveryRound round = DeliveryRound.of(around, configured, observed, delivery, console);
        Thread.sleep(BackOff.splay(span, round.agent()).toMillis());
        return round.run().code();
    }
}
