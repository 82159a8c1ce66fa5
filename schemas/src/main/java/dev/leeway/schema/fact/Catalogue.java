package dev.leeway.schema.fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The published vocabulary: every fact Leeway knows, one owner per address prefix. */
public final class Catalogue {
    private final List<ProbeEntry> probes;
    private final Map<String, ProbeEntry> byName;

    /**
     * A catalogue of these probes.
     *
     * @throws IllegalStateException when two probes share a name
     */
    public Catalogue(List<ProbeEntry> probes) {
        this.probes = List.copyOf(probes);
        this.byName = probes.stream().collect(Collectors.toUnmodifiableMap(ProbeEntry::name, Function.identity()));
    }

    /** Every probe, in the order of the catalogue. */
    public List<ProbeEntry> probes() {
        return probes;
    }

    /** The probe of that name. */
    public Optional<ProbeEntry> probe(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What is said of {@code address}: the first of its probe's patterns that covers it. */
    public Optional<FactEntry> entry(Address address) {
        String text = address.text();
        return probe(address.section().probe())
                .flatMap(probe -> probe.facts().stream()
                        .filter(fact -> fact.pattern().matches(text))
                        .findFirst());
    }
}
