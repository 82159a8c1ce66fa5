package dev.leeway.collector.judge;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.List;

/** What of a policy's patterns can be seen in the snapshots at hand. */
public final class PolicySight {
    private final List<SectionGroup> groups;
    private final Catalogue catalogue;
    private final List<Finding> findings;
    private final List<AddressPattern> unseen = new ArrayList<>();

    /**
     * A sight of what was compared.
     *
     * @param findings everything that was found, whatever became of it
     * @param gaps everything that was not observed
     */
    public PolicySight(List<SectionGroup> groups, Catalogue catalogue, List<Finding> findings, List<Gap> gaps) {
        this.groups = List.copyOf(groups);
        this.catalogue = catalogue;
        this.findings = List.copyOf(findings);
        gaps.stream()
                .map(Gap::pattern)
                .distinct()
                .forEach(gap -> unseen.add(AddressPattern.parse(gap.indexOf('/') < 0 ? gap + "/**" : gap)));
    }

    /** Whether any fact that was observed matches; stops at the first. */
    public boolean exists(AddressPattern pattern) {
        return exists(pattern, Reach.EVERYTHING);
    }

    /** The same for facts of the probes that {@code reach} is confined to. */
    boolean exists(AddressPattern pattern, Reach reach) {
        for (Finding finding : findings) {
            if (pattern.matches(finding.address())
                    && reach.asks(finding.address().section().probe())) {
                return true;
            }
        }
        for (SectionGroup group : groups) {
            if (reach.asks(group.key().probe()) && pattern.canMatchIn(group.key()) && matchesIn(group, pattern)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesIn(SectionGroup group, AddressPattern pattern) {
        String opening = group.key().text() + "/";
        for (EnvironmentSections environment : group.environments()) {
            for (SectionVariant variant : environment.variants()) {
                Facts facts = variant.section().facts();
                for (int i = 0; i < facts.size(); i++) {
                    if (pattern.matches(opening + facts.path(i))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether any finding matches between environments that {@code between} covers. */
    boolean differs(AddressPattern pattern, Reach reach, Between between, List<String> environments) {
        for (Finding finding : findings) {
            boolean covered = between.speaksOf(
                    finding.between().stream().map(environments::indexOf).toList());
            if (covered
                    && pattern.matches(finding.address())
                    && reach.asks(finding.address().section().probe())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether each fact that matches was observed in every environment that {@code between} covers, so that finding no
     * difference means that there is none.
     */
    boolean everywhere(AddressPattern pattern, Between between) {
        if (unseen(pattern)) {
            return false;
        }
        for (SectionGroup group : groups) {
            if (pattern.canMatchIn(group.key()) && !answered(group, between) && matchesIn(group, pattern)) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything that matches was not observed somewhere, or may not have been. */
    boolean unseen(AddressPattern pattern) {
        return unseen.stream().anyMatch(gap -> PatternOverlap.exists(pattern, gap));
    }

    private static boolean answered(SectionGroup group, Between between) {
        for (int environment = 0; environment < group.environments().size(); environment++) {
            EnvironmentSections sections = group.environments().get(environment);
            boolean whole = !sections.variants().isEmpty() && sections.unseen().isEmpty();
            if (between.covers(environment) && !whole) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether everything the pattern could match was observed, so that its matching nothing means something: a pattern
     * over a probe that spoke nowhere may be right, one over a probe that does not exist cannot be.
     */
    public boolean complete(AddressPattern pattern) {
        return complete(pattern, Reach.EVERYTHING);
    }

    /** The same for facts of the probes that {@code reach} is confined to. */
    boolean complete(AddressPattern pattern, Reach reach) {
        String first = pattern.text();
        int end = first.indexOf('/');
        first = end < 0 ? first : first.substring(0, end);
        int bracket = first.indexOf('[');
        String probe = bracket < 0 ? first : first.substring(0, bracket);
        if (probe.indexOf('*') < 0 && catalogue.probe(probe).isEmpty()) {
            return true;
        }
        boolean spoke = false;
        for (SectionGroup group : groups) {
            boolean asked = probe.indexOf('*') >= 0 || group.key().probe().equals(probe);
            if (asked && reach.asks(group.key().probe())) {
                for (EnvironmentSections environment : group.environments()) {
                    if (!environment.unseen().isEmpty()) {
                        return false;
                    }
                    spoke |= !environment.variants().isEmpty();
                }
            }
        }
        return spoke;
    }
}
