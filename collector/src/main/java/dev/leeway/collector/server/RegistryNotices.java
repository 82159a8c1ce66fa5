package dev.leeway.collector.server;

import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.SentNotices;
import dev.leeway.collector.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Remembers what was told in the registry, for all collectors and beyond a restart. */
final class RegistryNotices implements SentNotices {
    private static final String OPENING = "notice/";
    private static final String DEADMAN = "deadman/";

    private final Registry registry;
    /** What was told while the registry could not be written, and until when it counts. */
    private final Map<String, Instant> unsaved = new TreeMap<>();

    RegistryNotices(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Claim claim(String key, Instant now) {
        return claim(List.of(key), now).getOrDefault(key, Claim.PENDING);
    }

    @Override
    public Map<String, Claim> claim(Collection<String> keys, Instant now) {
        Map<String, Claim> claims = new HashMap<>();
        List<String> asked = new ArrayList<>();
        synchronized (unsaved) {
            save(now);
            for (String key : keys) {
                if (unsaved.containsKey(key)) {
                    claims.put(key, Claim.SENT);
                } else {
                    asked.add(key);
                }
            }
        }
        try {
            Map<String, Claim> answered = registry.beginSending(
                    asked.stream().map(key -> OPENING + key).toList(), now, HOLD);
            asked.forEach(key -> claims.put(key, answered.getOrDefault(OPENING + key, Claim.PENDING)));
        } catch (StoreException e) {
            // Better late than twice: the next look asks again. But that no report comes is told all the same: the
            // store may be why.
            asked.forEach(key -> claims.put(key, key.startsWith(DEADMAN) ? Claim.FREE : Claim.PENDING));
        }
        return claims;
    }

    @Override
    public Claim standing(String key, Instant now) {
        synchronized (unsaved) {
            save(now);
            if (unsaved.containsKey(key)) {
                return Claim.SENT;
            }
        }
        try {
            return registry.sending(OPENING + key, now);
        } catch (StoreException e) {
            return Claim.PENDING;
        }
    }

    @Override
    public void settle(Map<String, Instant> told, Collection<String> over) {
        try {
            write(told, over);
        } catch (StoreException e) {
            // What is not given back ends by itself.
            synchronized (unsaved) {
                unsaved.putAll(told);
            }
        }
    }

    /** Has the registry know what it does not, as soon as it answers; whatever it does not know might be told twice. */
    private void save(Instant now) {
        unsaved.values().removeIf(until -> !until.isAfter(now));
        if (!unsaved.isEmpty()) {
            try {
                write(unsaved, List.of());
                unsaved.clear();
            } catch (StoreException e) {
                // The next that is asked tries again.
            }
        }
    }

    private void write(Map<String, Instant> told, Collection<String> over) throws StoreException {
        Map<String, Instant> keys = new TreeMap<>();
        told.forEach((key, until) -> keys.put(OPENING + key, until));
        registry.sent(keys, over.stream().map(key -> OPENING + key).toList());
    }
}
