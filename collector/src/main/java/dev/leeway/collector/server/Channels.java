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
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the channels of the configuration. What was told is remembered in the registry, so that a restart or another collector tells nothing twice. */
public final class Channels implements Telling {
    private static final Duration USUAL_REPEAT = Duration.ofDays(7);
    private static final Duration GRACE = Duration.ofHours(1);

    private static final Duration HELD_PAUSE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private final ServerConfig config;
    private final Registry registry;
    private final RegistryNotices notices;
    private final Notifier notifier;
    private final Clock clock;
    private final Duration repeat;
    /** What is alerted; after a restart all counts as fresh, and the registry knows what was told. */
    private SortedMap<String, Breaches.Alerted> alerted = new TreeMap<>();
    /** When to try again; empty while everybody knows what they are to know. */
    private Optional<Instant> again = Optional.empty();

    private int failures;
    private List<String> said = List.of();

    /** Those of a configuration. */
    public Channels(ServerConfig config, Registry registry, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.registry = registry;
        this.notices = new RegistryNotices(registry);
        this.notifier =
                new Notifier(config.channels(), notices, clock, config.url().map(url -> url + "/"));
        this.repeat = config.channels().stream()
                .map(NotifyChannel::repeat)
                .min(Duration::compareTo)
                .orElse(USUAL_REPEAT);
    }

    @Override
    public List<String> night(Report report) {
        return lines(notifier.nightly(new Night(report, config.silence()), head()));
    }

    /** Where the log ends now, as far as the registry tells; a night is told without it as well. */
    private Optional<String> head() {
        try {
            return Optional.of(registry.auditHead().text());
        } catch (StoreException e) {
            return Optional.empty();
        }
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
        var unused = notices.failed();
        List<Delivery> deliveries = notifier.breaches(breaches, report.asOf());
        boolean failed = notices.failed() || any(deliveries, Delivery.Fate.FAILED);
        boolean held = any(deliveries, Delivery.Fate.HELD);
        SortedMap<String, Breaches.Alerted> known = new TreeMap<>(failed ? alerted : breaches.after());
        if (failed || held) {
            known.putAll(breaches.ended());
        }
        alerted = known;
        failures = failed ? Math.min(failures + 1, MOST_DOUBLINGS) : 0;
        Duration pause = failed ? PAUSE.multipliedBy(1L << (failures - 1)) : HELD_PAUSE;
        again = failed || held ? Optional.of(clock.instant().plus(pause)) : Optional.empty();
        List<String> lines = lines(deliveries);
        // What is tried again and again is told of once.
        boolean repeated = (failed || held) && lines.equals(said);
        said = lines;
        return repeated ? List.of() : lines;
    }

    @Override
    public synchronized boolean owes() {
        return again.filter(moment -> !clock.instant().isBefore(moment)).isPresent();
    }

    private static boolean any(List<Delivery> deliveries, Delivery.Fate fate) {
        return deliveries.stream().anyMatch(delivery -> delivery.fate() == fate);
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
