package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every drift of one comparison, with coverage and verdict.
 *
 * @param asOf the moment it speaks of: decides which waivers hold; an input, never the clock
 * @param policyName what people call the policy
 * @param policyId id of the policy's bytes
 * @param failOn gravity from which an open drift makes the verdict {@link Verdict#DRIFT}
 * @param environments in promotion order
 * @param verdict what it comes to
 * @param coverage how much was compared
 * @param causes the gravest first
 * @param drifts the gravest first, then by address; those within leeway and informational ones included
 * @param resolved drifts of the previous report that are no more
 * @param policyFindings what is to be said about the policy
 * @param notes remarks for people about the comparison as a whole, sorted
 * @param previous {@code asOf} of the report lifecycles were told from
 * @param promotion what the differences were judged for; empty where environments were only held against each other
 * @param remembered drifts that are gone and may come back, by id; for later reports, not for people
 * @param owners canonical name of a service to who answers for it, as the policy has it
 * @param part whose part of the comparison it is, by their name; empty where it is all of it
 * @param names of a whole fleet: every name of an environment the policy lists, aliases among them, to the one it goes by; empty elsewhere
 * @param silent of a whole fleet: services without any observer, by environment and name
 */
public record Report(
        Instant asOf,
        String policyName,
        String policyId,
        Severity failOn,
        List<ReportEnvironment> environments,
        Verdict verdict,
        Coverage coverage,
        List<Cause> causes,
        List<Drift> drifts,
        List<ResolvedDrift> resolved,
        List<PolicyFinding> policyFindings,
        List<String> notes,
        Optional<Instant> previous,
        Optional<Promotion> promotion,
        List<Remembered> remembered,
        SortedMap<String, String> owners,
        Optional<String> part,
        SortedMap<String, String> names,
        List<SilentService> silent) {
    /** What {@code schema} says in JSON. */
    public static final String SCHEMA = "leeway/report/1";

    public Report {
        requireNonNull(asOf, "asOf is null");
        requireNonNull(policyName, "policyName is null");
        requireNonNull(policyId, "policyId is null");
        requireNonNull(failOn, "failOn is null");
        requireNonNull(verdict, "verdict is null");
        requireNonNull(coverage, "coverage is null");
        requireNonNull(previous, "previous is null");
        requireNonNull(promotion, "promotion is null");
        requireNonNull(part, "part is null");
        environments = List.copyOf(environments);
        causes = List.copyOf(causes);
        drifts = List.copyOf(drifts);
        resolved = List.copyOf(resolved);
        policyFindings = List.copyOf(policyFindings);
        notes = List.copyOf(notes);
        remembered = List.copyOf(remembered);
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        silent = List.copyOf(silent);
    }

    /** A report on environments that were only held against each other. */
    public Report(
            Instant asOf,
            String policyName,
            String policyId,
            Severity failOn,
            List<ReportEnvironment> environments,
            Verdict verdict,
            Coverage coverage,
            List<Cause> causes,
            List<Drift> drifts,
            List<ResolvedDrift> resolved,
            List<PolicyFinding> policyFindings,
            List<String> notes,
            Optional<Instant> previous) {
        this(
                asOf,
                policyName,
                policyId,
                failOn,
                environments,
                verdict,
                coverage,
                causes,
                drifts,
                resolved,
                policyFindings,
                notes,
                previous,
                Optional.empty(),
                List.of(),
                Collections.emptySortedMap(),
                Optional.empty(),
                Collections.emptySortedMap(),
                List.of());
    }

    /** The start of a report that is as this one but for what is said of it there. */
    public ReportBuilder but() {
        return new ReportBuilder(this);
    }
}
