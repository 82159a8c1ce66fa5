package dev.leeway.collector.cli;

import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.notify.InMemoryNotices;
import dev.leeway.collector.notify.Notifier;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leeway notify test}: whether channels work. */
@Command(
        name = "test",
        description = "Sends a message that says it is a test to each channel, and says what became of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway notify test --config leeway-server.yaml",
            "  leeway notify test --config leeway-server.yaml --channel platform",
            "",
            "Exit codes: 0 all were sent, 1 one was not, 2 usage or configuration, 4 internal error."
        })
final class NotifyTestCommand extends LeewayCommand {
    @Mixin
    private final NotifyFlags flags = new NotifyFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Optional<ServerConfig> config = flags.config(err());
        if (config.isEmpty()) {
            return ExitCodes.USAGE;
        }
        Notifier notifier = new Notifier(
                flags.channels(config.get()),
                new InMemoryNotices(),
                surroundings().clock(),
                Optional.empty());
        return NotifyFlags.told(notifier.test(Optional.empty()), out());
    }
}
