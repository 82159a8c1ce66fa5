package dev.leeway.agent.probe.database;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What clients call themselves: one word leaves, without the numbers that processes and pods put into it; of more than that, in which
 * people write files, mail addresses and their own names, only a program that everybody knows and words for environments.
 */
final class ApplicationName {
    private static final String OTHER = "(other)";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");

    private static final List<String> PROGRAMS = List.of(
            "psql",
            "pgAdmin",
            "DBeaver",
            "DataGrip",
            "pg_dump",
            "pg_restore",
            "pg_basebackup",
            "pgbench",
            "HeidiSQL",
            "Navicat",
            "TablePlus",
            "Beekeeper",
            "Postico",
            "Metabase",
            "Grafana",
            "Tableau",
            "IntelliJ",
            "PostgreSQL");

    private static final Set<String> ENVIRONMENTS = Set.of(
            "dev",
            "development",
            "develop",
            "test",
            "testing",
            "qa",
            "uat",
            "int",
            "integration",
            "acceptance",
            "stage",
            "staging",
            "stg",
            "preprod",
            "pre-prod",
            "preproduction",
            "prod",
            "production",
            "prd",
            "live",
            "local",
            "ci",
            "sandbox",
            "demo",
            "perf",
            "canary",
            "hotfix",
            "review",
            "preview");

    private ApplicationName() {}

    static String inFacts(String name) {
        if (name.isBlank()) {
            return "(unnamed)";
        }
        String text = name.strip();
        if (WORD.matcher(text).matches()) {
            return text.replaceAll("[0-9]+", "#");
        }
        Set<String> environments = new TreeSet<>();
        for (String word : BETWEEN_WORDS.split(text)) {
            if (ENVIRONMENTS.contains(word.toLowerCase(Locale.ROOT))) {
                environments.add(word.toLowerCase(Locale.ROOT));
            }
        }
        String program =
                PROGRAMS.stream().filter(each -> begins(text, each)).findFirst().orElse(OTHER);
        return environments.isEmpty() ? program : program + " " + String.join(" ", environments);
    }

    /** Whether the first word is that program, perhaps with its number. */
    private static boolean begins(String text, String program) {
        String first = text.split("[^A-Za-z_]", 2)[0];
        return first.equalsIgnoreCase(program);
    }
}
