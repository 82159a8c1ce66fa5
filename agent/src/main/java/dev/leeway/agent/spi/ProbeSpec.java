package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

/**
 * Who a probe is.
 *
 * @param name first word of its addresses, name of its package and of its option value
 * @param revision raised whenever it learns to see a fact it did not see before
 * @param needsLiveHost whether it has nothing to say of a mounted tree; its sections are then {@code notRequested}
 * @param readsImages whether it has something to say of an image that lies in a file
 */
public record ProbeSpec(String name, int revision, boolean needsLiveHost, boolean readsImages) {
    public ProbeSpec {
        requireNonNull(name, "name is null");
        if (revision < 1) {
            throw new IllegalArgumentException("revisions start at 1");
        }
    }

    /** One that has nothing to say of images. */
    public ProbeSpec(String name, int revision, boolean needsLiveHost) {
        this(name, revision, needsLiveHost, false);
    }
}
