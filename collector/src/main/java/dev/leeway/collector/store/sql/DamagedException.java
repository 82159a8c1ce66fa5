package dev.leeway.collector.store.sql;

/** Stored bytes are not what was stored. */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofSection;

    /** Damage of a snapshot's own bytes. */
    DamagedException(String what) {
        this(what, false);
    }

    DamagedException(String what, boolean ofSection) {
        super(what);
        this.ofSection = ofSection;
    }

    /** Whether a section is damaged, which may come again with any snapshot. */
    boolean ofSection() {
        return ofSection;
    }
}
