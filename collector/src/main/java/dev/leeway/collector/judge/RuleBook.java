package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of a policy, by the sections they can match in. */
public final class RuleBook {
    private final List<BoundRule> rules = new ArrayList<>();
    private final boolean roles;
    private final Map<SectionKey, SectionRules> bySection = new HashMap<>();
    /** By the positions of the rules, unless one of them begins with {@code **} and may look at the section's name. */
    private final Map<BitSet, WatchedPaths> watches = new HashMap<>();

    /** The rules of {@code policy} among {@code environments}. */
    public RuleBook(Policy policy, Environments environments) {
        for (Rule rule : policy.rules()) {
            BoundRule bound = new BoundRule(rule, environments);
            if (bound.between().inPlay(environments.size())) {
                rules.add(bound);
            }
        }
        this.roles =
                rules.stream().anyMatch(bound -> !bound.rule().reach().roles().isEmpty());
    }

    /** Whether any rule is confined to roles. */
    boolean namesRoles() {
        return roles;
    }

    /** The rules that can match in a section. */
    public SectionRules in(SectionKey section) {
        return bySection.computeIfAbsent(section, this::select);
    }

    private SectionRules select(SectionKey section) {
        List<BoundRule> able = new ArrayList<>();
        List<BoundRule> watching = new ArrayList<>();
        BitSet positions = new BitSet(rules.size());
        boolean anywhere = false;
        String name = section.text();
        for (int i = 0; i < rules.size(); i++) {
            BoundRule bound = rules.get(i);
            if (bound.rule().match().canMatchIn(name) && bound.rule().reach().asks(section.probe())) {
                able.add(bound);
                if (SectionRules.mayFaultAgreement(bound)) {
                    watching.add(bound);
                    positions.set(i);
                    anywhere |= bound.rule().match().text().startsWith("**");
                }
            }
        }
        @Nullable WatchedPaths watched = anywhere ? null : watches.get(positions);
        if (watched == null) {
            watched = new WatchedPaths(watching, name + "/");
            watches.put(positions, watched);
        }
        return new SectionRules(section, able, watched);
    }
}
