package dev.leeway.agent.probe.dependency.declared;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.probe.dependency.found.Ecosystem;
import java.util.Optional;

/**
 * A dependency that a file of the deployment declares.
 *
 * @param ecosystem the name belongs to
 * @param name in the one spelling in which names of the ecosystem compare
 * @param precision how exactly it is declared
 * @param version the version, the range as written, or the place; empty with {@link Precision#ANY}
 * @param condition when it is needed only sometimes: an environment marker, {@code dev}, {@code optional}, {@code extra x};
 *     empty when always
 * @param file that declares it
 * @param line in that file, from 1
 */
public record Declaration(
        Ecosystem ecosystem,
        String name,
        Precision precision,
        String version,
        Optional<String> condition,
        String file,
        int line) {
    public Declaration {
        requireNonNull(ecosystem, "ecosystem is null");
        requireNonNull(name, "name is null");
        requireNonNull(precision, "precision is null");
        requireNonNull(version, "version is null");
        requireNonNull(condition, "condition is null");
        requireNonNull(file, "file is null");
    }

    /** How exactly a dependency is declared. */
    public enum Precision {
        /** One version. */
        PINNED("pinned"),
        /** Versions within bounds. */
        RANGE("range"),
        /** Whatever there is. */
        ANY("any"),
        /** A file, directory, URL or commit instead of a version. */
        PLACE("place");

        private final String text;

        Precision(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
