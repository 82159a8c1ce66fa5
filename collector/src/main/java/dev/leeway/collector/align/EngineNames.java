package dev.leeway.collector.align;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the names in databases of unlike engines together: {@code PUBLIC.ORDERS} of H2, {@code public.orders} of PostgreSQL
 * and {@code orders} of SQLite are one table.
 *
 * <p>Only where engines differ, for within one engine letters and schemas tell objects apart. Texts that are tagged are
 * written in the language of one engine, and cannot be held against another's.
 */
final class EngineNames {
    private static final String PROBE = "database";
    private static final String PRODUCT = "server/product";
    private static final String VERSION = "server/version";
    private static final Set<String> ONE_FAMILY = Set.of("MySQL", "MariaDB");
    /** What in a path is a name of the schema's. */
    static final Pattern NAMED = Pattern.compile(
            "(table|view|sequence|routine|type|schema|column|index|unique|foreign-key|check|exclude|json)\\[([^\\]]*)\\]");

    private static final Pattern PUBLIC = Pattern.compile("^(?:public|main)\\.");
    private static final Set<String> SERVERS = Set.of("server", "role", "client", "migration");
    private static final String OTHER_LANGUAGE = "written for another engine";

    private EngineNames() {}

    /** What each environment says of a database, under names that the engines have in common. */
    static List<EnvironmentSections> aligned(SectionKey key, List<EnvironmentSections> environments) {
        if (!key.probe().equals(PROBE) || key.subject().isEmpty() || !unlike(environments)) {
            return environments;
        }
        List<EnvironmentSections> aligned = new ArrayList<>();
        for (EnvironmentSections environment : environments) {
            List<SectionVariant> variants = new ArrayList<>();
            for (SectionVariant variant : environment.variants()) {
                variants.add(new SectionVariant(
                        renamed(variant.section()), variant.hosts(), variant.release(), variant.rules()));
            }
            aligned.add(new EnvironmentSections(environment.takesPart(), variants, environment.unseen()));
        }
        return aligned;
    }

    private static boolean unlike(List<EnvironmentSections> environments) {
        Set<String> products = new HashSet<>();
        for (EnvironmentSections environment : environments) {
            for (SectionVariant variant : environment.variants()) {
                product(variant.section()).ifPresent(products::add);
            }
        }
        return products.size() > 1 && !ONE_FAMILY.containsAll(products);
    }

    /** The engine a section of a database tells. */
    static Optional<String> product(Section section) {
        return section.key().probe().equals(PROBE)
                ? section.facts().find(new FactPath(PRODUCT)).map(Value::display)
                : Optional.empty();
    }

    static Optional<String> version(Section section) {
        return section.key().probe().equals(PROBE)
                ? section.facts().find(new FactPath(VERSION)).map(Value::display)
                : Optional.empty();
    }

    private static Section renamed(Section section) {
        Map<String, Integer> taken = new HashMap<>();
        section.facts().forEach((path, value) -> taken.merge(path(path), 1, Integer::sum));
        Facts.Builder facts = new Facts.Builder();
        section.facts().forEach((path, value) -> {
            String renamed = path(path);
            if (!renamed.equals("schema[public]/present")) {
                // Names that differ in their letters alone stay apart.
                facts.add(taken.getOrDefault(renamed, 1) > 1 ? path : renamed, value(path, value));
            }
        });
        SortedMap<String, String> evidence = new TreeMap<>();
        section.evidence().forEach((path, place) -> evidence.put(path(path), place));
        List<Uncovered> uncovered = new ArrayList<>();
        for (Uncovered gap : section.uncovered()) {
            EnginePatterns.renamed(section.key(), gap.pattern())
                    .forEach(pattern -> uncovered.add(new Uncovered(pattern, gap.reason())));
        }
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

    private static String path(String path) {
        if (isOfServer(path)) {
            return path;
        }
        Matcher named = NAMED.matcher(path);
        StringBuilder renamed = new StringBuilder(path.length());
        while (named.find()) {
            named.appendReplacement(
                    renamed, Matcher.quoteReplacement(named.group(1) + "[" + name(named.group(2)) + "]"));
        }
        return named.appendTail(renamed).toString();
    }

    /** Whether a path names nothing that lies in a schema. */
    static boolean isOfServer(String path) {
        int end = path.indexOf('[');
        return end < 0 || SERVERS.contains(path.substring(0, end)) || path.startsWith("server/");
    }

    /** A name as all engines have it: in small letters, and without the schema that is the usual one. */
    static String name(String name) {
        return PUBLIC.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    private static Value value(String path, Value value) {
        String leaf = path.substring(path.lastIndexOf('/') + 1);
        if (value.kind() == Value.Kind.SECRET && !leaf.equals("comment") && !path.startsWith("server/")) {
            return new Value.Withheld(OTHER_LANGUAGE);
        }
        boolean names = switch (leaf) {
            case "primary-key", "column-order", "include", "references", "owned-by" -> true;
            default -> false;
        };
        return names ? named(value) : value;
    }

    private static Value named(Value value) {
        if (value instanceof Value.Text text) {
            return new Value.Text(name(text.text()));
        }
        return value instanceof Value.ListOf list
                ? new Value.ListOf(
                        list.members().stream().map(EngineNames::named).toList())
                : value;
    }
}
