package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files as the libraries that load them do: {@code export} before a name, values in single or double quotes over
 * several lines, a comment behind a blank and {@code #}. Nothing is expanded. A name alone asks for a variable without giving it.
 */
final class DotEnvText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,199}");
    private static final Pattern EXPORT = Pattern.compile("export[ \\t]+");

    private final String text;
    private final Map<String, TreeNode> entries = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private DotEnvText(String text) {
        this.text = text;
    }

    static TreeNode read(String text) throws MalformedException {
        DotEnvText reader = new DotEnvText(text.replace("\r\n", "\n").replace('\r', '\n'));
        while (reader.at < reader.text.length()) {
            reader.line();
        }
        return new TreeNode.Table(1, reader.entries);
    }

    private void line() throws MalformedException {
        int end = end();
        String rest = text.substring(at, end);
        String stripped = EXPORT.matcher(rest.strip()).replaceFirst("");
        int equals = stripped.indexOf('=');
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            to(end);
            return;
        }
        String name = (equals < 0 ? uncommented(stripped) : stripped.substring(0, equals)).strip();
        if (!NAME.matcher(name).matches()) {
            throw new MalformedException("line " + line + ": expected NAME=value");
        }
        if (equals < 0) {
            if (SettingWords.variable(name) || SettingWords.plain(name)) {
                entries.put(name, new TreeNode.Scalar(line, "", TreeNode.Scalar.Kind.NOTHING));
            } else {
                Withheld.add(entries, line, name);
            }
            to(end);
        } else {
            at += rest.indexOf('=') + 1;
            value(name);
        }
    }

    private void value(String name) throws MalformedException {
        int start = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        char quote = at < text.length() ? text.charAt(at) : '\n';
        String value;
        if (quote == '"' || quote == '\'' || quote == '`') {
            value = quoted(quote, start);
            to(end());
        } else {
            int end = end();
            value = uncommented(text.substring(at, end)).strip();
            to(end);
        }
        entries.put(name, new TreeNode.Scalar(start, value));
    }

    private String quoted(char quote, int start) throws MalformedException {
        StringBuilder out = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return out.toString();
            }
            if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' ? "\n" : next == 't' ? "\t" : next == 'r' ? "\r" : String.valueOf(next));
                line += next == '\n' ? 1 : 0;
            } else {
                out.append(c);
                line += c == '\n' ? 1 : 0;
            }
        }
        throw new MalformedException("line " + start + ": expected the quote that ends a value");
    }

    /** Without a comment, which begins behind a blank. */
    private static String uncommented(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '#' && (i == 0 || Character.isWhitespace(value.charAt(i - 1)))) {
                return value.substring(0, i);
            }
        }
        return value;
    }

    private int end() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** Behind the line end at {@code end}. */
    private void to(int end) {
        line += end < text.length() ? 1 : 0;
        at = Math.min(end + 1, text.length());
    }
}
