package dev.leeway.collector.report;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every renderer asks of a report, worked out once. */
public final class ReportDigest {
    private final Report report;
    private final Map<String, Drift> driftsById;
    private final Map<Disposition, List<CauseView>> causes = new EnumMap<>(Disposition.class);
    private final Map<Disposition, List<Drift>> drifts = new EnumMap<>(Disposition.class);
    private final ShortIds ids;

    /** What {@code report} says. */
    public ReportDigest(Report report) {
        this.report = report;
        this.driftsById = new HashMap<>(report.drifts().size() * 2);
        this.ids = ShortIds.of(report);
        for (Disposition disposition : Disposition.values()) {
            causes.put(disposition, new ArrayList<>());
            drifts.put(disposition, new ArrayList<>());
        }
        for (Drift drift : report.drifts()) {
            driftsById.put(drift.id(), drift);
            drifts(drift.disposition()).add(drift);
        }
        for (Cause cause : report.causes()) {
            view(cause).ifPresent(view -> causes(cause.disposition()).add(view));
        }
    }

    /** {@code cause} with its drifts at hand, empty where the report holds none of them. */
    Optional<CauseView> view(Cause cause) {
        List<Drift> members = new ArrayList<>(cause.drifts().size());
        for (String id : cause.drifts()) {
            Drift drift = driftsById.get(id);
            if (drift != null) {
                members.add(drift);
            }
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(new CauseView(cause, members, report.previous()));
    }

    /** The report itself. */
    public Report report() {
        return report;
    }

    /** Its ids, as short as they can be told apart. */
    public ShortIds ids() {
        return ids;
    }

    /** Causes of that disposition, the gravest first. */
    public List<CauseView> causes(Disposition disposition) {
        return causes.getOrDefault(disposition, new ArrayList<>());
    }

    /** Drifts of that disposition, the gravest first. */
    List<Drift> drifts(Disposition disposition) {
        return drifts.getOrDefault(disposition, new ArrayList<>());
    }

    /** Gaps for want of which the result is incomplete. */
    public List<Gap> requiredGaps() {
        List<Gap> required = new ArrayList<>();
        for (Gap gap : report.coverage().gaps()) {
            if (gap.required()) {
                required.add(gap);
            }
        }
        return required;
    }

    /** When the longest-standing open drift was first seen, where history tells. */
    Optional<Instant> oldest() {
        Instant oldest = null;
        for (Drift drift : drifts(Disposition.OPEN)) {
            Instant seen = drift.lifecycle().firstSeen().orElse(null);
            if (seen != null && (oldest == null || seen.isBefore(oldest))) {
                oldest = seen;
            }
        }
        return Optional.ofNullable(oldest);
    }

    /** What is to be said about the policy before anything else, for it puts in doubt whatever follows. */
    List<PolicyFinding> doubts() {
        List<PolicyFinding> doubts = new ArrayList<>();
        for (PolicyFinding finding : report.policyFindings()) {
            if (finding.doubts()) {
                doubts.add(finding);
            }
        }
        report.silent()
                .forEach(silent -> doubts.add(
                        new PolicyFinding(report.policyName(), PolicyFinding.SILENT, Silences.words(silent))));
        return doubts;
    }

    /** How many new, still open and resolved, and how many could not be looked at: the news since the earlier report. */
    String news(int fresh, int open, String separator) {
        long unseen = drifts(Disposition.INFORMATIONAL).stream()
                .filter(drift -> drift.state() == DriftState.UNKNOWN)
                .count();
        return Quantity.grouped(fresh) + " new" + separator + Quantity.grouped(open) + " still open" + separator
                + Quantity.of(report.resolved().size(), "fact") + " resolved"
                + (unseen == 0 ? "" : separator + Quantity.of(unseen, "drift") + " not seen this time");
    }

    /** How many findings about the policy are of {@code kind}. */
    int findings(String kind) {
        int count = 0;
        for (PolicyFinding finding : report.policyFindings()) {
            count += finding.kind().equals(kind) ? 1 : 0;
        }
        return count;
    }

    /** How many services two environments or more have in common. */
    int sharedServices() {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (ReportEnvironment environment : report.environments()) {
            for (String service : environment.services()) {
                if (!seen.add(service)) {
                    shared.add(service);
                }
            }
        }
        return shared.size();
    }

    /** {@code 1 critical, 3 high} over {@code views}, the gravest first. */
    public static String bySeverity(List<CauseView> views) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (CauseView view : views) {
            counts.merge(view.cause().severity(), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((severity, count) -> parts.add(Quantity.grouped(count) + " " + severity.text()));
        return String.join(", ", parts);
    }
}
