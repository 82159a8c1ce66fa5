package dev.leeway.agent.probe.env;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The published list of variables that differ from start to start. */
final class PerStartVariables {
    private static final String RESOURCE = "per-start-variables.txt";

    private final List<String> published;
    private final Set<String> names = new HashSet<>();
    private final List<String[]> patterns;

    private PerStartVariables(List<String> lines) {
        this.published = lines;
        this.patterns = lines.stream()
                .filter(line -> line.indexOf('*') >= 0)
                .map(line -> new String[] {line.substring(0, line.indexOf('*')), line.substring(line.indexOf('*') + 1)})
                .toList();
        lines.stream().filter(line -> line.indexOf('*') < 0).forEach(names::add);
    }

    /** The list as it ships. */
    static PerStartVariables builtIn() {
        try (InputStream in = PerStartVariables.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PerStartVariables of(String text) {
        return new PerStartVariables(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** Every name and pattern, as the documentation lists them. */
    List<String> published() {
        return published;
    }

    boolean contains(String name) {
        return names.contains(name)
                || patterns.stream()
                        .anyMatch(pattern -> name.length() >= pattern[0].length() + pattern[1].length()
                                && name.startsWith(pattern[0])
                                && name.endsWith(pattern[1]));
    }
}
