package dev.leeway.agent.cli;

import dev.leeway.agent.config.Words;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.schema.json.FormatException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how much may wait, and how long an agent tries. */
final class DeliveryOptions {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--spool",
            paramLabel = "SIZE",
            description = "How much may wait while the collector is away, 1GiB at most. Default: 256MiB")
    private @Nullable String spool;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "How long to try again where the collector does not answer. Default: 2m")
    private @Nullable String patience;

    /** Bytes that may wait. */
    long most() throws FormatException {
        return ConfigOptions.word("--spool", spool, Words::size).orElse(Spool.MOST_BYTES);
    }

    /** How long to try. */
    Duration patience() throws FormatException {
        return ConfigOptions.word("--patience", patience, Words::time).orElse(PATIENCE);
    }
}
