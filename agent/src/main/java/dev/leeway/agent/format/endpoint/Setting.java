package dev.leeway.agent.format.endpoint;

import static java.util.Objects.requireNonNull;

/**
 * A named text of a program's settings.
 *
 * @param name as found: {@code SPRING_DATASOURCE_URL}, {@code spring.datasource.url}, {@code db-host}
 * @param value as found; may be or hold a secret
 * @param kind where it comes from
 * @param place for evidence: a file, a remark; of an argument where it stands and what was typed there
 */
public record Setting(String name, String value, Kind kind, String place) {
    public Setting {
        requireNonNull(name, "name is null");
        requireNonNull(value, "value is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(place, "place is null");
    }

    /** Where settings come from; the earlier overrules the later, as programs usually have it. */
    public enum Kind {
        ARGUMENT("argument"),
        VARIABLE("variable"),
        CONFIGURATION("configuration"),
        FILE("file");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }

    /** What a person typed, for messages: {@code PGHOST (variable)}, {@code -h (argument 2)}. */
    public String typed() {
        return kind == Kind.ARGUMENT ? place : name + " (" + (kind == Kind.VARIABLE ? kind.text() : place) + ")";
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "Setting[" + name + ", " + kind.text() + "]";
    }
}
