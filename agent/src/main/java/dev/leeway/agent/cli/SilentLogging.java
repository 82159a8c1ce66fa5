package dev.leeway.agent.cli;

/**
 * What the runtime's own logging is configured by, and sets nothing up: libraries have no way to a terminal, as their messages
 * quote URLs that may hold a password.
 */
public final class SilentLogging {
    /** For the runtime, which makes one before the first message of any library. */
    public SilentLogging() {}

    /** Takes effect unless a library has logged before. */
    static void install() {
        System.setProperty("java.util.logging.config.class", SilentLogging.class.getName());
    }
}
