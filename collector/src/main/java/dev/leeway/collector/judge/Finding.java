package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.Status;
import java.time.LocalDate;
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
 * @param judge whoever said so
 * @param nature what the grouping of causes must know of it
 * @param comesAndGoes whether it is quieted for coming and going
 * @param waivedUntil the last day of the waiver that accepts it, or did so last
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
        JudgedBy judge,
        Nature nature,
        boolean comesAndGoes,
        Optional<LocalDate> waivedUntil) {
    public Finding {
        requireNonNull(id, "id is null");
        requireNonNull(address, "address is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(state, "state is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(disposition, "disposition is null");
        requireNonNull(direction, "direction is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(judge, "judge is null");
        requireNonNull(nature, "nature is null");
        requireNonNull(waivedUntil, "waivedUntil is null");
        between = List.copyOf(between);
        values = List.copyOf(values);
    }

    /** One of which neither history nor a waiver has said anything yet. */
    public Finding(
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
            JudgedBy judge,
            Nature nature) {
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
                explanation,
                judge,
                nature,
                false,
                Optional.empty());
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

    /**
     * This finding, told for information as part of something else, unless a rule of the user's is broken.
     *
     * @param newNature what it is part of
     */
    public Finding calmed(Nature newNature) {
        return quieted(Severity.INFO, Disposition.INFORMATIONAL, newNature, explanation);
    }

    /** The same, with other words for it. */
    public Finding calmed(Nature newNature, Explanation newExplanation) {
        return quieted(Severity.INFO, Disposition.INFORMATIONAL, newNature, newExplanation);
    }

    /** This finding as something that may differ after all, unless a rule of the user's is broken. */
    public Finding excused(Explanation newExplanation) {
        return quieted(Severity.INFO, Disposition.WITHIN_LEEWAY, nature, newExplanation);
    }

    /** This finding as grave as {@code lead}, and of its nature, unless a rule of the user's is broken. */
    Finding following(Finding lead, Explanation newExplanation) {
        return quieted(lead.severity(), lead.disposition(), lead.nature(), newExplanation);
    }

    /** This finding as something that {@code lead} tells already, unless the user has said what it is. */
    public Finding toldBy(Finding lead) {
        Explanation own = new Explanation(
                explanation.summary(),
                "It follows from " + lead.address().text() + ", and says nothing that is not told there.",
                explanation.align(),
                explanation.unproven());
        return judge.user() ? this : with(Severity.INFO, Disposition.WITHIN_LEEWAY, JudgedBy.of(lead), nature, own);
    }

    /** This finding less grave, unless a rule of the user's is broken. */
    Finding lessened(Severity newSeverity, Explanation newExplanation) {
        return quieted(newSeverity, disposition, nature, newExplanation);
    }

    /**
     * The one guard over everything that takes from a finding what its judge gave it: what the user says is quieted by the user
     * alone, in the rule itself or a waiver.
     */
    private Finding quieted(
            Severity newSeverity, Disposition newDisposition, Nature newNature, Explanation newExplanation) {
        return breaksUsersRule() ? this : with(newSeverity, newDisposition, judge, newNature, newExplanation);
    }

    /** Whether it is open because the user says so. */
    public boolean breaksUsersRule() {
        return judge.user() && disposition == Disposition.OPEN;
    }

    /** This finding as a user's waiver has it. */
    Finding waived(Waiver waiver) {
        return with(severity, Disposition.WAIVED, JudgedBy.of(waiver.origin()), nature, explanation)
                .in(false, Optional.of(waiver.until()));
    }

    /** This finding as a waiver leaves it that ended on {@code day}: as it would be without, and known for having been accepted. */
    Finding lapsed(LocalDate day) {
        return in(comesAndGoes, Optional.of(day));
    }

    /** This finding, told for information for coming and going, unless a rule of the user's is broken. */
    Finding flapping(Explanation newExplanation) {
        return breaksUsersRule() ? this : calmed(nature, newExplanation).in(true, waivedUntil);
    }

    private Finding in(boolean nowComesAndGoes, Optional<LocalDate> nowUntil) {
        return copy(severity, disposition, judge, nature, explanation, nowComesAndGoes, nowUntil);
    }

    /** Whether a waiver accepted it that has ended, and none accepts it now. */
    public boolean isLapsed() {
        return disposition == Disposition.OPEN && waivedUntil.isPresent();
    }

    /** This finding as the user's rule has it that lets it be. */
    Finding allowed(Rule rule) {
        return with(Severity.INFO, Disposition.WITHIN_LEEWAY, JudgedBy.of(rule), nature, explanation);
    }

    /** This finding, of which a comparison of a narrower question has nothing to say: told for information. */
    Finding beside(JudgedBy newJudge, Explanation newExplanation) {
        return with(Severity.INFO, Disposition.INFORMATIONAL, newJudge, nature, newExplanation);
    }

    /** This finding, open and at least so grave. */
    Finding opened(Severity least, JudgedBy newJudge, Explanation newExplanation) {
        Severity graver = disposition == Disposition.OPEN && severity.atLeast(least) ? severity : least;
        return with(graver, Disposition.OPEN, newJudge, Nature.FACT, newExplanation);
    }

    /** This finding at least so grave. */
    public Finding graver(Severity least, Explanation newExplanation) {
        return with(severity.atLeast(least) ? severity : least, disposition, judge, nature, newExplanation);
    }

    /** This finding as part of something else, and nothing more. */
    public Finding of(Nature newNature) {
        return with(severity, disposition, judge, newNature, explanation);
    }

    /** This finding in other words. */
    public Finding explained(Explanation newExplanation) {
        return with(severity, disposition, judge, nature, newExplanation);
    }

    private Finding with(
            Severity newSeverity,
            Disposition newDisposition,
            JudgedBy newJudge,
            Nature newNature,
            Explanation newExplanation) {
        return copy(newSeverity, newDisposition, newJudge, newNature, newExplanation, comesAndGoes, waivedUntil);
    }

    /** The one place where a finding is made of another: what it is of, and how its values stand, stays. */
    private Finding copy(
            Severity newSeverity,
            Disposition newDisposition,
            JudgedBy newJudge,
            Nature newNature,
            Explanation newExplanation,
            boolean nowComesAndGoes,
            Optional<LocalDate> nowUntil) {
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
                newExplanation,
                newJudge,
                newNature,
                nowComesAndGoes,
                nowUntil);
    }

    private Status status(Lifecycle lifecycle) {
        Status usual = Status.of(state, disposition, lifecycle.stage());
        if (nature == Nature.UNOBSERVED) {
            return Status.UNSEEN;
        }
        return comesAndGoes ? Status.FLAPPING : isLapsed() ? Status.EXPIRED : usual;
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
                judge.text(),
                lifecycle,
                change,
                Optional.empty(),
                status(lifecycle),
                waivedUntil);
    }
}
