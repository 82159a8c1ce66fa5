package dev.leeway.collector.store;

import java.io.IOException;

/** A library with a native part could not be loaded. */
final class UnusableLibraryException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableLibraryException(Throwable cause) {
        super(cause);
    }
}
