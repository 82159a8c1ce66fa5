package dev.leeway.collector.policy;

import dev.leeway.collector.judge.Owners;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a report one owner answers for: a cause is of whoever answers for the drift that leads it. */
public final class OwnedReport {
    /** What is said for want of an owner. */
    public static final String UNOWNED = "unowned";

    private final Report report;
    private final Owners owners;
    private final Map<String, Drift> drifts = new HashMap<>();

    private OwnedReport(Report report, Owners owners) {
        this.report = report;
        this.owners = owners;
        report.drifts().forEach(drift -> drifts.put(drift.id(), drift));
    }

    /**
     * The part of {@code report} that is {@code owner}'s; what is the whole comparison's, such as coverage and gaps, stays,
     * the rest is counted in a note, and the verdict is that of the part.
     *
     * @param owner as the policy names them, or empty for what nobody answers for
     */
    public static Report of(Report report, Owners owners, Optional<String> owner) {
        return new OwnedReport(report, owners).part(owner);
    }

    private Report part(Optional<String> owner) {
        List<Cause> causes = new ArrayList<>();
        SortedMap<String, Integer> others = new TreeMap<>();
        Set<String> kept = new HashSet<>();
        for (Cause cause : report.causes()) {
            Optional<String> whose = owner(cause);
            if (whose.equals(owner)) {
                causes.add(cause);
                kept.add(cause.id());
            } else if (cause.disposition() == Disposition.OPEN) {
                others.merge(whose.orElse(UNOWNED), 1, Integer::sum);
            }
        }
        List<Drift> own = report.drifts().stream()
                .filter(drift -> kept.contains(drift.cause()))
                .toList();
        List<String> notes = new ArrayList<>(report.notes());
        notes.add(note(owner.orElse(UNOWNED), others));
        return report.but()
                .verdict(verdict(own))
                .causes(causes)
                .drifts(own)
                .resolved(resolved(owner))
                .policyFindings(report.policyFindings().stream()
                        .filter(PolicyFinding::doubts)
                        .toList())
                .silent(report.silent().stream()
                        .filter(silent -> silent.owner().equals(owner))
                        .toList())
                .notes(notes)
                .remembered(List.of())
                .part(owner.orElse(UNOWNED))
                .build();
    }

    private Optional<String> owner(Cause cause) {
        return Optional.ofNullable(drifts.get(cause.drifts().get(0))).flatMap(Drift::owner);
    }

    private List<ResolvedDrift> resolved(Optional<String> owner) {
        return report.resolved().stream()
                .filter(drift -> owners.of(scope(drift), drift.address()).equals(owner))
                .toList();
    }

    /** What is resolved tells no scope but its address's own. */
    private static Scope scope(ResolvedDrift drift) {
        return drift.address()
                .section()
                .subject()
                .map(name -> new Scope(Scope.Kind.SERVICE, name))
                .orElse(new Scope(Scope.Kind.ROLE, "*"));
    }

    private Verdict verdict(List<Drift> own) {
        boolean drift = own.stream()
                .anyMatch(each -> each.disposition() == Disposition.OPEN
                        && each.severity().atLeast(report.failOn()));
        boolean over = report.policyFindings().stream()
                .anyMatch(finding -> finding.kind().equals(PolicyFinding.OVER_BUDGET));
        if (drift || over) {
            return Verdict.DRIFT;
        }
        boolean incomplete = report.verdict() == Verdict.INCOMPLETE
                || report.coverage().gaps().stream().anyMatch(Gap::required);
        return incomplete ? Verdict.INCOMPLETE : Verdict.SAME;
    }

    private static String note(String owner, SortedMap<String, Integer> others) {
        int all = others.values().stream().mapToInt(Integer::intValue).sum();
        String shown = "shown is what " + (owner.equals(UNOWNED) ? "nobody" : owner) + " answers for";
        if (all == 0) {
            return shown + "; nothing else is open";
        }
        List<String> named = new ArrayList<>();
        others.forEach((name, count) -> named.add(name + " " + count));
        return shown + "; " + all + (all == 1 ? " open cause is" : " open causes are") + " of others: "
                + String.join(", ", named);
    }
}
