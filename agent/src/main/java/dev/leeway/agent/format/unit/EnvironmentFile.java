package dev.leeway.agent.format.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The assignments of an {@code EnvironmentFile=} and of an {@code Environment=} line, read as systemd reads them.
 *
 * <p>Quotes and backslashes follow its rules, and nothing is expanded.
 */
public final class EnvironmentFile {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private EnvironmentFile() {}

    /**
     * One variable set.
     *
     * @param line where it begins, from 1
     */
    public record Assignment(String name, String value, int line) {
        /** Never the value. */
        @Override
        public String toString() {
            return "Assignment[" + name + ", line " + line + "]";
        }
    }

    /** The assignments of a file: one a line, {@code #} and {@code ;} start comments, a quote may span lines. */
    public static List<Assignment> read(String text) {
        List<Assignment> assignments = new ArrayList<>();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            int start = skipBlanks(text, at);
            int end = logicalEnd(text, start);
            String logical = text.substring(start, end);
            if (!logical.startsWith("#") && !logical.startsWith(";")) {
                add(assignments, logical, line + newlines(text, at, start));
            } else {
                end = physicalEnd(text, start);
            }
            line += newlines(text, at, Math.min(end + 1, text.length()));
            at = end + 1;
        }
        return List.copyOf(assignments);
    }

    private static void add(List<Assignment> assignments, String logical, int line) {
        int equals = logical.indexOf('=');
        if (equals > 0 && NAME.matcher(logical.substring(0, equals).strip()).matches()) {
            assignments.add(new Assignment(
                    logical.substring(0, equals).strip(), Quoted.value(logical.substring(equals + 1)), line));
        }
    }

    /** The assignments of one {@code Environment=} value: several, separated by blanks, each perhaps in quotes. */
    public static List<Assignment> readSetting(String value, int line) {
        List<Assignment> assignments = new ArrayList<>();
        for (String word : Quoted.words(value)) {
            int equals = word.indexOf('=');
            if (equals > 0 && NAME.matcher(word.substring(0, equals)).matches()) {
                assignments.add(new Assignment(word.substring(0, equals), word.substring(equals + 1), line));
            }
        }
        return List.copyOf(assignments);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int physicalEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The end of a line that an escaped line end or an open quote carries on. */
    private static int logicalEnd(String text, int from) {
        char quote = 0;
        boolean inValue = false;
        boolean valueBegun = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (c == '\n' && quote == 0) {
                return i;
            } else if (!inValue) {
                inValue = c == '=';
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'') && !valueBegun) {
                quote = c;
                valueBegun = true;
            } else if (!Character.isWhitespace(c)) {
                valueBegun = true;
            }
        }
        return text.length();
    }

    private static int newlines(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text.charAt(i) == '\n' ? 1 : 0;
        }
        return count;
    }
}
