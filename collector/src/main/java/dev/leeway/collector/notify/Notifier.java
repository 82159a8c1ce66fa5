package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Audience;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Digest;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** How long one message may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long telling everybody may: a message, tried as often as it is, and less than a claim holds. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final List<NotifyChannel> channels;
    private final SentNotices sent;
    private final Clock clock;
    private final Sending sending;
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
        this(channels, sent, Sending.Tireless.WAYS, clock, link, pauses, usual(patience, clock), MOST);
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
        this.clock = clock;
        this.sending = new Sending(ways, clock, link, pauses, senders);
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
        return each(
                Occasion.NIGHTLY,
                EnvironmentNames.of(night.report()),
                channel -> new NightTelling(sent, sending, channel, clock.instant()).tell(night, head));
    }

    /**
     * Tells of a night where no memory outlasts the process: of what is still open a channel hears in full each time another
     * {@code repeat} of its age has passed since the earlier report.
     */
    public List<Delivery> nightlyByAge(Night night) {
        return each(Occasion.NIGHTLY, EnvironmentNames.of(night.report()), channel -> {
            Audience audience = NightTelling.audience(channel);
            Notice notice = Digest.of(night, audience, Digest.dueByAge(night, audience, channel.repeat()));
            return sending.send(channel, Optional.of(notice), new Claims(sent, clock.instant()));
        });
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
        for (List<Delivery> each : hands.each(asked, channel -> tell(breaches, asOf, channel))) {
            alerts.add(each.get(0));
            ends.addAll(each.subList(1, each.size()));
        }
        alerts.addAll(ends);
        return alerts;
    }

    private List<Delivery> tell(Breaches breaches, Instant asOf, NotifyChannel channel) {
        return new BreachTelling(sent, sending, channel, breaches, asOf, clock.instant()).tell();
    }

    /** Tells that no nightly report came, once a day; {@code notice} is of {@link Notices#overdue}. */
    public List<Delivery> overdue(Notice notice) {
        return each(Occasion.DEADMAN, channel -> {
            Instant now = clock.instant();
            Claims claims = new Claims(sent, now);
            Claim claim = claims.claim("deadman/" + channel.name(), DAILY);
            return switch (claim) {
                case FREE -> sending.send(channel, Optional.of(notice), claims);
                case PENDING -> Sending.pending(channel, now);
                case SENT -> Sending.nothing(channel);
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
                channel -> List.of(sending.send(
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
}
