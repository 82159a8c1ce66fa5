package dev.leeway.collector.server;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.SnapshotStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** A store that takes nothing in until it is let go, so that what arrives meanwhile waits for one and the same group. */
final class HeldStore {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);

    /** Returns once somebody stands before it. */
    void awaitOne() throws InterruptedException {
        reached.await();
    }

    void letGo() {
        held.countDown();
    }

    CollectorStore around(CollectorStore store) {
        Object proxy = Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(),
                new Class<?>[] {SnapshotStore.class},
                (any, method, arguments) -> {
                    if (method.getName().equals("add")) {
                        reached.countDown();
                        held.await();
                    }
                    try {
                        return method.invoke(store.snapshots(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new CollectorStore((SnapshotStore) proxy, store.registry());
    }
}
