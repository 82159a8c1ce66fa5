package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What reading the whole audit log showed.
 *
 * @param entries how many are sound, from the first on
 * @param head the end of what is sound
 * @param damage the first that is not
 */
public record AuditVerification(long entries, AuditHead head, Optional<Damage> damage) {
    /**
     * What is wrong.
     *
     * @param number of the first entry that is not what it was, or is not there
     * @param what about it
     */
    public record Damage(long number, String what) {
        public Damage {
            requireNonNull(what, "what is null");
        }
    }

    public AuditVerification {
        requireNonNull(head, "head is null");
        requireNonNull(damage, "damage is null");
    }
}
