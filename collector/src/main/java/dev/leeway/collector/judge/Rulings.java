package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Tally;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The one reader of rules: whoever asks what they say of a fact asks here, so that the last that speaks wins everywhere, and a
 * rule reaches the same pairs, environments, roles and gravities whatever the question.
 */
public final class Rulings {
    private final Environments environments;
    private final RuleBook rules;
    private final HostRoles roles;
    private final Catalogue catalogue;

    /** What {@code rules} say of facts of {@code fleet}. */
    public Rulings(Fleet fleet, RuleBook rules, Catalogue catalogue) {
        this.environments = fleet.environments();
        this.rules = rules;
        this.roles = new HostRoles(fleet);
        this.catalogue = catalogue;
    }

    /** What is said of a fact. */
    Questions of(FactRow row) {
        return as(row, row.path());
    }

    /** What would be said of a fact if it stood at another path of its section, encoded. */
    Questions as(FactRow row, String path) {
        List<BoundRule> matching = rules.in(row.group().key()).matching(path);
        return new Questions(
                row,
                rules.namesRoles()
                        ? matching.stream()
                                .filter(bound -> reaches(bound.rule(), row.group()))
                                .toList()
                        : matching);
    }

    /**
     * What is said of a fact that is held against one of another name, so that no row of equal addresses is at hand: nothing by
     * rules on roles or on sorts of values, for neither is known.
     */
    Questions of(Address fact) {
        Optional<Tally> unknown = Optional.empty();
        FactRow row = new FactRow(
                new SectionGroup(
                        new Scope(Scope.Kind.SERVICE, fact.section().subject().orElse("host")),
                        fact.section(),
                        List.of()),
                fact.path().text(),
                catalogue.entry(fact),
                Collections.nCopies(environments.size(), unknown));
        return new Questions(
                row,
                rules.in(fact.section()).matching(fact.path().text()).stream()
                        .filter(bound -> bound.rule().reach().roles().isEmpty())
                        .toList());
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Whether a rule speaks of hosts that have the roles of a group's. */
    boolean reaches(Rule rule, SectionGroup group) {
        return roles.within(rule.reach(), group);
    }

    /** Whether any rule wants hosts to have a fact of the section for themselves. */
    boolean wantsUnique(SectionGroup group) {
        return rules.in(group.key()).wantsUnique();
    }

    /** Whether any rule wants hosts to have the fact for themselves, whatever their roles. */
    boolean wantsUnique(SectionGroup group, String path) {
        return rules.in(group.key()).matching(path).stream().anyMatch(BoundRule::wantsUnique);
    }
}
