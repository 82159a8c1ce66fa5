package dev.leeway.collector.cli;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Patterns as people type them: what others lie below stands for all of it, be it a section ({@code env},
 * {@code env[shop-web]}) or a part of one ({@code process[shop-web]/jvm}).
 */
final class Patterns {
    private Patterns() {}

    /**
     * The patterns meant by {@code texts}.
     *
     * @param option that gave them, for messages
     * @param probes every probe that can be meant
     * @throws CommandFailure naming what is wrong with the first that is no pattern or names no probe
     */
    static List<AddressPattern> read(String option, List<String> texts, Set<String> probes) throws CommandFailure {
        List<AddressPattern> patterns = new ArrayList<>();
        for (String text : texts) {
            String trimmed = text.strip();
            check(option, trimmed, probes);
            try {
                for (String meant : meant(trimmed)) {
                    patterns.add(AddressPattern.parse(meant));
                }
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(option + ": " + e.getMessage(), e);
            }
        }
        return patterns;
    }

    /** {@code probes} and what else gaps may be about: snapshot files, and probes a policy requires before there are any. */
    static Set<String> ofGaps(Set<String> probes) {
        Set<String> all = new TreeSet<>(probes);
        all.addAll(PolicyReader.plannedProbes());
        all.add(FolderFindings.PROBE);
        return all;
    }

    private static List<String> meant(String text) {
        if (text.equals("**") || text.endsWith("/**")) {
            return List.of(text);
        }
        return text.indexOf('/') >= 0 || text.indexOf('[') >= 0
                ? List.of(text, text + "/**")
                : List.of(text, text + "/**", text + "[*]", text + "[*]/**");
    }

    private static void check(String option, String text, Set<String> probes) throws CommandFailure {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '[') {
            end++;
        }
        String probe = text.substring(0, end);
        if (probe.indexOf('*') < 0 && !probes.contains(probe)) {
            throw new CommandFailure(option + ": no probe is called '" + FormatException.shown(probe) + "': "
                    + Suggestion.nextStep(probe, probes));
        }
    }
}
