package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A difference on one fact, or a sameness the policy forbids.
 *
 * @param id 15 hexadecimal digits (60 bits) of a hash over scope, environments, leaf address and state family
 * @param address the leaf fact, in canonical service names
 * @param scope the service, or the role of the hosts
 * @param between the environments held against each other, in promotion order; one for a split
 * @param state how the values stand
 * @param severity after policy
 * @param disposition what the policy makes of it
 * @param values by environment in promotion order, then by value
 * @param direction for versions that order
 * @param cause id of the cause that groups it, always one of the report's causes
 * @param explanation what a person needs
 * @param judgedBy rule or waiver that decided, as {@code file:line}, {@code catalogue}, or {@code drift ID} where another
 *     drift tells it
 * @param lifecycle where it stands in time
 * @param change which side moved, where earlier snapshots are at hand
 * @param owner who answers for it, where the policy says so
 * @param status where it is in its life, in one word
 * @param waivedUntil the last day, in UTC, of the waiver that accepts it, or did so last
 */
public record Drift(
        String id,
        Address address,
        Scope scope,
        List<String> between,
        DriftState state,
        Severity severity,
        Disposition disposition,
        List<EnvironmentValue> values,
        Optional<Direction> direction,
        String cause,
        Explanation explanation,
        String judgedBy,
        Lifecycle lifecycle,
        Optional<Change> change,
        Optional<String> owner,
        Status status,
        Optional<LocalDate> waivedUntil) {
    public Drift {
        requireNonNull(id, "id is null");
        requireNonNull(address, "address is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(state, "state is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(disposition, "disposition is null");
        requireNonNull(direction, "direction is null");
        requireNonNull(cause, "cause is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(judgedBy, "judgedBy is null");
        requireNonNull(lifecycle, "lifecycle is null");
        requireNonNull(change, "change is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(status, "status is null");
        requireNonNull(waivedUntil, "waivedUntil is null");
        between = List.copyOf(between);
        values = List.copyOf(values);
    }

    /** A drift that nobody answers for. */
    public Drift(
            String id,
            Address address,
            Scope scope,
            List<String> between,
            DriftState state,
            Severity severity,
            Disposition disposition,
            List<EnvironmentValue> values,
            Optional<Direction> direction,
            String cause,
            Explanation explanation,
            String judgedBy,
            Lifecycle lifecycle,
            Optional<Change> change) {
        this(
                id,
                address,
                scope,
                between,
                state,
                severity,
                disposition,
                values,
                direction,
                cause,
                explanation,
                judgedBy,
                lifecycle,
                change,
                Optional.empty(),
                Status.of(state, disposition, lifecycle.stage()),
                Optional.empty());
    }

    /** The start of a drift that is as this one but for what is said of it there. */
    public DriftBuilder but() {
        return new DriftBuilder(this);
    }

    /** This drift at another point of its life. */
    public Drift in(Status now, Optional<LocalDate> until) {
        return but().status(now).waivedUntil(until).build();
    }

    /** This drift, answered for by {@code whom}. */
    public Drift ownedBy(Optional<String> whom) {
        return but().owner(whom).build();
    }

    /** A drift of which no earlier snapshots tell. */
    public Drift(
            String id,
            Address address,
            Scope scope,
            List<String> between,
            DriftState state,
            Severity severity,
            Disposition disposition,
            List<EnvironmentValue> values,
            Optional<Direction> direction,
            String cause,
            Explanation explanation,
            String judgedBy,
            Lifecycle lifecycle) {
        this(
                id,
                address,
                scope,
                between,
                state,
                severity,
                disposition,
                values,
                direction,
                cause,
                explanation,
                judgedBy,
                lifecycle,
                Optional.empty());
    }
}
