package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Audience;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Candidate;
import dev.leeway.collector.digest.Digest;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Item;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.report.Quantity;
import dev.leeway.schema.fact.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells the channels what each is to hear, and each thing once.
 *
 * <p>Threads may share one. Channels are told side by side, and whoever asked is answered within two minutes. A channel that fails costs
 * only itself: it is let be for a while, and what it was not told it is told then.
 */
public final class Notifier {
    /** An overdue report is told again each day. */
    private static final Duration DAILY = Duration.ofDays(1);
    /** How much earlier than another one a night may be made. */
    private static final Duration SLACK = Duration.ofHours(1);
    /** How long one message may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long telling everybody may: a message, tried as often as it is, and less than a claim holds. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));
    /** How long a night is known to be told; longer than its report is the newest. */
    private static final Duration NIGHTS = Duration.ofDays(30);
    /** What is held is looked at again. */
    private static final Duration QUIET_PAUSE = Duration.ofMinutes(10);

    private final List<NotifyChannel> channels;
    private final SentNotices sent;
    private final Ways ways;
    private final Clock clock;
    private final Optional<String> link;
    private final List<Duration> pauses;
    private final Function<NotifyChannel, Sender> senders;
    private final SideBySide hands;

    /**
     * One for these channels, which tries each of them each time.
     *
     * @param sent what was told before
     * @param clock for the time of messages
     * @param link where people find more; empty for nowhere
     */
    public Notifier(List<NotifyChannel> channels, SentNotices sent, Clock clock, Optional<String> link) {
        this(channels, sent, clock, link, PATIENCE, PAUSES);
    }

    /** The same for one that lets channels be for a while that were not reached lately, by {@code ways}. */
    public Notifier(List<NotifyChannel> channels, SentNotices sent, Ways ways, Clock clock, Optional<String> link) {
        this(channels, sent, ways, clock, link, PAUSES, usual(PATIENCE, clock), MOST);
    }

    /** The same with other patience, for tests. */
    Notifier(
            List<NotifyChannel> channels,
            SentNotices sent,
            Clock clock,
            Optional<String> link,
            Duration patience,
            List<Duration> pauses) {
        this(channels, sent, Tireless.WAYS, clock, link, pauses, usual(patience, clock), MOST);
    }

    /** The same with other ways to send, for tests. */
    Notifier(
            List<NotifyChannel> channels,
            SentNotices sent,
            Ways ways,
            Clock clock,
            Optional<String> link,
            List<Duration> pauses,
            Function<NotifyChannel, Sender> senders,
            Duration most) {
        this.channels = List.copyOf(channels);
        this.sent = sent;
        this.ways = ways;
        this.clock = clock;
        this.link = link;
        this.pauses = List.copyOf(pauses);
        this.senders = senders;
        this.hands = new SideBySide(most, clock);
    }

    /** Each way is loaded when it is gone first; the library for mail is large. */
    private static Function<NotifyChannel, Sender> usual(Duration patience, Clock clock) {
        return channel -> channel.target().kind().equals("mail")
                ? new MailSender(patience, clock)
                : new HookSender(new Post(patience), clock);
    }

    /**
     * Tells of a night whoever wants to hear of nights and was not told of it; a channel hears of the same cause in full once in its
     * {@code repeat}, unless it grew.
     */
    public List<Delivery> nightly(Night night) {
        return nightly(night, Optional.empty());
    }

    /** The same with the head of the audit log, for channels that are to have it. */
    public List<Delivery> nightly(Night night, Optional<String> head) {
        return each(Occasion.NIGHTLY, EnvironmentNames.of(night.report()), channel -> {
            Instant now = clock.instant();
            Claims claims = new Claims(sent, now);
            String own = "night/" + channel.name() + "/" + night.report().asOf();
            Claim claim = claims.claim(own, NIGHTS);
            if (claim != Claim.FREE) {
                return claim == Claim.SENT ? nothing(channel) : pending(channel, now);
            }
            Audience audience = audience(channel);
            Digest.Candidates candidates = Digest.candidates(night, audience);
            Set<String> told = new HashSet<>();
            for (Digest.Sorted sorted : candidates.sorted()) {
                told.addAll(due(sorted, candidates.causes(), channel, claims));
            }
            Notice notice = Digest.of(night, audience, told);
            Optional<String> copy = head.filter(any -> channel.auditHead());
            return send(channel, Optional.of(copy.map(notice::headed).orElse(notice)), claims);
        });
    }

    /** What is told in full. Whoever claimed it and did not tell it of a night of this channel ended: the night is ours. */
    private static Set<String> due(
            Digest.Sorted sorted, Map<String, Candidate> causes, NotifyChannel channel, Claims claims) {
        Duration repeat = nights(channel.repeat());
        String key = "nightly/" + channel.name() + "/";
        Set<String> due = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (String id : sorted.ids()) {
            Optional<Candidate> cause = Optional.ofNullable(causes.get(id));
            if (cause.isEmpty()) {
                others.add(id);
            } else if (due.size() < sorted.most() && isDue(cause.get(), key + id + "/", repeat, claims)) {
                due.add(id);
            }
        }
        // Of these there may be thousands: they are claimed together, and no more than are told.
        for (int from = 0; from < others.size() && due.size() < sorted.most(); ) {
            int to = Math.min(others.size(), from + sorted.most() - due.size());
            Map<String, String> keys = new HashMap<>();
            others.subList(from, to).forEach(id -> keys.put(key + id, id));
            claims.take(keys.keySet(), repeat).forEach(taken -> due.add(keys.getOrDefault(taken, taken)));
            from = to;
        }
        return due;
    }

    private static boolean isDue(Candidate candidate, String key, Duration repeat, Claims claims) {
        String own = key + candidate.severity().text();
        boolean due = claims.take(own, repeat);
        // Both are taken: what is new of a cause that is told whole is no news once more.
        due |= candidate.news().isPresent()
                && claims.take(key + "new/" + candidate.news().get(), repeat);
        if (due) {
            claims.mark(own, repeat);
            candidate.lesser().forEach(lesser -> claims.mark(key + lesser.text(), repeat));
        }
        return due;
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
                        Optional.of(Digest.of(
                                night, audience(channel), Digest.dueByAge(night, audience(channel), channel.repeat()))),
                        new Claims(sent, clock.instant())));
    }

    /**
     * Tells of breaches at once, and of their end, to whoever heard of them; the end waits where it is quiet, and until it lasted.
     *
     * <p>Where somebody is still owed something, hand in {@link Breaches#untold} the next time, and where the end was held what ended as
     * well: who was reached is not told twice. Who was told of the end is told if it comes back.
     *
     * @param names what channels call environments
     * @return of each channel one for each occasion, alerts before ends
     */
    public List<Delivery> breaches(Breaches breaches, EnvironmentNames names, Instant asOf) {
        List<NotifyChannel> asked = channels.stream()
                .filter(channel -> channel.when().contains(Occasion.ALERT)
                        || channel.when().contains(Occasion.RESOLVED))
                .map(channel -> channel.named(names::canonical))
                .toList();
        List<Delivery> alerts = new ArrayList<>();
        List<Delivery> ends = new ArrayList<>();
        for (List<Delivery> each : hands.each(asked, channel -> breaches(breaches, asOf, channel))) {
            alerts.add(each.get(0));
            ends.addAll(each.subList(1, each.size()));
        }
        alerts.addAll(ends);
        return alerts;
    }

    private List<Delivery> breaches(Breaches breaches, Instant asOf, NotifyChannel channel) {
        List<Delivery> deliveries = new ArrayList<>();
        if (channel.when().contains(Occasion.ALERT)) {
            deliveries.add(alert(breaches, asOf, channel));
        }
        if (channel.when().contains(Occasion.RESOLVED)) {
            deliveries.add(end(breaches, asOf, channel));
        }
        return deliveries;
    }

    private Delivery alert(Breaches breaches, Instant asOf, NotifyChannel channel) {
        Claims claims = new Claims(sent, clock.instant());
        List<Item> fresh = alert(breaches.fresh(), channel, claims);
        List<Item> again = alert(breaches.again(), channel, claims);
        return send(channel, Notices.alert(fresh, again, asOf), claims);
    }

    private static List<Item> alert(List<Item> items, NotifyChannel channel, Claims claims) {
        List<Item> told = new ArrayList<>();
        for (Item item : heard(items, channel)) {
            String id = item.id().orElse("");
            if (claims.claim(key("alert", channel, id), channel.repeat()) == Claim.FREE) {
                claims.markForEver(key("heard", channel, id));
                told.add(item);
            }
        }
        return told;
    }

    private Delivery end(Breaches breaches, Instant asOf, NotifyChannel channel) {
        Instant now = clock.instant();
        Claims claims = new Claims(sent, now);
        // Who was told hears of the end, whatever led the cause then and whichever drift of it is told now.
        List<Item> ended =
                channel.when().contains(Occasion.ALERT) ? breaches.resolved() : heard(breaches.resolved(), channel);
        List<Item> over = ended.stream()
                .filter(item -> heardOf(breaches.ended(item), channel, now, claims))
                .toList();
        Optional<Instant> sure = over.stream()
                .map(item -> breaches.over(item).plus(channel.resolvedAfter()))
                .filter(now::isBefore)
                .min(Instant::compareTo);
        List<Item> lasting = over.stream()
                .filter(item -> !now.isBefore(breaches.over(item).plus(channel.resolvedAfter())))
                .toList();
        if (!lasting.isEmpty()
                && channel.quiet().filter(hours -> hours.covers(now)).isPresent()) {
            return held(channel, "it is quiet there", now.plus(QUIET_PAUSE));
        }
        List<Item> told = new ArrayList<>();
        Optional<Instant> later = sure;
        for (Item item : lasting) {
            Claim claim = claims.claim(key("resolved", channel, item.id().orElse("")), channel.repeat());
            if (claim == Claim.FREE) {
                told.add(item);
                breaches.ended(item)
                        .forEach(id -> claims.forget(List.of(key("alert", channel, id), key("heard", channel, id))));
            } else if (claim == Claim.SENT && channel.when().contains(Occasion.ALERT)) {
                // It came and went before, and its end was told then. Whoever was told that it was back hears of its
                // end,
                // though not each time it goes.
                Instant day = now.plus(DAILY);
                later = Optional.of(later.filter(day::isAfter).orElse(day));
            }
        }
        Delivery delivery = send(channel, Notices.resolved(told, asOf), claims);
        return later.isPresent() && !delivery.isOwed() ? delivery.held(later.get()) : delivery;
    }

    /** Whether a channel was told of any of these; one that is told of ends alone need not be. */
    private boolean heardOf(List<String> ids, NotifyChannel channel, Instant now, Claims claims) {
        if (!channel.when().contains(Occasion.ALERT)) {
            return true;
        }
        boolean heard = false;
        for (String id : ids) {
            Claim claim = sent.standing(key("heard", channel, id), now);
            heard |= claim == Claim.SENT;
            if (claim == Claim.PENDING || sent.standing(key("alert", channel, id), now) == Claim.PENDING) {
                claims.await();
            }
        }
        return heard;
    }

    private static String key(String sort, NotifyChannel channel, String id) {
        return sort + "/" + channel.name() + "/" + id;
    }

    /** Tells that no nightly report came, once a day; {@code notice} is of {@link Notices#overdue}. */
    public List<Delivery> overdue(Notice notice) {
        return each(Occasion.DEADMAN, channel -> {
            Instant now = clock.instant();
            Claims claims = new Claims(sent, now);
            Claim claim = claims.claim("deadman/" + channel.name(), DAILY);
            return switch (claim) {
                case FREE -> send(channel, Optional.of(notice), claims);
                case PENDING -> pending(channel, now);
                case SENT -> nothing(channel);
            };
        });
    }

    /** Sends a message that says it is a test to every channel, or to the one of that name. */
    public List<Delivery> test(Optional<String> name) {
        List<NotifyChannel> asked = channels.stream()
                .filter(channel -> name.isEmpty() || name.get().equals(channel.name()))
                .toList();
        return flat(hands.each(
                asked,
                channel -> List.of(send(
                        channel,
                        Optional.of(Notices.test(channel.name(), clock.instant())),
                        new Claims(sent, clock.instant())))));
    }

    /** Of what speaks of environments; channels may call them by other names. */
    private List<Delivery> each(Occasion occasion, EnvironmentNames names, Function<NotifyChannel, Delivery> told) {
        return each(occasion, channel -> told.apply(channel.named(names::canonical)));
    }

    private List<Delivery> each(Occasion occasion, Function<NotifyChannel, Delivery> told) {
        List<NotifyChannel> asked = channels.stream()
                .filter(channel -> channel.when().contains(occasion))
                .toList();
        return flat(hands.each(asked, channel -> List.of(told.apply(channel))));
    }

    private static List<Delivery> flat(List<List<Delivery>> deliveries) {
        return deliveries.stream().flatMap(List::stream).toList();
    }

    private static Audience audience(NotifyChannel channel) {
        return new Audience(channel.owners(), channel.environments(), channel.severity());
    }

    private static List<Item> heard(List<Item> items, NotifyChannel channel) {
        return items.stream()
                .filter(item -> item.severity().orElse(Severity.CRITICAL).atLeast(channel.severity()))
                .filter(item ->
                        channel.owners().isEmpty() || item.owners().stream().anyMatch(channel.owners()::contains))
                .filter(item -> channel.environments().isEmpty()
                        || item.environments().stream().anyMatch(channel.environments()::contains))
                .toList();
    }

    private static Delivery nothing(NotifyChannel channel) {
        return new Delivery(channel.name(), Delivery.Fate.NOTHING, "nothing to tell");
    }

    private static Delivery held(NotifyChannel channel, String why, Instant next) {
        return new Delivery(channel.name(), Delivery.Fate.HELD, why, Optional.of(next));
    }

    private static Delivery pending(NotifyChannel channel, Instant now) {
        return new Delivery(
                channel.name(),
                Delivery.Fate.PENDING,
                "another collector is telling it, or ended over it",
                Optional.of(now.plus(SentNotices.HOLD)));
    }

    /** What cannot be told is not claimed any longer. */
    private Delivery send(NotifyChannel channel, Optional<Notice> notice, Claims claims) {
        Instant now = clock.instant();
        if (notice.isEmpty()) {
            return claims.isPending() ? pending(channel, now) : nothing(channel);
        }
        Way way = ways.of(channel.name());
        Optional<Instant> rests = way.rests(now);
        if (rests.isPresent()) {
            claims.giveBack();
            return new Delivery(
                    channel.name(),
                    Delivery.Fate.RESTS,
                    "not reached lately: " + way.why() + "; tried again " + Quantity.moment(rests.get()),
                    rests);
        }
        Sender sender = senders.apply(channel);
        Notice linked = notice.get().linked(link);
        for (int attempt = 0; ; attempt++) {
            try {
                sender.send(channel, linked);
                claims.settle();
                return sent(channel, way, claims);
            } catch (NotSentException e) {
                if (e.isPartly()) {
                    claims.settle();
                    return partly(channel, way, claims, String.valueOf(e.getMessage()));
                }
                if (!e.isPassing() || attempt >= pauses.size() || !pause(pauses.get(attempt))) {
                    claims.giveBack();
                    return failed(channel, way, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private Delivery sent(NotifyChannel channel, Way way, Claims claims) {
        if (way.since().isPresent()) {
            ways.is(channel.name(), Way.OPEN);
        }
        String detail = "sent by " + channel.target().kind()
                + way.since()
                        .map(since -> ", not reached before since " + Quantity.moment(since))
                        .orElse("");
        return arrived(channel, claims, Delivery.Fate.SENT, detail);
    }

    private Delivery partly(NotifyChannel channel, Way way, Claims claims, String why) {
        ways.is(channel.name(), way.partly(clock.instant(), why));
        String detail = "sent by " + channel.target().kind() + ", though not to all: " + why;
        return arrived(channel, claims, Delivery.Fate.PARTLY, detail);
    }

    private Delivery arrived(NotifyChannel channel, Claims claims, Delivery.Fate fate, String detail) {
        Instant now = clock.instant();
        return claims.isPending()
                ? new Delivery(
                        channel.name(),
                        Delivery.Fate.PENDING,
                        detail + "; another collector is telling the rest, or ended over it",
                        Optional.of(now.plus(SentNotices.HOLD)))
                : new Delivery(channel.name(), fate, detail);
    }

    private Delivery failed(NotifyChannel channel, Way way, String why) {
        Way now = way.failed(clock.instant(), why);
        ways.is(channel.name(), now);
        return new Delivery(
                channel.name(),
                Delivery.Fate.FAILED,
                "not sent by " + channel.target().kind() + ": " + why,
                now.next());
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

    /** Where nobody remembers, each channel is tried each time. */
    private enum Tireless implements Ways {
        WAYS;

        @Override
        public Way of(String channel) {
            return Way.OPEN;
        }

        @Override
        public void is(String channel, Way way) {}
    }
}
