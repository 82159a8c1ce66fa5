package dev.leeway.collector.cli;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.notify.Way;
import dev.leeway.collector.notify.Ways;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.server.RegistryWays;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leeway notify status}: which channels a collector does not reach, since when and why. */
@Command(
        name = "status",
        description = "Says of each channel whether the collector reaches it, and where not, since when and why.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway notify status --config leeway-server.yaml",
            "",
            "Nothing is sent: it is what the collector's store knows of its last messages.",
            "",
            "Exit codes: 0 all are reached as far as anybody tried, 1 one is not,",
            "2 usage, configuration or store, 4 internal error."
        })
final class NotifyStatusCommand extends LeewayCommand {
    @Mixin
    private final NotifyFlags flags = new NotifyFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Optional<ServerConfig> config = flags.config(err());
        if (config.isEmpty()) {
            return ExitCodes.USAGE;
        }
        List<NotifyChannel> channels = flags.channels(config.get());
        StoreLocation location = new StoreLocation(config.get().store());
        ServedStore.check(location);
        Optional<Path> file = location.path();
        if (file.isPresent() && Files.notExists(file.get())) {
            throw new CommandFailure(location.shown() + ": is not there; no collector ran by this configuration");
        }
        try (CollectorStore store = ServedStore.open(location, surroundings())) {
            return told(channels, new RegistryWays(store.registry()), out());
        }
    }

    private static int told(List<NotifyChannel> channels, Ways ways, PrintWriter out) {
        boolean open = true;
        for (NotifyChannel channel : channels) {
            Way way = ways.of(channel.name());
            open &= way.since().isEmpty();
            out.println(VisibleText.of(channel.name() + ": " + line(way)));
        }
        out.flush();
        return open ? ExitCodes.OK : ExitCodes.DRIFT;
    }

    private static String line(Way way) {
        if (way.since().isEmpty()) {
            return "reached, as far as anybody tried";
        }
        return "not reached since " + Quantity.moment(way.since().get()) + ", "
                + Quantity.of(way.failures(), "message") + ": " + way.why()
                + way.next()
                        .map(next -> "; tried again from " + Quantity.moment(next))
                        .orElse("");
    }
}
