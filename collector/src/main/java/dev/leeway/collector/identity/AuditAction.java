package dev.leeway.collector.identity;

import java.util.Locale;

/** What the audit log tells of. */
public enum AuditAction {
    /** A token was made. */
    TOKEN_ISSUED,
    /** A token was ended. */
    TOKEN_REVOKED,
    /** A host became known. */
    AGENT_JOINED,
    /** An agent lost its host's name to another. */
    AGENT_REPLACED,
    /** An agent's key gave way to a new one. */
    AGENT_ROTATED,
    /** An agent was refused from then on. */
    AGENT_REVOKED,
    /** An agent was accepted again. */
    AGENT_RESTORED,
    /** A key was seen on two machines. */
    AGENT_CLONED,
    /** An agent of a pool was silent for too long. */
    AGENT_EXPIRED,
    /** Something was refused, once or so many times. */
    REFUSED,
    /** A collector began to serve. */
    SERVER_STARTED,
    /** A collector stopped. */
    SERVER_STOPPED,
    /** A policy was read, or could not be. */
    POLICY_LOADED,
    /** A report was made. */
    REPORT_MADE,
    /** A report or an alert was sent, or could not be. */
    REPORT_SENT,
    /** A baseline was made, renamed or removed. */
    BASELINE_CHANGED,
    /** Snapshots, reports or tokens were forgotten. */
    PRUNED;

    /** How it is written: {@code agent.joined}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
