package dev.leeway.schema.yaml;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A single value.
 *
 * @param place where it begins
 * @param written its text after YAML unquoting; empty for a {@code null} left out
 * @param kind what the YAML 1.2 core schema takes it for; anything quoted is a text
 * @param tag as written; empty for none and for one of YAML itself
 */
public record YamlScalar(YamlPlace place, String written, Kind kind, Optional<String> tag) implements YamlNode {
    public YamlScalar {
        requireNonNull(place, "place is null");
        requireNonNull(written, "written is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(tag, "tag is null");
    }

    /** One without a tag. */
    public YamlScalar(YamlPlace place, String written, Kind kind) {
        this(place, written, kind, Optional.empty());
    }

    @Override
    public String description() {
        return kind.description;
    }

    /** The kinds of scalar in the core schema. */
    public enum Kind {
        TEXT("a text"),
        INTEGER("a whole number"),
        /** A number with a fraction or exponent, {@code .inf} and {@code .nan} included. */
        REAL("a number with a fraction"),
        FLAG("a true or false"),
        NULL("nothing");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }
}
