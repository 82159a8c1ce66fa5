package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import java.util.Optional;

/** What rules demand of a fact that is held against one of another name, so that no row of equal addresses is at hand. */
public final class Demands {
    private final RuleBook rules;

    /** The demands of {@code rules}. */
    public Demands(RuleBook rules) {
        this.rules = rules;
    }

    /** The rule by which two environments must not share what the fact says, if there is one. */
    public Optional<Rule> apart(Address fact, int one, int other) {
        for (BoundRule bound : rules.in(fact.section()).matching(fact.path().text())) {
            Expectation expectation = bound.rule().expectation();
            boolean speaks = expectation instanceof Expectation.Different
                    || expectation instanceof Expectation.Any
                    || expectation instanceof Expectation.Same;
            if (speaks && isWhole(bound) && bound.covers(one, other)) {
                return expectation instanceof Expectation.Different ? Optional.of(bound.rule()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether the user lets two environments differ in the fact. */
    public boolean excused(Address fact, int one, int other) {
        return rules.in(fact.section()).matching(fact.path().text()).stream()
                .anyMatch(bound -> excuses(bound) && bound.covers(one, other));
    }

    /** Whether the user lets the fact be, whatever it says in that environment. */
    public boolean excused(Address fact, int environment) {
        return rules.in(fact.section()).matching(fact.path().text()).stream()
                .anyMatch(bound -> excuses(bound) && bound.covers(environment));
    }

    private static boolean excuses(BoundRule bound) {
        return !bound.rule().origin().shipped()
                && bound.rule().expectation() instanceof Expectation.Any
                && isWhole(bound);
    }

    /** Whether a rule speaks of the fact however grave a drift of it is, and whosever host it is on: neither is known here. */
    private static boolean isWhole(BoundRule bound) {
        return bound.rule().reach().upTo().isEmpty()
                && bound.rule().reach().roles().isEmpty();
    }
}
