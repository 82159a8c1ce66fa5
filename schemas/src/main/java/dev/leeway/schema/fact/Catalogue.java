package dev.leeway.schema.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The published vocabulary: every fact Leeway knows, one owner per address prefix. */
public final class Catalogue {
    private static final String ANY = "*";

    private final List<ProbeEntry> probes;
    private final Map<String, ProbeEntry> byName;
    /** By probe and first word of the path, so that few patterns are tried; those without a fixed one are in each. */
    private final Map<String, Map<String, List<FactEntry>>> byFirstWord = new HashMap<>();

    /**
     * A catalogue of these probes.
     *
     * @throws IllegalStateException when two probes share a name
     */
    public Catalogue(List<ProbeEntry> probes) {
        this.probes = List.copyOf(probes);
        this.byName = probes.stream().collect(Collectors.toUnmodifiableMap(ProbeEntry::name, Function.identity()));
        probes.forEach(probe -> byFirstWord.put(probe.name(), byFirstWord(probe.facts())));
    }

    private static Map<String, List<FactEntry>> byFirstWord(List<FactEntry> facts) {
        Map<String, List<FactEntry>> byFirstWord = new HashMap<>();
        facts.forEach(fact -> byFirstWord.put(firstWord(fact.pattern().text()), new ArrayList<>()));
        byFirstWord.put(ANY, new ArrayList<>());
        for (FactEntry fact : facts) {
            String word = firstWord(fact.pattern().text());
            if (word.contains("*")) {
                byFirstWord.values().forEach(entries -> entries.add(fact));
            } else {
                byFirstWord.getOrDefault(word, List.of()).add(fact);
            }
        }
        return byFirstWord;
    }

    /** What stands between the section and the first key or further segment. */
    private static String firstWord(String address) {
        int start = address.indexOf('/') + 1;
        int end = start;
        while (end < address.length() && address.charAt(end) != '/' && address.charAt(end) != '[') {
            end++;
        }
        return start == 0 ? ANY : address.substring(start, end);
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
        Map<String, List<FactEntry>> words =
                byFirstWord.getOrDefault(address.section().probe(), Map.of());
        String text = address.text();
        List<FactEntry> likely = words.getOrDefault(firstWord(text), words.getOrDefault(ANY, List.of()));
        for (FactEntry entry : likely) {
            if (entry.pattern().matches(text)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
