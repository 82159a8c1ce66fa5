package dev.leeway.collector.notify;

import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A memory that lasts as long as the process. */
public final class InMemoryNotices implements SentNotices {
    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Instant> nights = new HashMap<>();

    private record Standing(Claim claim, Instant until, String delivery) {}

    @Override
    public synchronized Claimed claim(String key, String delivery, Instant now) {
        Standing known = standings.get(key);
        Claim standing = standing(key, now);
        if (standing != Claim.FREE || known == null) {
            if (standing == Claim.FREE) {
                standings.put(key, new Standing(Claim.PENDING, now.plus(HOLD), delivery));
            }
            return new Claimed(standing, delivery);
        }
        String own = known.claim() == Claim.PENDING && !known.delivery().isEmpty() ? known.delivery() : delivery;
        standings.put(key, new Standing(Claim.PENDING, now.plus(HOLD), own));
        return new Claimed(Claim.FREE, own);
    }

    @Override
    public synchronized Claim standing(String key, Instant now) {
        Standing known = standings.get(key);
        return known != null && known.until().isAfter(now) ? known.claim() : Claim.FREE;
    }

    @Override
    public synchronized void settle(Map<String, Instant> told, Collection<String> over) {
        over.forEach(standings::remove);
        told.forEach((key, until) -> standings.put(key, new Standing(Claim.SENT, until, "")));
    }

    @Override
    public synchronized void giveBack(Collection<String> keys, Instant claimed, boolean tried) {
        Instant until = claimed.plus(HOLD);
        for (String key : keys) {
            standings.computeIfPresent(
                    key,
                    (any, known) ->
                            known.claim() == Claim.PENDING && known.until().equals(until)
                                    ? new Standing(Claim.PENDING, claimed, tried ? known.delivery() : "")
                                    : known);
        }
    }

    @Override
    public synchronized void forgetTried(Collection<String> keys, Instant now) {
        standings
                .entrySet()
                .removeIf(each -> keys.contains(each.getKey())
                        && each.getValue().claim() == Claim.PENDING
                        && !each.getValue().until().isAfter(now));
    }

    @Override
    public synchronized Optional<Instant> lastNight(String channel) {
        return Optional.ofNullable(nights.get(channel));
    }

    @Override
    public synchronized void toldNight(String channel, Instant asOf) {
        nights.merge(channel, asOf, (one, other) -> one.isAfter(other) ? one : other);
    }
}
