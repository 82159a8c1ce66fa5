package dev.leeway.schema.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A report that is another one but for some members; what a report is of (moment, policy, threshold) stays. */
public final class ReportBuilder {
    private final Report base;
    private List<ReportEnvironment> environments;
    private Verdict verdict;
    private Coverage coverage;
    private List<Cause> causes;
    private List<Drift> drifts;
    private List<ResolvedDrift> resolved;
    private List<PolicyFinding> policyFindings;
    private List<String> notes;
    private Optional<Instant> previous;
    private Optional<Promotion> promotion;
    private List<Remembered> remembered;
    private SortedMap<String, String> owners;
    private Optional<String> part;
    private SortedMap<String, String> names;
    private List<SilentService> silent;

    ReportBuilder(Report base) {
        this.base = base;
        this.environments = base.environments();
        this.verdict = base.verdict();
        this.coverage = base.coverage();
        this.causes = base.causes();
        this.drifts = base.drifts();
        this.resolved = base.resolved();
        this.policyFindings = base.policyFindings();
        this.notes = base.notes();
        this.previous = base.previous();
        this.promotion = base.promotion();
        this.remembered = base.remembered();
        this.owners = base.owners();
        this.part = base.part();
        this.names = base.names();
        this.silent = base.silent();
    }

    /** In promotion order. */
    public ReportBuilder environments(List<ReportEnvironment> environments) {
        this.environments = environments;
        return this;
    }

    /** What it comes to. */
    public ReportBuilder verdict(Verdict verdict) {
        this.verdict = verdict;
        return this;
    }

    /** How much was compared. */
    public ReportBuilder coverage(Coverage coverage) {
        this.coverage = coverage;
        return this;
    }

    /** The gravest first; their drifts have to be given as well. */
    public ReportBuilder causes(List<Cause> causes) {
        this.causes = causes;
        return this;
    }

    /** The gravest first, then by address. */
    public ReportBuilder drifts(List<Drift> drifts) {
        this.drifts = drifts;
        return this;
    }

    /** Drifts of the previous report that are no more. */
    public ReportBuilder resolved(List<ResolvedDrift> resolved) {
        this.resolved = resolved;
        return this;
    }

    /** What is to be said about the policy. */
    public ReportBuilder policyFindings(List<PolicyFinding> policyFindings) {
        this.policyFindings = policyFindings;
        return this;
    }

    /** Remarks for people; they are sorted here. */
    public ReportBuilder notes(List<String> notes) {
        List<String> sorted = new ArrayList<>(notes);
        sorted.sort(null);
        this.notes = sorted;
        return this;
    }

    /** The moment of the report lifecycles were told from. */
    public ReportBuilder previous(Instant previous) {
        this.previous = Optional.of(previous);
        return this;
    }

    /** What the differences were judged for. */
    public ReportBuilder promotion(Promotion promotion) {
        this.promotion = Optional.of(promotion);
        return this;
    }

    /** Drifts that are gone and may come back. */
    public ReportBuilder remembered(List<Remembered> remembered) {
        this.remembered = remembered;
        return this;
    }

    /** Canonical name of a service to who answers for it. */
    public ReportBuilder owners(SortedMap<String, String> owners) {
        this.owners = owners;
        return this;
    }

    /** Whose part of the comparison it is. */
    public ReportBuilder part(String part) {
        this.part = Optional.of(part);
        return this;
    }

    /** Every name of an environment the policy lists to the one it goes by. */
    public ReportBuilder names(SortedMap<String, String> names) {
        this.names = names;
        return this;
    }

    /** Services without any observer. */
    public ReportBuilder silent(List<SilentService> silent) {
        this.silent = silent;
        return this;
    }

    /** The report. */
    public Report build() {
        return new Report(
                base.asOf(),
                base.policyName(),
                base.policyId(),
                base.failOn(),
                environments,
                verdict,
                coverage,
                causes,
                drifts,
                resolved,
                policyFindings,
                notes,
                previous,
                promotion,
                remembered,
                owners,
                part,
                names,
                silent);
    }
}
