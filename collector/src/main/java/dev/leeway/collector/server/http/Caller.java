package dev.leeway.collector.server.http;

/** Who asks, once it is known, and what he may do in which environment. */
public interface Caller {
    /** As the audit log has it. */
    String name();

    /** Whether this caller may read what lies in {@code environment}. */
    boolean reads(String environment);

    /** Whether this caller may change what lies in {@code environment}. */
    boolean operates(String environment);

    /** Whether this caller may revoke what lies in {@code environment}. */
    boolean administers(String environment);

    /** Whether what this caller may do, he may do in every environment. */
    boolean everywhere();

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
        public boolean administers(String environment) {
            return false;
        }

        @Override
        public boolean everywhere() {
            return false;
        }
    };
}
