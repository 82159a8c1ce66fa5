package dev.leeway.collector.server;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store that fails when it is told to, as one on a full disk does. */
final class FailingStore {
    private volatile boolean fails;
    private volatile boolean full;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    /** How often a method was called that did not fail here. */
    int asked(String method) {
        return asked.getOrDefault(method, 0);
    }

    /** From now on, or no more. */
    void fail(boolean from, boolean noRoom) {
        fails = from;
        full = noRoom;
    }

    CollectorStore around(CollectorStore store) {
        return new CollectorStore(
                around(SnapshotStore.class, store.snapshots()), around(Registry.class, store.registry()));
    }

    private <T> T around(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (fails && !method.getName().equals("close")) {
                        throw new StoreException("the store fails as it was told to", new IOException(), full);
                    }
                    asked.merge(method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
