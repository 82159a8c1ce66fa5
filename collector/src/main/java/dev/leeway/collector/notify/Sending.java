package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.report.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sends one message to one channel, some times if need be, unless it is let be, and says what became of it. */
final class Sending {
    private final Ways ways;
    private final Clock clock;
    private final Optional<String> link;
    private final List<Duration> pauses;
    private final Function<NotifyChannel, Sender> senders;

    /**
     * One.
     *
     * @param link where people find more; empty for nowhere
     * @param pauses before each further attempt
     */
    Sending(
            Ways ways,
            Clock clock,
            Optional<String> link,
            List<Duration> pauses,
            Function<NotifyChannel, Sender> senders) {
        this.ways = ways;
        this.clock = clock;
        this.link = link;
        this.pauses = List.copyOf(pauses);
        this.senders = senders;
    }

    static Delivery nothing(NotifyChannel channel) {
        return new Delivery(channel.name(), Delivery.Fate.NOTHING, "nothing to tell");
    }

    static Delivery held(NotifyChannel channel, String why, Instant next) {
        return new Delivery(channel.name(), Delivery.Fate.HELD, why, Optional.of(next));
    }

    static Delivery pending(NotifyChannel channel, Instant now) {
        return new Delivery(
                channel.name(),
                Delivery.Fate.PENDING,
                "another collector is telling it, or ended over it",
                Optional.of(now.plus(SentNotices.HOLD)));
    }

    /** By which the time is told that sending takes. */
    InstantSource clock() {
        return clock;
    }

    /** Sends, and settles what is claimed for it; what cannot be told is not claimed any longer. */
    Delivery send(NotifyChannel channel, Optional<Notice> notice, Claims claims) {
        Instant now = clock.instant();
        if (notice.isEmpty()) {
            return claims.isPending() ? pending(channel, now) : nothing(channel);
        }
        Way way = ways.of(channel.name());
        Optional<Instant> rests = way.rests(now);
        if (rests.isPresent()) {
            claims.giveBackUntried();
            return new Delivery(
                    channel.name(),
                    Delivery.Fate.RESTS,
                    "not reached lately: " + way.why() + "; tried again " + Quantity.moment(rests.get()),
                    rests);
        }
        Sender sender = senders.apply(channel);
        Notice linked = notice.get().linked(link).deliveredAs(claims.delivery());
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
        if (way.since().isPresent() && !claims.isPartly()) {
            ways.is(channel.name(), Way.OPEN);
        }
        String detail = "sent by " + channel.target().kind()
                + way.since()
                        .map(since -> ", not reached before since " + Quantity.moment(since))
                        .orElse("");
        return arrived(channel, claims, Delivery.Fate.SENT, detail);
    }

    private Delivery partly(NotifyChannel channel, Way way, Claims claims, String why) {
        claims.partly();
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
    enum Tireless implements Ways {
        WAYS;

        @Override
        public Way of(String channel) {
            return Way.OPEN;
        }

        @Override
        public void is(String channel, Way way) {}
    }
}
