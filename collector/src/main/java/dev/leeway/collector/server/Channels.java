package dev.leeway.collector.server;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.Delivery;
import dev.leeway.collector.notify.Notifier;
import dev.leeway.collector.notify.SentNotices;
import dev.leeway.collector.notify.Way;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the channels of the configuration. What was told is remembered in the registry, so that a restart or another collector tells nothing twice. */
public final class Channels implements Telling {
    private static final Duration USUAL_REPEAT = Duration.ofDays(7);
    private static final Duration GRACE = Duration.ofHours(1);
    /** How often it is asked whether another collector left something to be told. */
    private static final Duration GLANCE = Duration.ofMinutes(1);

    private final ServerConfig config;
    private final Registry registry;
    private final Notifier notifier;
    private final RegistryWays ways;
    private final AlertMemory memory;
    private final Clock clock;
    private final Duration repeat;
    /** What was said of alerts last; what is tried again and again is told of once. */
    private List<String> said = List.of();

    private final SortedMap<String, String> saidOfNight = Collections.synchronizedSortedMap(new TreeMap<>());
    private Instant glanced = Instant.MIN;
    private volatile boolean owesNight;

    /** Those of a configuration. */
    public Channels(ServerConfig config, Registry registry, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.registry = registry;
        this.ways = new RegistryWays(registry);
        this.memory = new AlertMemory(registry);
        this.notifier = new Notifier(
                config.channels(),
                new RegistryNotices(registry),
                ways,
                clock,
                config.url().map(url -> url + "/"));
        this.repeat = config.channels().stream()
                .map(NotifyChannel::repeat)
                .min(Duration::compareTo)
                .orElse(USUAL_REPEAT);
    }

    @Override
    public List<String> night(Report report) {
        List<Delivery> deliveries = notifier.nightly(new Night(report, config.silence()), head());
        owesNight = deliveries.stream().anyMatch(Delivery::isOwed);
        String night = report.asOf() + " ";
        return lines(deliveries.stream()
                .filter(delivery -> !(night + delivery.detail())
                        .equals(saidOfNight.put(delivery.channel(), night + delivery.detail())))
                .toList());
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
    public boolean owesNight() {
        return owesNight;
    }

    @Override
    public boolean wantsAlerts() {
        return config.channels().stream()
                .anyMatch(channel -> channel.when().contains(Occasion.ALERT)
                        || channel.when().contains(Occasion.RESOLVED));
    }

    @Override
    public synchronized Optional<Report> lastLook() throws StoreException {
        return memory.read().last();
    }

    @Override
    public synchronized List<String> alert(Report report) throws StoreException {
        Instant now = clock.instant();
        Map<String, Breaches.Alerted> alerted = memory.read().alerted().alerted();
        Breaches breaches = Breaches.decide(report, alerted, now, repeat);
        if (!breaches.fresh().isEmpty()) {
            // Whoever ends while it is told leaves to others that it may have been, so that its end is told too.
            memory.write(
                    new AlertedJson(
                            breaches.untold(alerted),
                            Optional.of(now.plus(SentNotices.HOLD).plusSeconds(1))),
                    report);
        }
        List<Delivery> deliveries = notifier.breaches(breaches, EnvironmentNames.of(report), report.asOf());
        boolean owed = deliveries.stream().anyMatch(Delivery::isOwed);
        boolean held = deliveries.stream().anyMatch(delivery -> delivery.fate() == Delivery.Fate.HELD);
        SortedMap<String, Breaches.Alerted> known = new TreeMap<>(owed ? breaches.untold(alerted) : breaches.after());
        if (held) {
            known.putAll(breaches.ended());
        }
        Optional<Instant> next = deliveries.stream()
                .flatMap(delivery -> delivery.next().stream())
                .min(Instant::compareTo);
        remember(new AlertedJson(known, next), report);
        List<String> lines = lines(deliveries);
        boolean repeated = (owed || held) && lines.equals(said);
        said = lines;
        return repeated ? List.of() : lines;
    }

    /** Where that fails the next look decides from what was known before, and claims say who was told. */
    private void remember(AlertedJson alerted, Report report) {
        try {
            memory.write(alerted, report);
        } catch (StoreException e) {
            glanced = Instant.MIN;
        }
    }

    @Override
    public synchronized boolean owes() {
        Instant now = clock.instant();
        if (!now.isBefore(glanced) && now.isBefore(glanced.plus(GLANCE))) {
            return isDue(memory.known(), now);
        }
        glanced = now;
        try {
            return isDue(memory.read(), now);
        } catch (StoreException e) {
            return false;
        }
    }

    private static boolean isDue(AlertMemory.State state, Instant now) {
        return state.alerted().next().filter(next -> !now.isBefore(next)).isPresent();
    }

    @Override
    public SortedMap<String, Way> ways() {
        SortedMap<String, Way> all = new TreeMap<>();
        config.channels().forEach(channel -> all.put(channel.name(), ways.of(channel.name())));
        return all;
    }

    @Override
    public List<String> overdue(Instant last, boolean reported, Instant due) {
        return Notices.overdue(last, reported, due, GRACE, clock.instant())
                .map(notice -> lines(notifier.overdue(notice)))
                .orElse(List.of());
    }

    private static List<String> lines(List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(Delivery::isNews)
                .map(delivery -> delivery.channel() + ": " + delivery.detail())
                .toList();
    }
}
