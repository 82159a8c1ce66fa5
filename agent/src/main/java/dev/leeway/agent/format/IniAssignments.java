package dev.leeway.agent.format;

import java.util.Map;
import java.util.TreeMap;

/**
 * One section of an INI file whose later assignments replace earlier ones, as in systemd's own configuration.
 *
 * <p>Lines beginning with {@code #} or {@code ;} are comments; what is neither section nor assignment is passed over.
 */
public final class IniAssignments {
    private IniAssignments() {}

    /** The assignments below {@code [section]}, wherever in the file it is repeated; {@code ""} is what comes before any. */
    public static Map<String, String> read(String text, String section) {
        Map<String, String> assignments = new TreeMap<>();
        boolean within = section.isEmpty();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                within = line.substring(1, line.length() - 1).strip().equals(section);
            } else if (within && !line.startsWith("#") && !line.startsWith(";")) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    assignments.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        }
        return assignments;
    }
}
