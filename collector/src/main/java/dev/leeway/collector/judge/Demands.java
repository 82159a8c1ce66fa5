package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.policy.Rule;
import java.util.List;
import java.util.Optional;

/** What rules demand of a fact that is held against one of another name, so that no row of equal addresses is at hand. */
public final class Demands {
    private final Rulings rulings;

    /** The demands {@code rulings} tells of. */
    public Demands(Rulings rulings) {
        this.rulings = rulings;
    }

    /** The rule by which two environments must not share what the fact says, if there is one. */
    public Optional<Rule> apart(Address fact, int one, int other) {
        return rulings.of(fact).sharing(one, other);
    }

    /**
     * A finding that no rule asked for, as the user's rules have it: within leeway where they let one of the facts be.
     *
     * @param facts what it is about, one or more
     * @param between the environment, or the two, it is about
     */
    public Finding judged(Finding finding, List<Address> facts, int... between) {
        for (Address fact : facts) {
            Optional<Rule> excuse = rulings.of(fact).excuse(finding.severity(), between);
            if (excuse.isPresent()) {
                return finding.allowed(excuse.get());
            }
        }
        return finding;
    }
}
