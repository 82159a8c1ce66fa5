package dev.leeway.agent.probe.config;

import java.util.List;
import java.util.regex.Pattern;

/** Files that the user does not want read: absolute paths with all below them, or names wherever they occur. */
final class Excluded {
    private final List<Pattern> paths;
    private final List<Pattern> names;

    Excluded(List<String> patterns) {
        this.paths = patterns.stream()
                .filter(each -> each.startsWith("/"))
                .map(each -> Pattern.compile(FileGlobs.compiled(each).pattern() + "(?:/.*)?"))
                .toList();
        this.names = patterns.stream()
                .filter(each -> !each.startsWith("/"))
                .map(FileGlobs::compiled)
                .toList();
    }

    boolean covers(String path) {
        return paths.stream().anyMatch(each -> each.matcher(path).matches())
                || names.stream()
                        .anyMatch(each -> List.of(path.split("/")).stream()
                                .anyMatch(name -> each.matcher(name).matches()));
    }
}
