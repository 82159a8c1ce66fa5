package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/**
 * A host a store knows. One of the same name in another environment is another host.
 *
 * @param number by which the store knows it
 * @param environment as its snapshots name it, empty where they name none
 * @param name of the host
 */
public record StoredHost(long number, String environment, String name) {
    public StoredHost {
        requireNonNull(environment, "environment is null");
        requireNonNull(name, "name is null");
    }

    /** As a selector names it: {@code prod/web-01}. */
    public String text() {
        return environment + "/" + name;
    }
}
