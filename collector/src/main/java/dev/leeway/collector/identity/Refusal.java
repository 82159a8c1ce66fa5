package dev.leeway.collector.identity;

/** Why something was refused: for the audit log and metrics, never for who was refused. */
public enum Refusal {
    /** A header is missing, there twice, or not of its shape. */
    MALFORMED("a header is missing or not of its shape"),
    /** No agent of that name. */
    UNKNOWN_AGENT("no agent has that name"),
    /** The agent is revoked. */
    REVOKED("the agent is revoked"),
    /** The agent's key was used by two machines. */
    CLONED("the agent's key was used by two machines"),
    /** The host has another key by now. */
    REPLACED("the host has another key by now"),
    /** An agent of a pool that was silent for too long. */
    EXPIRED("the agent of a pool was silent for too long"),
    /** The signature does not fit. */
    SIGNATURE("the signature does not fit"),
    /** The connection has not the key of the client certificate the agent is bound to. */
    CERTIFICATE("the connection has a client certificate of another key than the agent joined with"),
    /** The count is not higher than the last accepted one. */
    REPLAYED("the count was used before"),
    /** The machine's tag was told before and is not now. */
    MACHINE_UNTOLD("the machine's tag was told before and is not now"),
    /** A delivery names another environment, host or role than the agent is bound to. */
    NOT_ITS_OWN("the delivery speaks for another environment, host or role"),
    /** A delivery of a pool's agent speaks of services that its token is not for. */
    OTHER_SERVICE("the delivery speaks of a service that the pool is not for"),
    /** No token has that hash. */
    UNKNOWN_TOKEN("no token is like the one shown"),
    /** The token ended. */
    ENDED_TOKEN("the token expired or was revoked"),
    /** The one-time token was redeemed before. */
    USED_TOKEN("the token was redeemed before"),
    /** The token is for another environment, host or role. */
    OTHER_TOKEN("the token is for another environment, host or role"),
    /** Another agent has that host's name, and the token does not say that it may be replaced. */
    NAME_TAKEN("another agent has that name; a token for that very host, or revoking it, makes room"),
    /** The key was known before, and its count would begin anew. */
    KEY_KNOWN("the key was known before; a host joins or goes on with a new one"),
    /** A new key did not sign that it takes the place of that agent's at that collector. */
    PROOF("the new key did not sign for itself, for that agent and this collector"),
    /** The name of a host, environment or role is not of its shape. */
    NAME_SHAPE("a name is not of its shape"),
    /** No person's token has that hash, or it ended. */
    ACCESS_TOKEN("no valid token of a person is like the one shown"),
    /** The person may not do that. */
    NOT_PERMITTED("the person's token does not permit it");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /** The reason in words; nothing of the request is in it. */
    public String words() {
        return words;
    }
}
