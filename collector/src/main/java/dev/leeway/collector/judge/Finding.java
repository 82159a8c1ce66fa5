package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A judged drift, before it is known which cause it belongs to and how long it has been there.
 *
 * @param id as in the report
 * @param address the leaf
 * @param scope service or role
 * @param between canonical names of the environments, in promotion order; one for what an environment says by itself
 * @param state how the values stand
 * @param severity after policy
 * @param disposition what the policy makes of it
 * @param values by environment
 * @param direction for versions that order
 * @param explanation what a person needs
 * @param judgedBy rule, waiver or catalogue
 * @param nature what the grouping of causes must know of it
 */
public record Finding(
        String id,
        Address address,
        Scope scope,
        List<String> between,
        DriftState state,
        Severity severity,
        Disposition disposition,
        List<EnvironmentValue> values,
        Optional<Direction> direction,
        Explanation explanation,
        String judgedBy,
        Nature nature) {
    public Finding {
        requireNonNull(id, "id is null");
        requireNonNull(address, "address is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(state, "state is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(disposition, "disposition is null");
        requireNonNull(direction, "direction is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(judgedBy, "judgedBy is null");
        requireNonNull(nature, "nature is null");
        between = List.copyOf(between);
        values = List.copyOf(values);
    }

    /** What sort of finding this is, beyond its state. */
    public enum Nature {
        /** A fact that stands in its state. */
        FACT,
        /** A whole service or other subject that an environment lacks. */
        SUBJECT,
        /** Another version of a library that nothing pins: the day of its installation chose it. */
        UNPINNED,
        /** Part of a release on its way: awaiting promotion, or rolling out. */
        MOVING,
        /** A host fact of environments whose hosts are of unlike kinds. */
        UNLIKE_HOSTS,
        /** A drift of the previous report that could not be observed this time. */
        UNOBSERVED
    }

    /** The environments and the section: where findings about one database, say, have that in common. */
    public List<String> place() {
        List<String> place = new ArrayList<>(between);
        place.add(address.section().text());
        return List.copyOf(place);
    }

    /** Whether the environment lacks the fact, and somebody looked. */
    boolean isMissingIn(String environment) {
        return values.stream()
                .anyMatch(value -> value.environment().equals(environment)
                        && value.standing() == EnvironmentValue.Standing.MISSING);
    }

    /** This finding with another disposition, severity and judge. */
    public Finding judged(Disposition newDisposition, Severity newSeverity, String judge) {
        return with(newSeverity, newDisposition, judge, nature);
    }

    /** This finding as part of something else. */
    public Finding with(Severity newSeverity, Disposition newDisposition, String judge, Nature newNature) {
        return new Finding(
                id,
                address,
                scope,
                between,
                state,
                newSeverity,
                newDisposition,
                values,
                direction,
                explanation,
                judge,
                newNature);
    }

    /** This finding with another severity and explanation. */
    public Finding told(Severity newSeverity, Explanation newExplanation) {
        return new Finding(
                id,
                address,
                scope,
                between,
                state,
                newSeverity,
                disposition,
                values,
                direction,
                newExplanation,
                judgedBy,
                nature);
    }

    /** The drift of the report. */
    public Drift drift(String cause, Lifecycle lifecycle, Optional<Change> change) {
        return new Drift(
                id,
                address,
                scope,
                between,
                state,
                severity,
                disposition,
                values.stream().map(EnvironmentValue::shortened).toList(),
                direction,
                cause,
                explanation,
                judgedBy,
                lifecycle,
                change);
    }
}
