package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;

/**
 * A host a store knows. One of the same name in another environment is another host, and so is each tree that was examined on it.
 *
 * @param number by which the store knows it
 * @param environment as its snapshots name it, empty where they name none
 * @param name of the host
 * @param root {@code /} for the live host, else the directory that was examined as one
 */
public record StoredHost(long number, String environment, String name, String root) {
    private static final String LIVE = "/";
    /** Between name and root; no name of a host has it, and every root begins with its second half. */
    private static final String TREE = ":/";

    public StoredHost {
        requireNonNull(environment, "environment is null");
        requireNonNull(name, "name is null");
        requireNonNull(root, "root is null");
    }

    /** One that is filed under a name as {@link #filed} makes it. */
    public static StoredHost of(long number, String environment, String filed) {
        int tree = filed.indexOf(TREE);
        return tree < 0
                ? new StoredHost(number, environment, filed, LIVE)
                : new StoredHost(number, environment, filed.substring(0, tree), filed.substring(tree + 1));
    }

    /** Whether a snapshot is of the host itself, and of no tree that was examined on it. */
    public static boolean isLive(Snapshot snapshot) {
        return snapshot.root().equals(LIVE);
    }

    /** What the host of {@code snapshot} is filed under within its environment: its name, and of a tree where that is. */
    public static String filed(Snapshot snapshot) {
        return filed(snapshot.host().name(), snapshot.root());
    }

    /**
     * What a host is filed under.
     *
     * @param name of the host
     * @param root {@code /}, or the directory that was examined as one
     */
    public static String filed(String name, String root) {
        return root.equals(LIVE) ? name : name + (root.startsWith("/") ? ":" : TREE) + root;
    }

    /** As reports name it: {@code prod/web-01}, or {@code prod/web-01:/mnt/image}. */
    public String text() {
        return environment + "/" + filed(name, root);
    }
}
