package dev.leeway.collector.server;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.server.api.ReportMaker;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a collector is made of.
 *
 * @param config that was checked
 * @param store open; the collector closes it
 * @param reports makes reports on it
 * @param telling tells people what is found
 * @param version of the product
 * @param clock for everything
 * @param random for tokens
 * @param journal where a person reads what happens
 * @param beat how often it looks whether there is something to do
 */
public record ServeOptions(
        ServerConfig config,
        CollectorStore store,
        ReportMaker reports,
        Telling telling,
        String version,
        Clock clock,
        SecureRandom random,
        Consumer<String> journal,
        Duration beat) {
    /** How often a collector looks whether there is something to do. */
    public static final Duration USUAL_BEAT = Duration.ofSeconds(5);

    public ServeOptions {
        requireNonNull(config, "config is null");
        requireNonNull(store, "store is null");
        requireNonNull(reports, "reports is null");
        requireNonNull(telling, "telling is null");
        requireNonNull(version, "version is null");
        requireNonNull(clock, "clock is null");
        requireNonNull(random, "random is null");
        requireNonNull(journal, "journal is null");
        requireNonNull(beat, "beat is null");
    }
}
