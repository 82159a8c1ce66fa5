package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Audience;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Digest;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Item;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.schema.fact.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells the channels what each is to hear, and each thing once.
 *
 * <p>Threads may share one. A channel that fails costs only itself, and what it was not told it is told the next time.
 */
public final class Notifier {
    /** An overdue report is told again each day. */
    private static final Duration DAILY = Duration.ofDays(1);
    /** How much earlier than another one a night may be made. */
    private static final Duration SLACK = Duration.ofHours(1);
    /** How long one message may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final List<NotifyChannel> channels;
    private final SentNotices sent;
    private final Clock clock;
    private final Optional<String> link;
    private final List<Duration> pauses;
    private final Function<NotifyChannel, Sender> senders;

    /**
     * One for these channels.
     *
     * @param sent what was told before
     * @param clock for the time of messages
     * @param link where people find more; empty for nowhere
     */
    public Notifier(List<NotifyChannel> channels, SentNotices sent, Clock clock, Optional<String> link) {
        this(channels, sent, clock, link, PATIENCE, PAUSES);
    }

    /** The same with other patience, for tests. */
    Notifier(
            List<NotifyChannel> channels,
            SentNotices sent,
            Clock clock,
            Optional<String> link,
            Duration patience,
            List<Duration> pauses) {
        this.channels = List.copyOf(channels);
        this.sent = sent;
        this.clock = clock;
        this.link = link;
        this.pauses = List.copyOf(pauses);
        // Each way is loaded when it is gone first; the library for mail is large.
        this.senders = channel -> channel.target().kind().equals("mail")
                ? new MailSender(patience, clock)
                : new HookSender(new Post(patience), clock);
    }

    /** Tells of a night whoever wants to hear of nights; a channel hears of the same cause in full once in its {@code repeat}. */
    public List<Delivery> nightly(Night night) {
        return nightly(night, Optional.empty());
    }

    /** The same with the head of the audit log, for channels that are to have it. */
    public List<Delivery> nightly(Night night, Optional<String> head) {
        Instant now = clock.instant();
        return each(Occasion.NIGHTLY, EnvironmentNames.of(night.report()), channel -> {
            Audience audience = audience(channel);
            Digest.Candidates candidates = Digest.candidates(night, audience);
            List<String> claimed = new ArrayList<>();
            Set<String> told = new HashSet<>();
            for (Digest.Sorted sorted : candidates.sorted()) {
                int most = told.size() + sorted.most();
                for (String id : sorted.ids()) {
                    String key = "nightly/" + channel.name() + "/" + id;
                    if (told.size() < most && sent.claim(key, now, nights(channel.repeat()))) {
                        claimed.add(key);
                        told.add(id);
                    }
                }
            }
            Notice notice = Digest.of(night, audience, told);
            Optional<String> copy = head.filter(any -> channel.auditHead());
            return send(channel, copy.map(notice::headed).orElse(notice), claimed);
        });
    }

    /** No night is made at the same second as another: to the second, a repeat of seven days would come after eight by chance. */
    private static Duration nights(Duration repeat) {
        return repeat.compareTo(DAILY) < 0 ? repeat : repeat.minus(SLACK);
    }

    /**
     * Tells of a night where no memory outlasts the process: of what is still open a channel hears in full each time another
     * {@code repeat} of its age has passed since the earlier report.
     */
    public List<Delivery> nightlyByAge(Night night) {
        return each(
                Occasion.NIGHTLY,
                EnvironmentNames.of(night.report()),
                channel -> send(
                        channel,
                        Digest.of(
                                night, audience(channel), Digest.dueByAge(night, audience(channel), channel.repeat())),
                        List.of()));
    }

    /**
     * Tells of breaches at once, and of their end; the end waits where it is quiet.
     *
     * <p>Where a delivery failed, decide the next time from what was alerted before this, and where one failed or was held hand in what
     * ended as well: who was reached is not told twice. Who was told of the end is told if it comes back.
     */
    public List<Delivery> breaches(Breaches breaches, Instant asOf) {
        Instant now = clock.instant();
        List<Delivery> deliveries = new ArrayList<>(each(Occasion.ALERT, channel -> {
            List<String> claimed = new ArrayList<>();
            List<Item> fresh = claim("alert/", breaches.fresh(), channel, now, claimed);
            List<Item> again = claim("alert/", breaches.again(), channel, now, claimed);
            return send(channel, Notices.alert(fresh, again, asOf), claimed);
        }));
        deliveries.addAll(each(Occasion.RESOLVED, channel -> {
            boolean quiet = channel.quiet().filter(hours -> hours.covers(now)).isPresent();
            List<Item> over = heard(breaches.resolved(), channel);
            if (quiet && !over.isEmpty()) {
                return new Delivery(channel.name(), Delivery.Fate.HELD, "it is quiet there");
            }
            List<String> claimed = new ArrayList<>();
            List<Item> told = claim("resolved/", over, channel, now, claimed);
            Delivery delivery = send(channel, Notices.resolved(told, asOf), claimed);
            if (delivery.fate() == Delivery.Fate.SENT) {
                told.forEach(
                        item -> breaches.ended(item).forEach(id -> sent.release("alert/" + channel.name() + "/" + id)));
            }
            return delivery;
        }));
        return deliveries;
    }

    /** Tells that no nightly report came, once a day; {@code notice} is of {@link Notices#overdue}. */
    public List<Delivery> overdue(Notice notice) {
        return each(Occasion.DEADMAN, channel -> {
            String key = "deadman/" + channel.name();
            return sent.claim(key, clock.instant(), DAILY) ? send(channel, notice, List.of(key)) : nothing(channel);
        });
    }

    /** Sends a message that says it is a test to every channel, or to the one of that name. */
    public List<Delivery> test(Optional<String> name) {
        return channels.stream()
                .filter(channel -> name.isEmpty() || name.get().equals(channel.name()))
                .map(channel -> send(channel, Notices.test(channel.name(), clock.instant()), List.of()))
                .toList();
    }

    /** Of what speaks of environments; channels may call them by other names. */
    private List<Delivery> each(Occasion occasion, EnvironmentNames names, Function<NotifyChannel, Delivery> told) {
        return each(occasion, channel -> told.apply(channel.named(names::canonical)));
    }

    private List<Delivery> each(Occasion occasion, Function<NotifyChannel, Delivery> told) {
        return channels.stream()
                .filter(channel -> channel.when().contains(occasion))
                .map(told)
                .toList();
    }

    private static Audience audience(NotifyChannel channel) {
        return new Audience(channel.owners(), channel.environments(), channel.severity());
    }

    private List<Item> claim(String sort, List<Item> items, NotifyChannel channel, Instant now, List<String> claimed) {
        List<Item> told = new ArrayList<>();
        for (Item item : heard(items, channel)) {
            String key = sort + channel.name() + "/" + item.id().orElse("");
            if (sent.claim(key, now, channel.repeat())) {
                claimed.add(key);
                told.add(item);
            }
        }
        return told;
    }

    private static List<Item> heard(List<Item> items, NotifyChannel channel) {
        return items.stream()
                .filter(item -> item.severity().orElse(Severity.CRITICAL).atLeast(channel.severity()))
                .filter(item -> channel.owners().isEmpty()
                        || item.owner().filter(channel.owners()::contains).isPresent())
                .filter(item -> channel.environments().isEmpty()
                        || item.environments().stream().anyMatch(channel.environments()::contains))
                .toList();
    }

    private Delivery send(NotifyChannel channel, Optional<Notice> notice, List<String> claimed) {
        return notice.isEmpty() ? nothing(channel) : send(channel, notice.get(), claimed);
    }

    private static Delivery nothing(NotifyChannel channel) {
        return new Delivery(channel.name(), Delivery.Fate.NOTHING, "nothing to tell");
    }

    /** What cannot be told is not claimed any longer. */
    private Delivery send(NotifyChannel channel, Notice notice, List<String> claimed) {
        Sender sender = senders.apply(channel);
        Notice linked = notice.linked(link);
        for (int attempt = 0; ; attempt++) {
            try {
                sender.send(channel, linked);
                return new Delivery(
                        channel.name(),
                        Delivery.Fate.SENT,
                        "sent by " + channel.target().kind());
            } catch (NotSentException e) {
                if (!e.isPassing() || attempt >= pauses.size() || !pause(pauses.get(attempt))) {
                    claimed.forEach(sent::release);
                    return new Delivery(
                            channel.name(),
                            Delivery.Fate.FAILED,
                            "not sent by " + channel.target().kind() + ": " + e.getMessage());
                }
            }
        }
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
