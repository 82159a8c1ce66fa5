package dev.leeway.collector.cli;

import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Facts that somebody looks for in one snapshot, by patterns or by a word of their addresses: those it holds, and where it may hide
 * others.
 */
final class AskedFacts {
    private final List<AddressPattern> patterns;
    private final String word;
    private final Catalogue catalogue;

    private AskedFacts(List<AddressPattern> patterns, String word, Catalogue catalogue) {
        this.patterns = List.copyOf(patterns);
        this.word = word.toLowerCase(Locale.ROOT);
        this.catalogue = catalogue;
    }

    /** Whatever one of {@code patterns} matches. */
    static AskedFacts matching(List<AddressPattern> patterns, Catalogue catalogue) {
        return new AskedFacts(patterns, "", catalogue);
    }

    /** Whatever has {@code word} in its address, in capitals or not. */
    static AskedFacts called(String word, Catalogue catalogue) {
        return new AskedFacts(List.of(AddressPattern.parse("**")), word, catalogue);
    }

    /** Whether the fact at {@code address} is one of them. */
    boolean finds(String address) {
        return address.toLowerCase(Locale.ROOT).contains(word)
                && patterns.stream().anyMatch(pattern -> pattern.matches(address));
    }

    /** Where a probe was asked for them and could not see: {@code env[shop]/**: permission}, in the order of the sections. */
    List<String> unseen(Collection<Section> sections) {
        List<String> unseen = new ArrayList<>();
        for (Section section : sections) {
            if (section.outcome().fell() && mayHold(section)) {
                unseen.add(section.key().text() + ": " + section.outcome().text()
                        + section.reason().map(reason -> ", " + reason).orElse(""));
            }
            section.uncovered().forEach(gap -> {
                if (mayHold(gap.pattern())) {
                    unseen.add(gap.pattern().text() + ": " + gap.reason());
                }
            });
        }
        return unseen;
    }

    /** Sections and probes that nobody asked for when the snapshot was taken, and that may hold some of them; sorted. */
    List<String> unasked(Collection<Section> sections) {
        TreeSet<String> unasked = new TreeSet<>();
        catalogue.probes().stream()
                .map(ProbeEntry::name)
                .filter(probe ->
                        mayHold(AddressPattern.parse(probe + "/**")) || mayHold(AddressPattern.parse(probe + "[*]/**")))
                .forEach(unasked::add);
        sections.forEach(section -> unasked.remove(section.key().probe()));
        for (Section section : sections) {
            if (section.outcome() == Outcome.NOT_REQUESTED && mayHold(section)) {
                unasked.add(section.key().text());
            }
        }
        return List.copyOf(unasked);
    }

    /** An index that was not seen hides what its probe would have said of any subject. */
    private boolean mayHold(Section section) {
        String key = section.key().text();
        return mayHold(AddressPattern.parse(key + "/**"))
                || (section.key().subject().isEmpty() && mayHold(AddressPattern.parse(key + "[*]/**")));
    }

    private boolean mayHold(AddressPattern gap) {
        return patterns.stream().anyMatch(pattern -> PatternOverlap.exists(pattern, gap)) && mayBeCalled(gap);
    }

    /** Whether an address within {@code gap} may have the word in it: names found on hosts may be anything. */
    private boolean mayBeCalled(AddressPattern gap) {
        if (gap.text().toLowerCase(Locale.ROOT).contains(word)) {
            return true;
        }
        if (gap.text().indexOf('*') < 0) {
            return false;
        }
        boolean known = false;
        for (ProbeEntry probe : catalogue.probes()) {
            for (FactEntry entry : probe.facts()) {
                if (PatternOverlap.exists(entry.pattern(), gap)) {
                    String text = entry.pattern().text().toLowerCase(Locale.ROOT);
                    int path = text.indexOf('/');
                    // Whose section it is, the gap says itself where it names one.
                    boolean open = text.indexOf('*', path) >= 0
                            || gap.text().indexOf('*') < gap.text().indexOf('/');
                    if (open || text.contains(word)) {
                        return true;
                    }
                    known = true;
                }
            }
        }
        return !known;
    }
}
