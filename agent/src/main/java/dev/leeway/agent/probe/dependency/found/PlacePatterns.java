package dev.leeway.agent.probe.dependency.found;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Places by pattern: an absolute path stands for itself and all below it, a bare name for that name wherever it occurs;
 * {@code *} stays within a name and {@code **} crosses.
 */
public final class PlacePatterns {
    private final List<Pattern> paths;
    private final List<Pattern> names;

    /** Those of {@code patterns}. */
    public PlacePatterns(List<String> patterns) {
        this.paths = patterns.stream()
                .filter(each -> each.startsWith("/"))
                .map(PlacePatterns::compiled)
                .toList();
        this.names = patterns.stream()
                .filter(each -> !each.startsWith("/"))
                .map(PlacePatterns::compiled)
                .toList();
    }

    /** Whether {@code path}, absolute, is one of them; what lies below one is asked for only by who enters it. */
    public boolean match(String path) {
        String name = PathText.name(path);
        return paths.stream().anyMatch(each -> each.matcher(path).matches())
                || names.stream().anyMatch(each -> each.matcher(name).matches());
    }

    private static Pattern compiled(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
