package dev.leeway.collector.store.sql;

import org.jdbi.v3.core.Handle;

/** The two counters of a store. */
final class Numbers {
    private final Handle handle;

    Numbers(Handle handle) {
        this.handle = handle;
    }

    /** A number that nothing ever had. */
    long next() {
        handle.execute("update counter set value = value + 1 where name = 'number'");
        return value("number");
    }

    /** Counts how often rows were taken away or set aside, after which nothing that was remembered of them holds. */
    long generation() {
        return value("generation");
    }

    void nextGeneration() {
        handle.execute("update counter set value = value + 1 where name = 'generation'");
    }

    private long value(String name) {
        return handle.createQuery("select value from counter where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }
}
