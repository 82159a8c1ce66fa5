package dev.leeway.schema.report;

import dev.leeway.schema.fact.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A drift that is another one but for some members; what it is of (id, fact, scope) stays. */
public final class DriftBuilder {
    private final Drift base;
    private List<String> between;
    private DriftState state;
    private Severity severity;
    private Disposition disposition;
    private List<EnvironmentValue> values;
    private Optional<Direction> direction;
    private String cause;
    private String judgedBy;
    private Lifecycle lifecycle;
    private Optional<Change> change;
    private Optional<String> owner;
    private Optional<Status> status;
    private Optional<LocalDate> waivedUntil;

    DriftBuilder(Drift base) {
        this.base = base;
        this.between = base.between();
        this.state = base.state();
        this.severity = base.severity();
        this.disposition = base.disposition();
        this.values = base.values();
        this.direction = base.direction();
        this.cause = base.cause();
        this.judgedBy = base.judgedBy();
        this.lifecycle = base.lifecycle();
        this.change = base.change();
        this.owner = base.owner();
        this.status = Optional.of(base.status());
        this.waivedUntil = base.waivedUntil();
    }

    /** The environments held against each other. */
    public DriftBuilder between(List<String> between) {
        this.between = between;
        return this;
    }

    /** How the values stand; its status is then what it comes to, unless another is said after this. */
    public DriftBuilder state(DriftState state) {
        this.state = state;
        this.status = Optional.empty();
        return this;
    }

    /** After policy. */
    public DriftBuilder severity(Severity severity) {
        this.severity = severity;
        return this;
    }

    /** What the policy makes of it; its status is then what it comes to, unless another is said after this. */
    public DriftBuilder disposition(Disposition disposition) {
        this.disposition = disposition;
        this.status = Optional.empty();
        return this;
    }

    /** By environment. */
    public DriftBuilder values(List<EnvironmentValue> values) {
        this.values = values;
        return this;
    }

    /** For versions that order. */
    public DriftBuilder direction(Direction direction) {
        this.direction = Optional.of(direction);
        return this;
    }

    /** Id of the cause that groups it. */
    public DriftBuilder cause(String cause) {
        this.cause = cause;
        return this;
    }

    /** Who said so. */
    public DriftBuilder judgedBy(String judgedBy) {
        this.judgedBy = judgedBy;
        return this;
    }

    /** Where it stands in time; its status is then what it comes to, unless another is said after this. */
    public DriftBuilder lifecycle(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
        this.status = Optional.empty();
        return this;
    }

    /** Which side moved. */
    public DriftBuilder change(Change change) {
        this.change = Optional.of(change);
        return this;
    }

    /** Who answers for it. */
    public DriftBuilder owner(Optional<String> owner) {
        this.owner = owner;
        return this;
    }

    /** Where it is in its life, in one word. */
    public DriftBuilder status(Status status) {
        this.status = Optional.of(status);
        return this;
    }

    /** The last day of the waiver that accepts it, or did so last. */
    public DriftBuilder waivedUntil(Optional<LocalDate> waivedUntil) {
        this.waivedUntil = waivedUntil;
        return this;
    }

    /** The drift. */
    public Drift build() {
        return new Drift(
                base.id(),
                base.address(),
                base.scope(),
                between,
                state,
                severity,
                disposition,
                values,
                direction,
                cause,
                base.explanation(),
                judgedBy,
                lifecycle,
                change,
                owner,
                status.orElseGet(() -> Status.of(state, disposition, lifecycle.stage())),
                waivedUntil);
    }
}
