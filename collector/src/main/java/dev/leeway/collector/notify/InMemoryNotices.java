package dev.leeway.collector.notify;

import dev.leeway.collector.identity.Claim;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A memory that lasts as long as the process. */
public final class InMemoryNotices implements SentNotices {
    private final Map<String, Standing> standings = new HashMap<>();

    private record Standing(Claim claim, Instant until) {}

    @Override
    public synchronized Claim claim(String key, Instant now) {
        Claim standing = standing(key, now);
        if (standing == Claim.FREE) {
            standings.put(key, new Standing(Claim.PENDING, now.plus(HOLD)));
        }
        return standing;
    }

    @Override
    public synchronized Claim standing(String key, Instant now) {
        Standing known = standings.get(key);
        return known != null && known.until().isAfter(now) ? known.claim() : Claim.FREE;
    }

    @Override
    public synchronized void settle(Map<String, Instant> told, Collection<String> over) {
        over.forEach(standings::remove);
        told.forEach((key, until) -> standings.put(key, new Standing(Claim.SENT, until)));
    }
}
