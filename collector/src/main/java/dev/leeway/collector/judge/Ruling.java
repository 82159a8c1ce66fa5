package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Disposition;
import java.util.Optional;

/**
 * What the policy says of one question about one fact.
 *
 * @param disposition open for a breach
 * @param rule that decided, empty where none did and the catalogue stands
 */
record Ruling(Disposition disposition, Optional<Rule> rule) {
    /** Where no rule has anything to say. */
    static final Ruling CATALOGUE = new Ruling(Disposition.OPEN, Optional.empty());

    Ruling {
        requireNonNull(disposition, "disposition is null");
        requireNonNull(rule, "rule is null");
    }

    static Ruling breach(BoundRule bound) {
        return new Ruling(Disposition.OPEN, Optional.of(bound.rule()));
    }

    static Ruling allowed(BoundRule bound) {
        return new Ruling(Disposition.WITHIN_LEEWAY, Optional.of(bound.rule()));
    }

    static Ruling informational(BoundRule bound) {
        return new Ruling(Disposition.INFORMATIONAL, Optional.of(bound.rule()));
    }
}
