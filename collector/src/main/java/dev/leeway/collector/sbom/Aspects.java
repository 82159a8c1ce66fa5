package dev.leeway.collector.sbom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in words which aspects of libraries a bill tells. */
final class Aspects {
    /** By the end of a fact's path what it is called, in the order in which it is told. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("[*]/version", "versions");
        WORDS.put("/toolchain", "toolchain");
        WORDS.put("[*]/shaded-in[*]", "shaded copies");
        WORDS.put("[*]/content", "contents");
        WORDS.put("[*]/declared", "declared versions");
    }

    private Aspects() {}

    /** {@code maven[*]/version} and {@code npm[*]/version} as {@code maven and npm versions}. */
    static List<String> of(SortedSet<String> told) {
        Map<String, SortedSet<String>> byAspect = new TreeMap<>();
        for (String pattern : told) {
            int key = pattern.indexOf('[');
            int end = key < 0 ? pattern.indexOf('/') : key;
            byAspect.computeIfAbsent(pattern.substring(end), unused -> new TreeSet<>())
                    .add(pattern.substring(0, end));
        }
        List<String> aspects = new ArrayList<>();
        WORDS.forEach((path, word) -> {
            SortedSet<String> ecosystems = byAspect.get(path);
            if (ecosystems != null) {
                aspects.add(listed(List.copyOf(ecosystems)) + " " + word);
            }
        });
        return aspects;
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
