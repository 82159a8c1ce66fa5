package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads INI files as their many readers agree on them: sections, {@code name = value} or {@code name: value}, comments behind
 * {@code #} or {@code ;} at the beginning of a line, lines that carry a value on where they are indented deeper than its name. A name
 * alone is a setting without value.
 */
final class IniText {
    private static final Pattern ENCODED =
            Pattern.compile("(?=.*\\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/]{10,}=|[A-Za-z0-9+/]+==+");

    private final Map<String, Map<String, TreeNode>> sections = new LinkedHashMap<>();
    private final Map<String, Integer> begun = new LinkedHashMap<>();
    private String section = "";
    private String name = "";
    /** Of the line that gave the last name. */
    private int indent;
    /** Empty lines since, which belong to a value that is carried on behind them. */
    private int empty;

    private IniText() {}

    static TreeNode read(String text) throws MalformedException {
        IniText reader = new IniText();
        String[] lines = text.split("\r\n|\n|\r", -1);
        int number = 0;
        while (number < lines.length) {
            reader.line(lines[number], number + 1);
            number = reader.block(lines, number) + 1;
        }
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        reader.sections.forEach((name, settings) -> {
            if (name.isEmpty()) {
                entries.putAll(settings);
            }
        });
        reader.sections.forEach((name, settings) -> {
            if (!name.isEmpty()) {
                entries.put(name, new TreeNode.Table(reader.begun.getOrDefault(name, 1), settings));
            }
        });
        return new TreeNode.Table(1, entries);
    }

    private void line(String line, int number) throws MalformedException {
        String text = line.strip();
        int leading = line.length() - line.stripLeading().length();
        if (text.isEmpty()) {
            empty++;
            return;
        } else if (text.startsWith("#") || text.startsWith(";")) {
            return;
        } else if (leading > indent && !name.isEmpty()) {
            carriedOn(text);
        } else if (text.startsWith("[")) {
            header(text, number);
        } else {
            indent = leading;
            setting(text, number);
        }
        empty = 0;
    }

    /**
     * Withholds the lines of a key that opens in the line at {@code first}, but for those that carry a value on.
     *
     * @return the last of them
     */
    private int block(String[] lines, int first) {
        boolean comment =
                lines[first].strip().startsWith("#") || lines[first].strip().startsWith(";");
        boolean carried = first + 1 < lines.length && indented(lines[first + 1]) && !name.isEmpty();
        if (comment || carried || !Withheld.opens(lines[first])) {
            return first;
        }
        int last = Withheld.last(lines, first);
        if (last > first) {
            Withheld.add(
                    sections.computeIfAbsent(section, unused -> new LinkedHashMap<>()),
                    first + 2,
                    String.join("\n", Arrays.asList(lines).subList(first + 1, last + 1)));
        }
        return last;
    }

    private boolean indented(String line) {
        return !line.isBlank() && line.length() - line.stripLeading().length() > indent;
    }

    private void header(String text, int number) throws MalformedException {
        int end = text.indexOf(']');
        if (end < 2) {
            throw new MalformedException("line " + number + ": expected a name and ']' after '['");
        }
        section = text.substring(1, end).strip();
        name = "";
        begun.putIfAbsent(section, number);
        sections.computeIfAbsent(section, unused -> new LinkedHashMap<>());
    }

    private void setting(String text, int number) throws MalformedException {
        int end = separator(text);
        if (end == 0) {
            throw new MalformedException("line " + number + ": expected a name before '" + text.charAt(0) + "'");
        }
        if (withheld(text, end)) {
            name = Withheld.NAME;
            Withheld.add(sections.computeIfAbsent(section, unused -> new LinkedHashMap<>()), number, text);
            return;
        }
        name = (end < 0 ? text : text.substring(0, end)).strip();
        String value = end < 0 ? "" : unquoted(text.substring(end + 1).strip());
        TreeNode node =
                new TreeNode.Scalar(number, value, end < 0 ? TreeNode.Scalar.Kind.NOTHING : TreeNode.Scalar.Kind.TEXT);
        sections.computeIfAbsent(section, unused -> new LinkedHashMap<>()).put(name, node);
    }

    /** Without a sign between, what stands there may be no name; base64 ends in such signs. */
    private static boolean withheld(String text, int end) {
        return end < 0 ? !SettingWords.plain(text) : ENCODED.matcher(text).matches();
    }

    private void carriedOn(String text) {
        Map<String, TreeNode> settings = sections.getOrDefault(section, Map.of());
        if (settings.get(name) instanceof TreeNode.Scalar scalar) {
            String joined = scalar.text().isEmpty() ? text : scalar.text() + "\n".repeat(empty + 1) + text;
            settings.put(name, new TreeNode.Scalar(scalar.line(), joined));
        }
    }

    private static int separator(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.indexOf(value.charAt(0), 1) == value.length() - 1;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
