package dev.leeway.agent.probe.packages;

/** A package database is not what its place promises; says which structure is wrong, and repeats none of its content. */
final class MalformedDatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDatabaseException(String message) {
        super(message);
    }
}
