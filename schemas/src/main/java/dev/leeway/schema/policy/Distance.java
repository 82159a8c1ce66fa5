package dev.leeway.schema.policy;

import java.util.Arrays;
import java.util.Optional;

/** How far two versions lie apart, the smallest first. */
public enum Distance {
    /** The same upstream version, packaged or built again. */
    BUILD("build"),
    PATCH("patch"),
    MINOR("minor"),
    MAJOR("major");

    private final String text;

    Distance(String text) {
        this.text = text;
    }

    /** The name in JSON and YAML. */
    public String text() {
        return text;
    }

    /** The distance of that name, if there is one. */
    public static Optional<Distance> of(String text) {
        return Arrays.stream(values())
                .filter(distance -> distance.text.equals(text))
                .findFirst();
    }
}
