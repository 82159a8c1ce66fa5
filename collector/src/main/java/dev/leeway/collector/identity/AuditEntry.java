package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One entry of the audit log.
 *
 * @param number 1 for the first, one more each
 * @param at when, in milliseconds of the epoch as exactly as it is kept
 * @param actor who
 * @param action what, as {@link AuditAction#text} has it; one that a later release knows is kept as it is
 * @param subject to what
 * @param detail what else
 * @param digest over all this and the digest of the entry before: {@link AuditChain}
 */
public record AuditEntry(
        long number, Instant at, String actor, String action, String subject, String detail, String digest) {
    public AuditEntry {
        requireNonNull(at, "at is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(action, "action is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(digest, "digest is null");
    }
}
