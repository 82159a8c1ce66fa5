package dev.leeway.collector.cause;

import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Groups findings by origin into causes, the gravest first. */
public final class CauseGrouping {
    /** Between unlike environments no more causes than a person reads. */
    private static final int FEW = 10;

    private final Map<String, String> causeOf = new HashMap<>();
    private final List<Cause> causes = new ArrayList<>();

    /**
     * Groups {@code findings}.
     *
     * @param unlike pairs of environments, by name, whose hosts are of unlike kinds
     */
    public CauseGrouping(List<Finding> findings, Set<List<String>> unlike) {
        Map<Origin, List<Finding>> groups = new LinkedHashMap<>();
        Origins origins = new Origins(findings, unlike);
        for (Finding finding : findings) {
            if (finding.disposition() != Disposition.WITHIN_LEEWAY) {
                add(groups, origins.of(finding), finding);
            }
        }
        groups = acrossServices(groups);
        allowed(groups, findings, origins);
        if (groups.size() > FEW) {
            groups = fewer(groups, unlike);
        }
        List<Group> ordered = new ArrayList<>();
        groups.forEach((origin, members) -> ordered.add(new Group(origin, members)));
        Collections.sort(ordered);
        ordered.forEach(this::make);
    }

    private static void add(Map<Origin, List<Finding>> groups, Origin origin, Finding finding) {
        groups.computeIfAbsent(origin, unused -> new ArrayList<>()).add(finding);
    }

    /** What lies within leeway goes with an origin that is told anyway, and all the rest under one line. */
    private static void allowed(Map<Origin, List<Finding>> groups, List<Finding> findings, Origins origins) {
        Set<Origin> told = Set.copyOf(groups.keySet());
        for (Finding finding : findings) {
            if (finding.disposition() == Disposition.WITHIN_LEEWAY) {
                Origin own = origins.of(finding);
                add(groups, told.contains(own) ? own : new Origin(Origin.Kind.LEEWAY, ""), finding);
            }
        }
    }

    /** The same change on several services, a variable renamed everywhere, has one origin. */
    private static Map<Origin, List<Finding>> acrossServices(Map<Origin, List<Finding>> groups) {
        Map<String, List<Origin>> alike = new LinkedHashMap<>();
        groups.forEach((origin, members) -> {
            if (isOfService(origin, members)) {
                alike.computeIfAbsent(signature(members), unused -> new ArrayList<>())
                        .add(origin);
            }
        });
        Map<Origin, List<Finding>> merged = new LinkedHashMap<>(groups);
        alike.forEach((signature, origins) -> {
            if (origins.size() > 1) {
                List<Finding> all = new ArrayList<>();
                origins.forEach(origin -> all.addAll(merged.remove(origin)));
                merged.put(new Origin(origins.get(0).kind(), "*|" + paths(all)), all);
            }
        });
        return merged;
    }

    private static boolean isOfService(Origin origin, List<Finding> members) {
        boolean single = origin.kind() == Origin.Kind.VARIABLE || origin.kind() == Origin.Kind.FACT;
        return single && members.get(0).scope().kind() == Scope.Kind.SERVICE;
    }

    /** What changed, from what to what, whoever it changed for. */
    private static String signature(List<Finding> members) {
        Set<String> lines = new TreeSet<>();
        for (Finding finding : members) {
            StringJoiner line = new StringJoiner("\0");
            line.add(finding.address().section().probe());
            line.add(finding.address().path().text());
            line.add(finding.state().text()).add(finding.severity().text());
            line.add(finding.disposition().text()).add(String.join("|", finding.between()));
            for (EnvironmentValue value : finding.values()) {
                line.add(value.environment()).add(value.standing().text());
                line.add(value.value().map(Value::display).orElse(""));
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    private static String paths(List<Finding> members) {
        Set<String> paths = new TreeSet<>();
        members.forEach(finding -> paths.add(finding.address().section().probe() + "/"
                + finding.address().path().text() + "|" + String.join("|", finding.between())));
        return String.join("\n", paths);
    }

    /** Gathers what is not grave between unlike environments, because their likeness was never claimed. */
    private static Map<Origin, List<Finding>> fewer(Map<Origin, List<Finding>> groups, Set<List<String>> unlike) {
        Map<Origin, List<Finding>> kept = new LinkedHashMap<>();
        Origin lesser = new Origin(Origin.Kind.LESSER, "");
        groups.forEach((origin, members) -> {
            boolean gathers = origin.kind() != Origin.Kind.LEEWAY
                    && origin.kind() != Origin.Kind.UNLIKE_HOSTS
                    && members.stream()
                            .allMatch(finding -> unlike.contains(finding.between())
                                    && !finding.severity().atLeast(Severity.HIGH));
            members.forEach(finding -> add(kept, gathers ? lesser : origin, finding));
        });
        return kept;
    }

    private void make(Group group) {
        String id = DriftIds.of(
                "cause", group.origin().kind().name(), group.origin().key());
        List<String> drifts = new ArrayList<>();
        for (Finding finding : group.members()) {
            drifts.add(finding.id());
            causeOf.put(finding.id(), id);
        }
        causes.add(new Cause(id, CauseSummary.of(group), group.severity(), group.disposition(), drifts));
    }

    /** The causes, the gravest first. */
    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** The id of the cause a finding belongs to. */
    public String causeOf(Finding finding) {
        String cause = causeOf.get(finding.id());
        if (cause == null) {
            throw new IllegalArgumentException("drift " + finding.id() + " was not grouped");
        }
        return cause;
    }
}
