package dev.leeway.collector.server;

import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.SentNotices;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was told in the registry, for all collectors and beyond a restart. */
final class RegistryNotices implements SentNotices {
    private static final String OPENING = "notice/";

    private final Registry registry;
    /** What could not be told is this process's to tell; after a restart the time for it has to pass. */
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    RegistryNotices(Registry registry) {
        this.registry = registry;
    }

    @Override
    public boolean claim(String key, Instant now, Duration again) {
        if (owed.remove(key)) {
            return true;
        }
        try {
            return registry.claim(OPENING + key, now, again);
        } catch (StoreException e) {
            // Better late than twice: the next look asks again.
            return false;
        }
    }

    @Override
    public void release(String key) {
        owed.add(key);
    }
}
