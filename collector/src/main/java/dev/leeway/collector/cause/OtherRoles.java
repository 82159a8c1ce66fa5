package dev.leeway.collector.cause;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.RoleScopes;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names the role where a sentence about an environment is not true of all its hosts: <em>timezone is CET in staging</em>,
 * where only the workers of staging have that.
 */
public final class OtherRoles {
    private final List<String> environments;
    private final Map<SectionKey, List<SectionGroup>> byKey = new HashMap<>();

    /**
     * What hosts of every role hold.
     *
     * @param environments canonical names, in the order of the groups' environments
     * @param groups of all sections, those of services included
     */
    public OtherRoles(List<String> environments, List<SectionGroup> groups) {
        this.environments = List.copyOf(environments);
        for (SectionGroup group : groups) {
            if (group.scope().kind() == Scope.Kind.ROLE) {
                byKey.computeIfAbsent(group.key(), unused -> new ArrayList<>()).add(group);
            }
        }
    }

    /** {@code "role worker: "} where hosts of another role hold what {@code finding} denies, else nothing. */
    String before(Finding finding) {
        // What disagrees within one environment is told with its hosts.
        if (finding.scope().kind() != Scope.Kind.ROLE || finding.state() == DriftState.SPLIT) {
            return "";
        }
        for (SectionGroup group : byKey.getOrDefault(finding.address().section(), List.of())) {
            if (!group.scope().equals(finding.scope()) && denied(finding, group)) {
                String role = finding.scope().name();
                return (role.equals(RoleScopes.ANY) ? "hosts without a role" : "role " + role) + ": ";
            }
        }
        return "";
    }

    private boolean denied(Finding finding, SectionGroup others) {
        for (String environment : finding.between()) {
            int place = environments.indexOf(environment);
            if (place >= 0) {
                Set<Value> told = told(finding, environment);
                EnvironmentSections sections = others.environments().get(place);
                if (sections.variants().stream().anyMatch(variant -> holdsAnother(variant, finding, told))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<Value> told(Finding finding, String environment) {
        Set<Value> told = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.environment().equals(environment)) {
                value.value().ifPresent(told::add);
            }
        }
        return told;
    }

    /** That a host has no such thing at all denies nothing: a worker needs no client of the database. */
    private static boolean holdsAnother(SectionVariant variant, Finding finding, Set<Value> told) {
        FactPath path = finding.address().path();
        Optional<Value> held = variant.section().facts().find(path);
        return held.isPresent() && !told.contains(held.get().withoutTags());
    }
}
