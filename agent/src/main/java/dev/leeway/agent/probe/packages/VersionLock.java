package dev.leeway.agent.probe.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packages dnf's version lock keeps: one {@code name-epoch:version-release.arch} a line. */
final class VersionLock {
    private static final Pattern ENTRY =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9+._-]{0,200}?)-(?:\\d+:)?\\d[^-\\s]{0,100}-[^-\\s]{1,100}");

    private VersionLock() {}

    /** Names of the locked packages; exclusions ({@code !}) and comments say nothing about what is kept. */
    static List<String> names(String content) {
        List<String> names = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            Matcher entry = ENTRY.matcher(line.strip().replaceFirst("^\\d+:", ""));
            if (entry.matches()) {
                names.add(entry.group(1));
            }
        }
        return names;
    }
}
