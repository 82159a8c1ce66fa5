package dev.leeway.collector.server.http;

/** Who asks, once it is known, and what he may do in which environment: nothing, unless it is said. */
public interface Caller {
    /** As the audit log has it. */
    String name();

    /** Whether this caller may read what lies in {@code environment}. */
    default boolean reads(String environment) {
        return false;
    }

    /** Whether this caller may change what lies in {@code environment}. */
    default boolean operates(String environment) {
        return false;
    }

    /** Whether this caller may revoke what lies in {@code environment}. */
    default boolean administers(String environment) {
        return false;
    }

    /** Whether what this caller may do, he may do in every environment. */
    default boolean everywhere() {
        return false;
    }

    /** Somebody of whom nothing is known, and who may nothing. */
    Caller NOBODY = () -> "-";
}
