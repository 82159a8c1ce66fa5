package dev.leeway.collector.server.http;

import java.util.Optional;

/**
 * Who asks, once it is known.
 *
 * @param name as the audit log has it
 */
public interface Caller {
    /** As the audit log has it. */
    String name();

    /** Whether this caller may read what lies in {@code environment}. */
    boolean reads(String environment);

    /** Whether this caller may change what lies in {@code environment}. */
    boolean operates(String environment);

    /** The agent it is, where it is one; of a type the rooms of routes know. */
    Optional<Object> agent();

    /** Somebody of whom nothing is known, and who may nothing. */
    Caller NOBODY = new Caller() {
        @Override
        public String name() {
            return "-";
        }

        @Override
        public boolean reads(String environment) {
            return false;
        }

        @Override
        public boolean operates(String environment) {
            return false;
        }

        @Override
        public Optional<Object> agent() {
            return Optional.empty();
        }
    };
}
