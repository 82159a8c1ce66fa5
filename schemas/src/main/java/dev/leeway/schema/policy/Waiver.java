package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A drift accepted for a time, with a reason and an owner.
 *
 * @param match over full addresses
 * @param drift id or unique prefix of the one drift it accepts, where it is that narrow
 * @param reach what it is confined to
 * @param because why; never empty
 * @param owner who answers for it
 * @param until last day it holds, in UTC
 * @param origin where it was written
 */
public record Waiver(
        AddressPattern match,
        Optional<String> drift,
        Reach reach,
        String because,
        String owner,
        LocalDate until,
        Origin origin) {
    public Waiver {
        requireNonNull(match, "match is null");
        requireNonNull(drift, "drift is null");
        requireNonNull(because, "because is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(until, "until is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(reach, "reach is null");
    }

    /** The environments it is confined to, as {@link Reach#between} has them. */
    public List<String> between() {
        return reach.between();
    }
}
