package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Item;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.notify.Messages.Added;
import dev.leeway.schema.fact.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells one channel of breaches and of their end, each thing once. */
final class BreachTelling {
    /** What is held is looked at again. */
    private static final Duration QUIET_PAUSE = Duration.ofMinutes(10);
    /** Of what came back and ended once more. */
    private static final Duration DAILY = Duration.ofDays(1);
    /** An end is over for good. */
    private static final Duration EVER = Duration.ofDays(400);

    private final SentNotices sent;
    private final Sending sending;
    private final NotifyChannel channel;
    private final Breaches breaches;
    private final Instant asOf;
    private final Instant now;

    /**
     * One.
     *
     * @param asOf the moment they are told as of
     * @param now the moment of telling
     */
    BreachTelling(
            SentNotices sent, Sending sending, NotifyChannel channel, Breaches breaches, Instant asOf, Instant now) {
        this.sent = sent;
        this.sending = sending;
        this.channel = channel;
        this.breaches = breaches;
        this.asOf = asOf;
        this.now = now;
    }

    /** One for each occasion that it wants to hear of, alerts before ends. */
    List<Delivery> tell() {
        List<Delivery> deliveries = new ArrayList<>();
        if (hearsAlerts()) {
            deliveries.add(alert());
            forgetTried();
        }
        if (channel.when().contains(Occasion.RESOLVED)) {
            // That alerts took long is not to shorten the claims of ends.
            Instant later = sending.clock().instant();
            deliveries.add(new BreachTelling(sent, sending, channel, breaches, asOf, later).end());
        }
        return deliveries;
    }

    private boolean hearsAlerts() {
        return channel.when().contains(Occasion.ALERT);
    }

    private Delivery alert() {
        Messages messages = new Messages(sent, now);
        List<Item> again = heard(breaches.again());
        for (List<Item> items : List.of(heard(breaches.fresh()), again)) {
            for (Item item : items) {
                String id = item.id().orElse("");
                messages.add(item, key("alert", id), channel.repeat())
                        .claims()
                        .ifPresent(claims -> claims.markForEver(key("heard", id)));
            }
        }
        return messages.send(
                message -> {
                    Map<Boolean, List<Item>> known = new HashMap<>();
                    message.items()
                            .forEach(item -> known.computeIfAbsent(again.contains(item), any -> new ArrayList<>())
                                    .add(item));
                    List<Item> fresh = known.getOrDefault(false, List.of());
                    return sending.send(
                            channel, Notices.alert(fresh, known.getOrDefault(true, List.of()), asOf), message.claims());
                },
                sending.clock());
    }

    /** An alert that may have arrived before its breach ended: who takes it for known is not to miss that it is back. */
    private void forgetTried() {
        if (!breaches.ended().isEmpty()) {
            sent.forgetTried(
                    breaches.ended().keySet().stream()
                            .map(id -> key("alert", id))
                            .toList(),
                    now);
        }
    }

    private Delivery end() {
        Messages messages = new Messages(sent, now);
        // Who was told hears of the end, whatever led the cause then and whichever drift of it is told now.
        List<Item> ended = hearsAlerts() ? breaches.resolved() : heard(breaches.resolved());
        List<Item> over = ended.stream().filter(item -> isOwed(item, messages)).toList();
        Optional<Instant> sure = over.stream()
                .map(item -> breaches.over(item).plus(channel.resolvedAfter()))
                .filter(now::isBefore)
                .min(Instant::compareTo);
        List<Item> lasting = over.stream()
                .filter(item -> !now.isBefore(breaches.over(item).plus(channel.resolvedAfter())))
                .toList();
        if (!lasting.isEmpty()
                && channel.quiet().filter(hours -> hours.covers(now)).isPresent()) {
            return Sending.held(channel, "it is quiet there", now.plus(QUIET_PAUSE));
        }
        Optional<Instant> later = sure;
        for (Item item : lasting) {
            Added added = messages.add(item, key("resolved", item.id().orElse("")), channel.repeat());
            added.claims().ifPresent(claims -> settled(item, claims));
            if (added.claim() == Claim.SENT && hearsAlerts()) {
                // It came and went before, and its end was told then. Whoever was told that it was back hears of its
                // end, though not each time it goes.
                Instant day = now.plus(DAILY);
                later = Optional.of(later.filter(day::isAfter).orElse(day));
            } else if (added.claim() == Claim.SENT) {
                // Nor is it told of this one once another is news again, for whomever else that still waits.
                Map<String, Instant> told = new HashMap<>();
                breaches.ended(item).forEach(id -> told.put(ending(id), now.plus(EVER)));
                sent.settle(told, List.of());
            }
        }
        Delivery delivery = messages.send(
                message -> sending.send(channel, Notices.resolved(message.items(), asOf), message.claims()),
                sending.clock());
        return later.isPresent() && !delivery.isOwed() ? delivery.held(later.get()) : delivery;
    }

    /** What counts once the end of {@code item} was told. */
    private void settled(Item item, Claims claims) {
        for (String id : breaches.ended(item)) {
            if (hearsAlerts()) {
                claims.forget(List.of(key("alert", id), key("heard", id)));
            } else {
                claims.markForEver(ending(id));
            }
        }
    }

    /**
     * Whether a channel was told of any of it and not of its end. One that is told of ends alone was told of none; what others still wait
     * for may be handed in for longer than its {@code repeat}.
     */
    private boolean isOwed(Item item, Messages messages) {
        boolean owed = false;
        for (String id : breaches.ended(item)) {
            if (hearsAlerts()) {
                Claim claim = sent.standing(key("heard", id), now);
                owed |= claim == Claim.SENT;
                if (claim == Claim.PENDING || sent.standing(key("alert", id), now) == Claim.PENDING) {
                    messages.await();
                }
            } else {
                owed |= sent.standing(ending(id), now) != Claim.SENT;
            }
        }
        return owed;
    }

    /** This end of a breach, and no other of the same. */
    private String ending(String id) {
        Optional<Instant> over = Optional.ofNullable(breaches.ended().get(id)).flatMap(Breaches.Alerted::over);
        return key("over", id + over.map(moment -> "/" + moment).orElse(""));
    }

    private List<Item> heard(List<Item> items) {
        return items.stream()
                .filter(item -> item.severity().orElse(Severity.CRITICAL).atLeast(channel.severity()))
                .filter(item ->
                        channel.owners().isEmpty() || item.owners().stream().anyMatch(channel.owners()::contains))
                .filter(item -> channel.environments().isEmpty()
                        || item.environments().stream().anyMatch(channel.environments()::contains))
                .toList();
    }

    private String key(String sort, String id) {
        return sort + "/" + channel.name() + "/" + id;
    }
}
