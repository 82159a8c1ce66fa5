package dev.leeway.collector.service;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Patterns of the command line that meet nothing, be it a slip of the pen: a fact that was to be ignored is told. */
final class UnmetPatterns {
    /** What stands for all that lies below a text somebody typed, beside the text itself. */
    private static final List<String> BELOW = List.of("/**", "[*]", "[*]/**");

    /** That a whole probe is ignored which nobody asked is no slip. */
    static final String IGNORED = "--ignore";

    /** Nor that one is not observed of which nothing is lacking today. */
    static final String ALLOWED = "--allow-unknown";

    private static final Set<String> OF_PROBES = Set.of(IGNORED, ALLOWED);

    private final List<SectionGroup> groups;
    private final List<Gap> gaps;

    UnmetPatterns(ComparisonRun run) {
        this.groups = run.groups;
        this.gaps = run.gaps.gaps();
    }

    /** A remark for each text behind {@code patterns} that meets neither fact nor gap. */
    List<String> notes(String option, List<AddressPattern> patterns) {
        Set<String> all = patterns.stream().map(AddressPattern::text).collect(Collectors.toCollection(TreeSet::new));
        List<String> notes = new ArrayList<>();
        for (String text : all) {
            boolean typed = BELOW.stream()
                    .noneMatch(
                            end -> text.endsWith(end) && all.contains(text.substring(0, text.length() - end.length())));
            boolean whole = OF_PROBES.contains(option) && text.indexOf('[') < 0 && text.indexOf('/') < 0;
            // What did not arrive is told of once all that did is compared.
            boolean later = option.equals(ALLOWED) && text.startsWith(Deliveries.PROBE + "[");
            if (typed && !whole && !later && meant(text, all).noneMatch(this::meets)) {
                notes.add("no snapshot holds a fact that " + option + " '" + text + "' means"
                        + nearest(text)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
            }
        }
        return notes;
    }

    private static Stream<AddressPattern> meant(String text, Set<String> all) {
        return Stream.concat(Stream.of(text), BELOW.stream().map(text::concat))
                .filter(all::contains)
                .map(AddressPattern::parse);
    }

    private boolean meets(AddressPattern pattern) {
        return gaps.stream().anyMatch(gap -> PatternOverlap.exists(AddressPattern.parse(gap.pattern()), pattern))
                || groups.stream().anyMatch(group -> meets(pattern, group));
    }

    private static boolean meets(AddressPattern pattern, SectionGroup group) {
        String key = group.key().text();
        if (pattern.matches(key)) {
            return true;
        }
        return pattern.canMatchIn(group.key())
                && variants(group)
                        .anyMatch(variant -> paths(variant).anyMatch(path -> pattern.matches(key + "/" + path)));
    }

    private static Stream<SectionVariant> variants(SectionGroup group) {
        return group.environments().stream().map(EnvironmentSections::variants).flatMap(List::stream);
    }

    private static Stream<String> paths(SectionVariant variant) {
        Facts facts = variant.section().facts();
        return IntStream.range(0, facts.size()).mapToObj(facts::path);
    }

    /** The section, or else the fact of a section there is, that was probably meant. */
    private Optional<String> nearest(String text) {
        int end = text.indexOf('/');
        String section = end < 0 ? text : text.substring(0, end);
        Set<String> keys =
                groups.stream().map(group -> group.key().text()).collect(Collectors.toCollection(TreeSet::new));
        if (!keys.contains(section)) {
            return Suggestion.nearest(section, keys).map(near -> near + (end < 0 ? "" : text.substring(end)));
        }
        Set<String> addresses = groups.stream()
                .filter(group -> group.key().text().equals(section))
                .flatMap(group -> variants(group).flatMap(UnmetPatterns::paths))
                .map(path -> section + "/" + path)
                .collect(Collectors.toCollection(TreeSet::new));
        return Suggestion.nearest(text, addresses);
    }
}
