package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

/**
 * What asking to send a notice came to.
 *
 * @param claim whose it is to send
 * @param delivery the id by which it is sent, where it is the caller's: that of an earlier attempt of which nobody knows whether it arrived, or
 *     else the one that was asked with; empty where there is none
 */
public record Claimed(Claim claim, String delivery) {
    /** Of nothing that anybody can say. */
    public static final Claimed PENDING = new Claimed(Claim.PENDING, "");

    public Claimed {
        requireNonNull(claim, "claim is null");
        requireNonNull(delivery, "delivery is null");
    }
}
