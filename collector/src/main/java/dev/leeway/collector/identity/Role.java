package dev.leeway.collector.identity;

/** What a person may do; each may do what those before it may. */
public enum Role {
    /** Looks at hosts, snapshots and reports. */
    READER,
    /** Also names baselines and makes tokens by which hosts join. */
    OPERATOR,
    /** Also revokes, restores, makes tokens for people and reads the audit log. */
    ADMIN;

    /** Whether it includes another. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
