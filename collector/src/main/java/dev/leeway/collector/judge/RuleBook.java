package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a policy, by the sections they can match in. */
public final class RuleBook {
    private final List<BoundRule> rules = new ArrayList<>();
    private final Map<SectionKey, SectionRules> bySection = new HashMap<>();
    private final Map<List<BoundRule>, WatchedPaths> watches = new HashMap<>();

    /** The rules of {@code policy} among {@code environments}. */
    public RuleBook(Policy policy, Environments environments) {
        for (Rule rule : policy.rules()) {
            BoundRule bound = new BoundRule(rule, environments);
            if (bound.between().inPlay(environments.size())) {
                rules.add(bound);
            }
        }
    }

    /** The rules that can match in a section. */
    public SectionRules in(SectionKey section) {
        return bySection.computeIfAbsent(section, this::select);
    }

    private SectionRules select(SectionKey section) {
        List<BoundRule> able = new ArrayList<>();
        for (BoundRule bound : rules) {
            if (bound.rule().match().canMatchIn(section)) {
                able.add(bound);
            }
        }
        List<BoundRule> watching =
                able.stream().filter(SectionRules::mayFaultAgreement).toList();
        boolean anywhere =
                watching.stream().anyMatch(bound -> bound.rule().match().text().startsWith("**"));
        String opening = section.text() + "/";
        WatchedPaths watched = anywhere
                ? new WatchedPaths(watching, opening)
                : watches.computeIfAbsent(watching, unused -> new WatchedPaths(watching, opening));
        return new SectionRules(section, able, watched);
    }
}
