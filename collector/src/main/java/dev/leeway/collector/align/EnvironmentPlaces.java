package dev.leeway.collector.align;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings files together that each environment has under its own name: {@code /etc/shop/staging.properties} in staging is
 * {@code /etc/shop/prod.properties} in production, and told under the name it has in the latest environment.
 *
 * <p>Only where no environment has another's: where files of all environments lie side by side, as profiles do, each is what it is
 * called.
 */
final class EnvironmentPlaces {
    private static final Set<String> PROBES = Set.of("config", "certificate");

    private EnvironmentPlaces() {}

    /** What each environment says of a service's files, under names that environments have in common. */
    static List<EnvironmentSections> aligned(
            SectionKey key, List<EnvironmentSections> sections, Environments environments) {
        if (!PROBES.contains(key.probe()) || key.subject().isEmpty()) {
            return sections;
        }
        List<Map<String, String>> renamings = renamings(sections, environments);
        if (renamings.stream().allMatch(Map::isEmpty)) {
            return sections;
        }
        List<EnvironmentSections> aligned = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Map<String, String> renaming = renamings.get(i);
            EnvironmentSections each = sections.get(i);
            List<SectionVariant> variants = each.variants().stream()
                    .map(variant -> new SectionVariant(
                            renamed(variant.section(), renaming), variant.hosts(), variant.release(), variant.rules()))
                    .toList();
            aligned.add(new EnvironmentSections(each.takesPart(), variants, each.unseen()));
        }
        return aligned;
    }

    /** For each environment its files by their first segment, and what they are to be called. */
    private static List<Map<String, String>> renamings(List<EnvironmentSections> sections, Environments environments) {
        List<Set<String>> places =
                sections.stream().map(EnvironmentPlaces::places).toList();
        Map<String, Map<Integer, String>> byTemplate = new TreeMap<>();
        for (int i = 0; i < places.size(); i++) {
            for (String place : places.get(i)) {
                String template = template(place, environments.words(i));
                if (!template.equals(place)) {
                    byTemplate
                            .computeIfAbsent(template, unused -> new TreeMap<>())
                            .merge(i, place, (one, other) -> "");
                }
            }
        }
        List<Map<String, String>> renamings = new ArrayList<>();
        places.forEach(unused -> renamings.add(new HashMap<>()));
        for (Map<Integer, String> own : byTemplate.values()) {
            if (own.size() > 1 && own.entrySet().stream().allMatch(each -> isAlone(each, places))) {
                String latest = own.get(new TreeMap<>(own).lastKey());
                own.forEach((environment, place) -> renamings.get(environment).put(place, latest));
            }
        }
        return renamings;
    }

    /** Whether an environment has one such file, and no other environment has one so called. */
    private static boolean isAlone(Map.Entry<Integer, String> own, List<Set<String>> places) {
        for (int i = 0; i < places.size(); i++) {
            if (i != own.getKey() && places.get(i).contains(own.getValue())) {
                return false;
            }
        }
        return !own.getValue().isEmpty();
    }

    private static Set<String> places(EnvironmentSections environment) {
        Set<String> places = new HashSet<>();
        for (SectionVariant variant : environment.variants()) {
            variant.section().facts().forEach((path, value) -> {
                String first = first(path);
                if (first.endsWith("]")) {
                    places.add(first);
                }
            });
        }
        return places;
    }

    private static String first(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static String template(String place, Set<String> words) {
        return new FactPath(place)
                .renamed(name -> name, key -> OwnEnvironmentName.without(words, key))
                .text();
    }

    private static Section renamed(Section section, Map<String, String> renaming) {
        Facts.Builder facts = new Facts.Builder();
        section.facts().forEach((path, value) -> facts.add(renamed(path, renaming), value));
        SortedMap<String, String> evidence = new TreeMap<>();
        section.evidence().forEach((path, place) -> evidence.put(renamed(path, renaming), place));
        List<Uncovered> uncovered = section.uncovered().stream()
                .map(gap -> renamed(section.key(), gap, renaming))
                .toList();
        return new Section(
                section.key(),
                section.revision(),
                section.outcome(),
                section.id(),
                facts.build(),
                uncovered,
                evidence,
                section.reason());
    }

    private static String renamed(String path, Map<String, String> renaming) {
        String first = first(path);
        return renaming.getOrDefault(first, first) + path.substring(first.length());
    }

    private static Uncovered renamed(SectionKey key, Uncovered gap, Map<String, String> renaming) {
        String opening = key.text() + "/";
        String text = gap.pattern().text();
        return Optional.of(text)
                .filter(pattern -> pattern.startsWith(opening))
                .map(pattern -> new Uncovered(
                        AddressPattern.parse(opening + renamed(pattern.substring(opening.length()), renaming)),
                        gap.reason()))
                .orElse(gap);
    }
}
