package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.align.FactContext;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.FactEntry;
import java.util.Optional;

/**
 * Who judged of a text under its name whether it may leave its host in clear: equal judges decide alike of equal texts.
 *
 * @param revision of the probe
 * @param product the engine that printed the text, for facts of databases
 * @param rules release and rules of redaction of the agents, where rules have a say
 */
public record Disclosure(int revision, Optional<String> product, Optional<String> rules) {
    public Disclosure {
        requireNonNull(product, "product is null");
        requireNonNull(rules, "rules is null");
    }

    /** The judge of a fact in a section; empty where nobody says by which rules it was judged. */
    static Optional<Disclosure> of(FactContext fact, SectionVariant variant) {
        int revision = variant.section().revision();
        if (fact.entry().filter(FactEntry::byText).isPresent()) {
            return Optional.of(new Disclosure(revision, variant.product(), Optional.empty()));
        }
        return fact.entry()
                .filter(FactEntry::guarded)
                .flatMap(entry -> variant.rules())
                .map(rules -> new Disclosure(revision, variant.product(), Optional.of(rules)));
    }
}
