package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whose drift it is.
 *
 * @param kind service, or hosts of one role
 * @param name the service's canonical name or the role ({@code *} where hosts have none)
 */
public record Scope(Kind kind, String name) implements Comparable<Scope> {
    public Scope {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }

    @Override
    public int compareTo(Scope other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    /** What is compared as one. */
    public enum Kind {
        SERVICE("service"),
        ROLE("role");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }

        /** The kind of that name, if there is one. */
        public static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst();
        }
    }
}
