package dev.leeway.collector.sbom;

import java.util.Arrays;
import java.util.Optional;

/** The versions of CycloneDX that bills are written in. */
public enum BillVersion {
    V1_4("1.4"),
    V1_5("1.5"),
    V1_6("1.6");

    private final String text;

    BillVersion(String text) {
        this.text = text;
    }

    /** As the format writes it. */
    public String text() {
        return text;
    }

    /** The version of that name, if it is one of them. */
    public static Optional<BillVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    boolean since(BillVersion other) {
        return compareTo(other) >= 0;
    }
}
