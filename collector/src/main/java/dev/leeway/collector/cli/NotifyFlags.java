package dev.leeway.collector.cli;

import dev.leeway.collector.config.ConfigException;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.notify.Delivery;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.yaml.Suggestion;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which channels of which configuration a command tells. */
final class NotifyFlags {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration whose notify says whom to tell: leeway-server.yaml.")
    private String config = "";

    @Option(names = "--channel", paramLabel = "NAME", description = "This channel alone. Default: all of them.")
    private @Nullable String channel;

    /** The configuration, all of it checked; empty after its faults were told. */
    Optional<ServerConfig> config(PrintWriter err) throws CommandFailure {
        try {
            return Optional.of(ServerConfigFile.load(Path.of(config)));
        } catch (InvalidPathException e) {
            throw new CommandFailure("--config: not a path: " + e.getReason(), e);
        } catch (ConfigException e) {
            e.faults()
                    .forEach(fault ->
                            err.println(Main.NAME + ": " + VisibleText.of(String.valueOf(fault.getMessage()))));
            return Optional.empty();
        }
    }

    /** The channels that are told. */
    List<NotifyChannel> channels(ServerConfig from) throws CommandFailure {
        String wanted = channel;
        List<NotifyChannel> channels = from.channels().stream()
                .filter(each -> wanted == null || each.name().equals(wanted))
                .toList();
        if (channels.isEmpty()) {
            List<String> names =
                    from.channels().stream().map(NotifyChannel::name).toList();
            throw new CommandFailure(
                    wanted == null || names.isEmpty()
                            ? config + ": nobody to tell; add a channel under notify"
                            : "--channel: there is none of that name; " + Suggestion.nextStep(wanted, names));
        }
        return channels;
    }

    /** Prints what became of it, a line for each channel. */
    static int told(List<Delivery> deliveries, PrintWriter out) {
        boolean failed = false;
        for (Delivery delivery : deliveries) {
            out.println(VisibleText.of(delivery.channel() + ": " + delivery.detail()));
            failed |= delivery.fate() == Delivery.Fate.FAILED || delivery.fate() == Delivery.Fate.PARTLY;
        }
        out.flush();
        return failed ? ExitCodes.DRIFT : ExitCodes.OK;
    }
}
