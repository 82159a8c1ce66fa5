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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Remembers what was told in the registry, for all collectors and beyond a restart. */
final class RegistryNotices implements SentNotices {
    private static final String OPENING = "notice/";
    private static final String DEADMAN = "deadman/";

    private final Registry registry;
    /** What was told while the registry could not be written, and until when it counts. */
    private final Map<String, Instant> unsaved = new TreeMap<>();
    /** What was over by what is unsaved: as long as it counts as told, its return would be no news. */
    private final Set<String> unsavedOver = new TreeSet<>();

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
                } else if (unsavedOver.contains(key)) {
                    claims.put(key, Claim.PENDING);
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
            if (unsavedOver.contains(key)) {
                return Claim.FREE;
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
        synchronized (unsaved) {
            // Of what waits to be written, this is the newer word.
            unsaved.keySet().removeAll(over);
            unsavedOver.removeAll(told.keySet());
        }
        try {
            write(told, over);
        } catch (StoreException e) {
            synchronized (unsaved) {
                unsaved.putAll(told);
                if (!told.isEmpty()) {
                    unsavedOver.addAll(over);
                }
                // A claim that is not given back ends by itself.
            }
        }
    }

    /** Has the registry know what it does not, as soon as it answers; whatever it does not know might be told twice. */
    private void save(Instant now) {
        unsaved.values().removeIf(until -> !until.isAfter(now));
        if (!unsaved.isEmpty() || !unsavedOver.isEmpty()) {
            try {
                write(unsaved, unsavedOver);
                unsaved.clear();
                unsavedOver.clear();
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
