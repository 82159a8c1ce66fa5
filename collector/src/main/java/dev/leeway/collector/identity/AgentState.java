package dev.leeway.collector.identity;

/** Whether an agent's requests are accepted, and why not. */
public enum AgentState {
    /** They are. */
    ACTIVE,
    /** Somebody revoked it. */
    REVOKED,
    /** Its key was used by two machines. */
    CLONED,
    /** Its host has another key: it joined again, or had the key replaced. */
    REPLACED,
    /** It was of a pool, and silent for too long. */
    EXPIRED
}
