package dev.leeway.collector.server;

import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import dev.leeway.collector.identity.Handover;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.SentNotices;
import dev.leeway.collector.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Remembers what was told in the registry, for all collectors and beyond a restart. */
final class RegistryNotices implements SentNotices {
    private static final String OPENING = "notice/";
    private static final String DEADMAN = "deadman/";
    /** Under which the moment of the night stands that a channel was told of last. */
    private static final String NIGHT = "night/";

    private final Registry registry;
    /** What was told while the registry could not be written, and until when it counts. */
    private final Map<String, Instant> unsaved = new TreeMap<>();
    /** What was over by what is unsaved: as long as it counts as told, its return would be no news. */
    private final Set<String> unsavedOver = new TreeSet<>();

    RegistryNotices(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Claimed claim(String key, String delivery, Instant now) {
        return claimed(List.of(key), delivery, now).getOrDefault(key, Claimed.PENDING);
    }

    @Override
    public Map<String, Claim> claim(Collection<String> keys, Instant now) {
        Map<String, Claim> claims = new HashMap<>();
        claimed(keys, "", now).forEach((key, claimed) -> claims.put(key, claimed.claim()));
        return claims;
    }

    private Map<String, Claimed> claimed(Collection<String> keys, String delivery, Instant now) {
        Map<String, Claimed> claims = new HashMap<>();
        List<String> asked = new ArrayList<>();
        synchronized (unsaved) {
            save(now);
            for (String key : keys) {
                if (unsaved.containsKey(key)) {
                    claims.put(key, new Claimed(Claim.SENT, ""));
                } else if (unsavedOver.contains(key)) {
                    claims.put(key, Claimed.PENDING);
                } else {
                    asked.add(key);
                }
            }
        }
        try {
            Map<String, Claimed> answered = registry.beginSending(
                    asked.stream().map(key -> OPENING + key).toList(), delivery, now, HOLD);
            asked.forEach(key -> claims.put(key, answered.getOrDefault(OPENING + key, Claimed.PENDING)));
        } catch (StoreException e) {
            // Better late than twice: the next look asks again. But that no report comes is told all the same: the
            // store may be why.
            asked.forEach(key ->
                    claims.put(key, key.startsWith(DEADMAN) ? new Claimed(Claim.FREE, delivery) : Claimed.PENDING));
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
            }
        }
    }

    @Override
    public void giveBack(Collection<String> keys, Instant claimed, boolean tried) {
        try {
            registry.giveBack(keys.stream().map(key -> OPENING + key).toList(), claimed, HOLD, tried);
        } catch (StoreException e) {
            // A claim that is not given back ends by itself.
        }
    }

    @Override
    public void forgetTried(Collection<String> keys, Instant now) {
        try {
            registry.forgetTried(keys.stream().map(key -> OPENING + key).toList(), now);
        } catch (StoreException e) {
            // An id is forgotten by itself, after a while.
        }
    }

    @Override
    public Optional<Instant> lastNight(String channel) {
        try {
            return registry.handover(NIGHT + channel)
                    .map(kept -> Instant.parse(new String(kept.content(), StandardCharsets.UTF_8)));
        } catch (StoreException | DateTimeException e) {
            // Then what is new on this night alone is news.
            return Optional.empty();
        }
    }

    @Override
    public void toldNight(String channel, Instant asOf) {
        try {
            Optional<Handover> kept = registry.handover(NIGHT + channel);
            if (lastNight(channel).filter(last -> !last.isBefore(asOf)).isEmpty()) {
                // Where another collector wrote at the same time, it told of a night as well.
                var unused = registry.handOver(
                        NIGHT + channel,
                        kept.map(Handover::version).orElse(0L),
                        asOf.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (StoreException e) {
            // What grew since the one before is told once more, rather than never.
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
