package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A Python interpreter with the packages it sees.
 *
 * @param kind what manages the packages
 * @param prefix directory of the environment
 * @param series of the interpreter, {@code 3.11}; empty when nothing told it
 * @param version of the interpreter in full, read from its files; empty when they did not tell
 * @param siteDirectories existing directories with packages, in the order Python looks into them
 * @param evidence what led to the prefix: {@code command line}, {@code VIRTUAL_ENV}, {@code open files}, ...
 */
public record PythonEnvironment(
        Kind kind,
        String prefix,
        Optional<String> series,
        Optional<String> version,
        List<String> siteDirectories,
        String evidence) {
    public PythonEnvironment {
        requireNonNull(kind, "kind is null");
        requireNonNull(prefix, "prefix is null");
        requireNonNull(series, "series is null");
        requireNonNull(version, "version is null");
        requireNonNull(evidence, "evidence is null");
        siteDirectories = List.copyOf(siteDirectories);
    }

    /** Kinds of environments. */
    public enum Kind {
        VENV("venv"),
        CONDA("conda"),
        SYSTEM("system");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
