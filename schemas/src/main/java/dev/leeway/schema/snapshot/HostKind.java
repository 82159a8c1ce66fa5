package dev.leeway.schema.snapshot;

import java.util.Arrays;
import java.util.Optional;

/** What sort of host speaks; unlike kinds are not compared fact by fact. */
public enum HostKind {
    SERVER("server"),
    LAPTOP("laptop"),
    NODE("node"),
    CI("ci"),
    /** A file system examined offline: a mounted root, an image. */
    TREE("tree");

    private final String text;

    HostKind(String text) {
        this.text = text;
    }

    /** The name in JSON and configuration. */
    public String text() {
        return text;
    }

    /** The kind of that name, if there is one. */
    public static Optional<HostKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
