package dev.leeway.collector.server;

import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.InMemoryNotices;
import dev.leeway.collector.notify.SentNotices;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers what was told in the registry, for all collectors and beyond a restart. */
final class RegistryNotices implements SentNotices {
    private static final String OPENING = "notice/";
    private static final String DEADMAN = "deadman/";

    private final Registry registry;
    /** What was given back while the registry could not be written is this process's to tell. */
    private final Set<String> owed = ConcurrentHashMap.newKeySet();
    /** What was not to be claimed because the registry did not answer. */
    private final AtomicBoolean failed = new AtomicBoolean();

    /** What was told while the store failed, which the store does not know. */
    private final SentNotices meanwhile = new InMemoryNotices();

    RegistryNotices(Registry registry) {
        this.registry = registry;
    }

    @Override
    public boolean claim(String key, Instant now, Duration again) {
        if (owed.remove(key)) {
            return true;
        }
        boolean lasting = key.startsWith(DEADMAN);
        boolean mine;
        try {
            mine = registry.claim(OPENING + key, now, again);
        } catch (StoreException e) {
            // Better late than twice: the next look asks again. But that no report comes is told all the same: the
            // store may be why.
            failed.set(!lasting || failed.get());
            mine = lasting;
        }
        return mine && (!lasting || meanwhile.claim(key, now, again));
    }

    @Override
    public void release(String key) {
        try {
            registry.unclaim(OPENING + key);
        } catch (StoreException e) {
            owed.add(key);
        }
    }

    /** Whether something went untold, since this was last asked, because the registry did not answer. */
    boolean failed() {
        return failed.getAndSet(false);
    }
}
