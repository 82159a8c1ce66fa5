package dev.leeway.agent.format.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an archive's file name tells: {@code artifact-version-classifier.jar}, where nothing marks the seams.
 *
 * @param stem the name without directories and extension
 * @param artifact the part before the version, or all
 * @param version the part that begins with a digit and goes on while it looks like a version
 * @param classifier what follows
 */
public record ArchiveName(String stem, String artifact, Optional<String> version, Optional<String> classifier) {
    private static final Set<String> EXTENSIONS =
            Set.of("jar", "war", "ear", "rar", "sar", "har", "par", "kar", "wab", "hpi", "jpi", "nbm", "lpkg");
    private static final Pattern QUALIFIER = Pattern.compile(
            "(alpha|beta|milestone|m|mr|rc|cr|pre|preview|ea|final|ga|release|sp|snapshot|jre|android|incubating|b|build|r|v|pfd|redhat|jbossorg|rev|dev|nightly)"
                    + "[.0-9]*",
            Pattern.CASE_INSENSITIVE);
    private static final int SHORT = 12;
    private static final int LONGEST_DATE = 18;
    private static final int LONGEST_WORD = 30;
    private static final Pattern DATE = Pattern.compile("v?20\\d+");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+");
    private static final Pattern GENERATION = Pattern.compile("v\\d{1,2}");
    /** Of several long numbers tokens are made, and no versions. */
    private static final Pattern LONG_NUMBERS = Pattern.compile("\\d{9,}.*\\D\\d{9,}");

    private static final Pattern NUMBERED = Pattern.compile("v?[0-9][0-9A-Za-z_.+]*");

    /** What {@code fileName} tells, a name or a path with {@code /}. */
    public static ArchiveName of(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                ? name.substring(0, dot)
                : name;
        List<String> words = new ArrayList<>(List.of(stem.split("-", -1)));
        int from = versionStart(words);
        if (from < 0 || LONG_NUMBERS.matcher(stem).find() || !isPlausible(words.subList(from, words.size()))) {
            return new ArchiveName(stem, stem, Optional.empty(), Optional.empty());
        }
        int to = from + 1;
        while (to < words.size() && goesOn(words.get(to))) {
            to++;
        }
        return new ArchiveName(
                stem,
                String.join("-", words.subList(0, from)),
                Optional.of(String.join("-", words.subList(from, to))),
                to == words.size() ? Optional.empty() : Optional.of(String.join("-", words.subList(to, words.size()))));
    }

    /** Whether {@code name} ends as an archive does that Java puts on a class path or deploys. */
    public static boolean isArchive(String name) {
        int dot = name.lastIndexOf('.');
        int length = name.length() - dot - 1;
        return dot >= 0
                && length >= 3
                && length <= 4
                && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The first word of the last run of words that look like a version: {@code log4j-1.2-api-2.17.1} has 2.17.1. */
    private static int versionStart(List<String> words) {
        int last = words.size() - 1;
        while (last > 0 && !NUMBERED.matcher(words.get(last)).matches()) {
            last--;
        }
        int first = last;
        while (first > 1 && goesOn(words.get(first - 1))) {
            first--;
        }
        while (first < last && !NUMBERED.matcher(words.get(first)).matches()) {
            first++;
        }
        // The first of two belongs to the name: zipkin-storage-mysql-v1-3.4.2; but v1-rev20240101-2.0 is one version.
        if (first < last && GENERATION.matcher(words.get(first)).matches() && startsWithDigit(words.get(first + 1))) {
            first++;
        }
        return last <= 0 ? -1 : first;
    }

    /**
     * Whether what follows a name can be versions and classifiers: dates and counts, short codes, words. A long mixture of
     * letters and digits is a key of some kind, and stays one word with what stands before it.
     */
    private static boolean isPlausible(List<String> words) {
        return words.stream()
                .flatMap(word -> Stream.of(word.split("[^A-Za-z0-9]+")))
                .allMatch(run -> run.length() <= SHORT
                        || (run.length() <= LONGEST_DATE && DATE.matcher(run).matches())
                        || (run.length() <= LONGEST_WORD && WORD.matcher(run).matches()));
    }

    private static boolean startsWithDigit(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    private static boolean goesOn(String word) {
        return NUMBERED.matcher(word).matches() || QUALIFIER.matcher(word).matches();
    }
}
