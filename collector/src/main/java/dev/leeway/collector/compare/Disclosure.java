package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.align.FactContext;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.FactEntry;
import java.util.Optional;

/**
 * Who judged of a text, by itself, whether it may leave its host in clear: equal judges decide alike of equal texts.
 *
 * @param revision of the probe
 * @param product the engine that printed the text, for facts of databases
 */
public record Disclosure(int revision, Optional<String> product) {
    public Disclosure {
        requireNonNull(product, "product is null");
    }

    /** The judge of a fact in a section; empty where names, keys or configured rules have a say. */
    static Optional<Disclosure> of(FactContext fact, SectionVariant variant) {
        return fact.entry()
                .filter(FactEntry::byText)
                .map(entry -> new Disclosure(variant.section().revision(), variant.product()));
    }
}
