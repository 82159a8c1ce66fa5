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
    private volatile String only = "";
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    /** How often a method was called that did not fail here. */
    int asked(String method) {
        return asked.getOrDefault(method, 0);
    }

    /** From now on, or no more. */
    void fail(boolean from, boolean noRoom) {
        only = "";
        fails = from;
        full = noRoom;
    }

    /** From now on one method alone, as where reading works and writing does not. */
    void failIn(String method) {
        fail(true, false);
        only = method;
    }

    CollectorStore around(CollectorStore store) {
        return new CollectorStore(
                around(SnapshotStore.class, store.snapshots()), around(Registry.class, store.registry()));
    }

    private <T> T around(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (fails
                            && !method.getName().equals("close")
                            && (only.isEmpty() || only.equals(method.getName()))) {
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
