package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A name and where it comes from.
 *
 * @param name stable across hosts, restarts and environments
 * @param rule which rule gave it
 * @param labels what was taken off it
 */
public record Named(String name, Rule rule, SortedMap<String, String> labels) {
    public Named {
        requireNonNull(name, "name is null");
        requireNonNull(rule, "rule is null");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static Named of(PlainName plain, Rule rule) {
        return new Named(plain.name(), rule, plain.labels());
    }

    /** The rules, the first that applies wins. */
    public enum Rule {
        CONFIGURATION("configuration"),
        SUPERVISOR("supervisor"),
        SYSTEMD("systemd"),
        COMPOSE("compose"),
        KUBERNETES("kubernetes"),
        SPRING("spring"),
        PYTHON("python"),
        NODE("node"),
        ARTEFACT("artefact"),
        CONTAINER("container"),
        EXECUTABLE("executable");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        /** Whether the name comes from what anchors a program, and not from the program's own files. */
        boolean namesFromOutside() {
            return compareTo(SPRING) < 0;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
