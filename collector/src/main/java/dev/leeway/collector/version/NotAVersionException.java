package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;

/** A text that is no version of its scheme; it then orders with nothing. */
final class NotAVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAVersionException(VersionScheme scheme, String text) {
        super("'" + text + "' is not a " + scheme.text() + " version");
    }

    NotAVersionException(VersionScheme scheme, String text, Throwable cause) {
        super("'" + text + "' is not a " + scheme.text() + " version", cause);
    }
}
