package dev.leeway.collector.server;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.Delivery;
import dev.leeway.collector.notify.Notifier;
import dev.leeway.schema.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells the channels of the configuration. What was told is remembered in the registry, so that a restart or another collector tells nothing twice. */
public final class Channels implements Telling {
    private static final Duration USUAL_REPEAT = Duration.ofDays(7);
    private static final Duration GRACE = Duration.ofHours(1);

    private final ServerConfig config;
    private final Notifier notifier;
    private final Clock clock;
    private final Duration repeat;
    /** What is alerted; after a restart all counts as fresh, and the registry knows what was told. */
    private Map<String, Breaches.Alerted> alerted = new TreeMap<>();

    /** Those of a configuration. */
    public Channels(ServerConfig config, Registry registry, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.notifier = new Notifier(
                config.channels(),
                new RegistryNotices(registry),
                clock,
                config.url().map(url -> url + "/"));
        this.repeat = config.channels().stream()
                .map(NotifyChannel::repeat)
                .min(Duration::compareTo)
                .orElse(USUAL_REPEAT);
    }

    @Override
    public List<String> night(Report report) {
        return lines(notifier.nightly(new Night(report, config.silence(), List.of())));
    }

    @Override
    public boolean wantsAlerts() {
        return config.channels().stream()
                .anyMatch(channel -> channel.when().contains(Occasion.ALERT)
                        || channel.when().contains(Occasion.RESOLVED));
    }

    @Override
    public synchronized List<String> alert(Report report) {
        Breaches breaches = Breaches.decide(report, alerted, clock.instant(), repeat);
        alerted = breaches.after();
        return lines(notifier.breaches(breaches, report.asOf()));
    }

    @Override
    public List<String> overdue(Instant last, boolean reported, Instant due) {
        return Notices.overdue(last, reported, due, GRACE, clock.instant())
                .map(notice -> lines(notifier.overdue(notice)))
                .orElse(List.of());
    }

    private static List<String> lines(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.fate() != Delivery.Fate.NOTHING)
                .map(delivery -> delivery.channel() + ": " + delivery.detail())
                .toList();
    }
}
