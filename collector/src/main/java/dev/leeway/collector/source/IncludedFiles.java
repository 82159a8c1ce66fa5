package dev.leeway.collector.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** Opens the files that a policy includes. */
public interface IncludedFiles {
    /** Where a policy stands alone. */
    IncludedFiles NONE = (from, path) -> {
        throw new IOException("nothing can be included here");
    };

    /**
     * Opens a file.
     *
     * @param from id of the file that includes it; empty for the policy itself
     * @param path as written there
     * @throws IOException saying in a few words why it cannot be had: that it lies outside the directory of the file that
     *     includes it, say
     */
    Opened open(String from, String path) throws IOException;

    /**
     * A file.
     *
     * @param id the same for the same file, however it was reached
     * @param name for messages and origins
     * @param yaml its whole text
     */
    record Opened(String id, String name, String yaml) {
        public Opened {
            requireNonNull(id, "id is null");
            requireNonNull(name, "name is null");
            requireNonNull(yaml, "yaml is null");
        }
    }
}
