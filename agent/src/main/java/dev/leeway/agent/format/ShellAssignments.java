package dev.leeway.agent.format;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Files of {@code NAME=value} lines that a shell could read: {@code os-release}, a Java home's {@code release},
 * {@code /etc/environment}, {@code /etc/default/locale}.
 *
 * <p>Quotes and backslashes are taken off as a shell does, and nothing is expanded. Lines of any other shape are passed
 * over, as the programs that own these files do; of two assignments to one name the later wins.
 */
public final class ShellAssignments {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String EXPORT = "export ";

    private ShellAssignments() {}

    /** The assignments in {@code text}, by name. */
    public static SortedMap<String, String> read(String text) {
        SortedMap<String, String> assignments = new TreeMap<>();
        text.lines().forEach(line -> add(line.strip(), assignments));
        return assignments;
    }

    private static void add(String line, SortedMap<String, String> assignments) {
        String assignment =
                line.startsWith(EXPORT) ? line.substring(EXPORT.length()).stripLeading() : line;
        int equals = assignment.indexOf('=');
        if (equals > 0 && NAME.matcher(assignment.substring(0, equals)).matches()) {
            assignments.put(assignment.substring(0, equals), unquote(assignment, equals + 1));
        }
    }

    private static String unquote(String line, int from) {
        StringBuilder value = new StringBuilder(line.length() - from);
        char quote = 0;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                break;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                value.append(line.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
