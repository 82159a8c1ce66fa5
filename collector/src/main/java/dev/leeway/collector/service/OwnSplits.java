package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits that a comparison of unlike hosts meets by the way: servers that disagree among themselves are no difference to
 * the laptop they are held against, and nothing done to the laptop would end it. They are told, and do not decide.
 */
final class OwnSplits {
    private final Environments environments;
    private final Pairs pairs;
    private final boolean expandHosts;
    private final SortedMap<Integer, Integer> told = new TreeMap<>();

    OwnSplits(Environments environments, Pairs pairs, boolean expandHosts) {
        this.environments = environments;
        this.pairs = pairs;
        this.expandHosts = expandHosts;
    }

    /** Whether the finding is a split of an environment that is held against none but unlike ones. */
    boolean beyondReach(SectionGroup group, Finding finding) {
        boolean asks = finding.disposition() == Disposition.OPEN && !finding.breaksUsersRule();
        if (expandHosts || finding.state() != DriftState.SPLIT || !asks) {
            return false;
        }
        int environment = environments.names().indexOf(finding.between().get(0));
        boolean held = false;
        for (Pairs.Pair pair : pairs.held()) {
            if (pair.one() == environment || pair.other() == environment) {
                held = true;
                if (!unlike(group, pair)) {
                    return false;
                }
            }
        }
        return held;
    }

    private boolean unlike(SectionGroup group, Pairs.Pair pair) {
        List<String> names = List.of(environments.name(pair.one()), environments.name(pair.other()));
        return group.scope().kind() == Scope.Kind.ROLE
                ? pairs.unlike(group, pair)
                : pairs.unlike().contains(names);
    }

    /** The finding as it is told: for information. */
    Finding told(Finding finding) {
        told.merge(environments.names().indexOf(finding.between().get(0)), 1, Integer::sum);
        return finding.calmed(finding.nature());
    }

    /** Why these were told for information only. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        told.forEach((environment, facts) -> {
            String name = environments.name(environment);
            notes.add(name + ": its own hosts or replicas disagree on " + facts + (facts == 1 ? " fact" : " facts")
                    + "; told for information, because it was compared with unlike hosts only: compare " + name
                    + " with its likes, or use --host, to have that count");
        });
        return notes;
    }
}
