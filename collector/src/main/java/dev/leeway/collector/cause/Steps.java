package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far libraries moved, and which of many moved the furthest. */
final class Steps {
    private static final Pattern FIRST_NUMBER = Pattern.compile("\\D*([0-9]{4,8})\\b.*", Pattern.DOTALL);
    /** What begins with a year says when it was released, not how much it changed. */
    private static final int FIRST_YEAR = 1900;
    /** Several versions side by side are too much for one among many. */
    private static final int LONGEST = 40;

    private static final int MINOR = 2;
    private static final int MAJOR = 3;

    private static final Comparator<Finding> FURTHEST = Comparator.comparingInt((Finding finding) -> -reach(finding))
            .thenComparing(Finding::address)
            .thenComparing(Finding::id);

    private Steps() {}

    /** The greater the further; of versions named after days a new year counts as no more than a minor step. */
    static int reach(Finding finding) {
        return finding.direction()
                .map(direction -> switch (direction.distance()) {
                    case BUILD -> 0;
                    case PATCH -> 1;
                    case MINOR -> MINOR;
                    case MAJOR -> isCalendar(finding) ? MINOR : MAJOR;
                })
                .orElse(-1);
    }

    /** Whether a library is another major version, and not only one of another year. */
    static boolean isMajor(Finding finding) {
        return reach(finding) == MAJOR;
    }

    private static boolean isCalendar(Finding finding) {
        return finding.values().stream()
                .filter(value -> finding.between().contains(value.environment()))
                .flatMap(value -> value.value().stream())
                .allMatch(value -> isCalendar(value.display()));
    }

    private static boolean isCalendar(String version) {
        Matcher matcher = FIRST_NUMBER.matcher(version);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= FIRST_YEAR;
    }

    /** {@code flask (2.3.3 to 3.0.3)} of each library, the furthest first; each library once. */
    static List<String> furthest(Collection<Finding> moved) {
        List<Finding> sorted = new ArrayList<>(moved);
        sorted.sort(FURTHEST);
        Map<String, String> told = new LinkedHashMap<>();
        for (Finding finding : sorted) {
            String name = LibrarySummary.name(finding);
            told.putIfAbsent(name, name + versions(finding));
        }
        return List.copyOf(told.values());
    }

    /** {@code  (2.3.3 to 3.0.3)}, from the older to the newer; empty where neither is, or where there are many. */
    static String versions(Finding finding) {
        return finding.direction()
                .map(direction -> in(direction.behind(), finding) + " to " + in(direction.ahead(), finding))
                .filter(text -> text.length() <= LONGEST)
                .map(text -> " (" + text + ")")
                .orElse("");
    }

    private static String in(String environment, Finding finding) {
        Set<String> versions = new LinkedHashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.environment().equals(environment)) {
                value.value().map(Value::display).ifPresent(versions::add);
            }
        }
        return String.join(", ", versions);
    }
}
