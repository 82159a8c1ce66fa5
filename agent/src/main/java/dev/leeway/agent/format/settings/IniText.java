package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads INI files as their many readers agree on them: sections, {@code name = value} or {@code name: value}, comments behind
 * {@code #} or {@code ;} at the beginning of a line, lines that carry a value on where they are indented deeper than its name. A name
 * alone is a setting without value.
 */
final class IniText {
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
        int number = 0;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            reader.line(line, ++number);
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
        name = (end < 0 ? text : text.substring(0, end)).strip();
        String value = end < 0 ? "" : unquoted(text.substring(end + 1).strip());
        TreeNode node =
                new TreeNode.Scalar(number, value, end < 0 ? TreeNode.Scalar.Kind.NOTHING : TreeNode.Scalar.Kind.TEXT);
        sections.computeIfAbsent(section, unused -> new LinkedHashMap<>()).put(name, node);
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
