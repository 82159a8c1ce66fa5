package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;

/**
 * A rule and the participants of one comparison it is confined to.
 *
 * @param rule as written
 * @param between as it applies here
 */
record BoundRule(Rule rule, Between between) {
    BoundRule(Rule rule, Environments environments) {
        this(rule, new Between(rule.between(), environments));
    }

    boolean covers(int environment) {
        return between.covers(environment);
    }

    /** Whether an expectation that is natural to pairs speaks about what one environment says by itself. */
    boolean coversWithin(int environment) {
        return between.within(environment);
    }

    /** Whether each host is to have a value of its own. */
    boolean wantsUnique() {
        return rule.expectation() instanceof Expectation.Unique;
    }

    boolean covers(int one, int other) {
        return between.covers(one, other);
    }

    /** Whether the rule was written by the user and names both sides of the pair. */
    boolean asksFor(int one, int other) {
        return !rule.origin().shipped() && !between.everywhere() && between.covers(one, other);
    }

    /** @param path of the fact, encoded, whose names may say what sort of value it holds */
    boolean admits(String path, Tally tally) {
        return rule.of().isEmpty()
                || tally.groups().stream().map(ValueGroup::value).anyMatch(value -> admits(path, value));
    }

    /** Whether the values are of the rule's class but for how much can be told of them; an empty one is of none. */
    boolean concerns(String path, Tally tally) {
        boolean named = rule.of()
                .map(kind -> switch (kind) {
                    case SECRET -> true;
                    case CREDENTIAL -> CredentialNames.tell(path);
                    case PLACEHOLDER -> false;
                })
                .orElse(true);
        return named && tally.groups().stream().map(ValueGroup::value).allMatch(BoundRule::isSecret);
    }

    private static boolean isSecret(Value value) {
        return value instanceof Value.ListOf list
                ? list.members().stream().allMatch(BoundRule::isSecret)
                : value instanceof Value.Secret secret && secret.presence() != Presence.EMPTY;
    }

    boolean admits(String path, Value value) {
        if (rule.of().isEmpty()) {
            return true;
        }
        if (value instanceof Value.ListOf list) {
            // An option that is given several times holds what each of them does.
            return list.members().stream().anyMatch(member -> admits(path, member));
        }
        return value instanceof Value.Secret secret
                && switch (rule.of().get()) {
                    case SECRET -> secret.presence() == Presence.TAGGED;
                    case CREDENTIAL -> secret.presence() == Presence.TAGGED && CredentialNames.tell(path);
                    case PLACEHOLDER -> secret.presence() == Presence.PLACEHOLDER;
                };
    }
}
