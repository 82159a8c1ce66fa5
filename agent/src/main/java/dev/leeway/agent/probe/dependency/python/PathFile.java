package dev.leeway.agent.probe.dependency.python;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code .pth} file: directories it adds to the path.
 *
 * @param directories as written, in order, at most 1,000
 * @param code how many lines are code, which Python runs at each start and this agent never
 */
record PathFile(List<String> directories, int code) {
    private static final int MOST = 1_000;
    private static final int LONGEST = 4096;

    PathFile {
        directories = List.copyOf(directories);
    }

    static PathFile read(String text) {
        List<String> directories = new ArrayList<>();
        int code = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("import ") || line.startsWith("import\t")) {
                code++;
            } else if (!line.isBlank()
                    && line.charAt(0) != '#'
                    && line.length() <= LONGEST
                    && directories.size() < MOST) {
                directories.add(line.stripTrailing());
            }
        }
        return new PathFile(directories, code);
    }
}
