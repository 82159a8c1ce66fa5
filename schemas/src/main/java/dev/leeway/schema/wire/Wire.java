package dev.leeway.schema.wire;

/** Names both ends of the protocol use (docs/protocol.md). */
public final class Wire {
    /** Where a host's key becomes known: POST. */
    public static final String JOIN = "/api/v1/join";

    /** Where an agent's key gives way to a new one: POST. */
    public static final String ROTATE = "/api/v1/rotate";

    /** Where snapshots are offered and sent: POST. */
    public static final String SNAPSHOTS = "/api/v1/snapshots";

    /**
     * Parameter of a delivery: the highest count of the host's snapshots that any collector had acknowledged when the host joined. It tells
     * whether one that joined again goes on with its count, or begins anew, as one does that was rebuilt or restored.
     */
    public static final String ARRIVED = "arrived";

    /** Header: the name the collector gave the agent's key; {@link #NOBODY} while it joins. */
    public static final String AGENT = "Leeway-Agent";

    /** Header: the agent's count of requests, higher each time. */
    public static final String COUNT = "Leeway-Count";

    /** Header: which start of which machine the agent runs in, as a keyed tag (see {@link SignedRequest}). */
    public static final String MACHINE = "Leeway-Machine";

    /** Header: the signature, Ed25519 in base64. */
    public static final String SIGNATURE = "Leeway-Signature";

    /** Who has no name yet. */
    public static final String NOBODY = "-";

    /** What bodies are, besides JSON. */
    public static final String JSON = "application/json";

    /** What refusals are, as RFC 9457 has it. */
    public static final String PROBLEM = "application/problem+json";

    private Wire() {}
}
