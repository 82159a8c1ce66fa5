package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A Python distribution found installed.
 *
 * @param name normalised
 * @param version as its metadata says
 * @param form how it is installed
 * @param path of its metadata directory or file
 * @param installer what installed it, {@code pip}, {@code uv}, {@code conda}; empty when it left no note
 * @param recorded whether the list of its files is there: without it, it was not installed by a tool or not whole
 * @param origin where it came from
 */
public record Distribution(
        String name,
        String version,
        Form form,
        String path,
        Optional<String> installer,
        boolean recorded,
        Origin origin) {
    public Distribution {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(form, "form is null");
        requireNonNull(path, "path is null");
        requireNonNull(installer, "installer is null");
        requireNonNull(origin, "origin is null");
    }

    /** Whether it is loaded from a working tree instead of an installed copy. */
    public boolean editable() {
        return origin.kind() == Origin.Kind.EDITABLE;
    }

    /** How a distribution is installed. */
    public enum Form {
        DIST_INFO("dist-info"),
        EGG_INFO("egg-info"),
        /** A directory {@code X.egg} of its own on the path. */
        EGG("egg"),
        /** A note in site-packages that leads to a working tree. */
        EGG_LINK("egg-link");

        private final String text;

        Form(String text) {
            this.text = text;
        }

        /** The word used in evidence. */
        public String text() {
            return text;
        }
    }
}
