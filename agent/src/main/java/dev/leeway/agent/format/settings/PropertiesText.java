package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what {@link java.util.Properties} reads, with the line of each: that class itself tells none. Of settings of one name the last
 * counts.
 */
final class PropertiesText {
    private static final Pattern ENCODED = Pattern.compile("(?=.*\\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/]{10,}");

    private final String text;
    private final String[] lines;
    private final Map<String, TreeNode> entries = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private PropertiesText(String text) {
        this.text = text;
        this.lines = text.split("\r\n|\n|\r", -1);
    }

    static TreeNode read(String text) throws MalformedException {
        PropertiesText reader = new PropertiesText(text);
        while (reader.toLine()) {
            reader.setting();
        }
        return new TreeNode.Table(1, reader.entries);
    }

    /** Passes over blanks, empty lines and comments; whether a setting follows. */
    private boolean toLine() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || c == '!') {
                while (at < text.length() && !isEnd(text.charAt(at))) {
                    at++;
                }
            } else if (isBlank(c) || isEnd(c)) {
                next();
            } else if (c == '\\' && at + 2 < text.length() && isEnd(text.charAt(at + 1))) {
                // A line that is carried on before anything stood in it is not begun yet.
                at++;
                next();
            } else {
                return true;
            }
        }
        return false;
    }

    private void setting() throws MalformedException {
        int start = line;
        if (lines[line - 1].stripLeading().startsWith("-----BEGIN ")) {
            block(line - 1);
            return;
        }
        String name = part(true);
        skipGap();
        boolean parted = at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':');
        if (parted) {
            at++;
            skipGap();
        }
        String value = part(false);
        if (isName(name, parted, value)) {
            entries.put(name, new TreeNode.Scalar(start, value));
        } else {
            Withheld.add(entries, start, name + " " + value);
        }
        if (Withheld.opens(value) && line < lines.length) {
            block(line);
        }
    }

    /** Without a sign between, what stands there may be no name; base64 ends in such signs. */
    private static boolean isName(String name, boolean parted, String value) {
        boolean certain = name.isEmpty() || (parted && !value.matches("=*"));
        return certain
                || (parted && value.isEmpty() && !ENCODED.matcher(name).matches())
                || SettingWords.plain(name)
                || SettingWords.dotted(name);
    }

    /** Withholds the lines of a key, from that at {@code first}, which come behind the one that opens it or begin with it. */
    private void block(int first) {
        boolean begun = lines[first].contains("-----BEGIN ");
        int last = Withheld.last(lines, begun ? first : first - 1);
        if (last < first) {
            return;
        }
        Withheld.add(entries, first + 1, String.join("\n", Arrays.asList(lines).subList(first, last + 1)));
        while (at < text.length() && line <= last + 1) {
            next();
        }
    }

    private String part(boolean name) throws MalformedException {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isEnd(c) || (name && (c == '=' || c == ':' || isBlank(c)))) {
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
                at++;
            } else if (at + 1 == text.length()) {
                at++;
            } else {
                at++;
                escaped(out);
            }
        }
        return out.toString();
    }

    private void escaped(StringBuilder out) throws MalformedException {
        char c = text.charAt(at);
        if (isEnd(c)) {
            next();
            skipBlanks();
            return;
        }
        at++;
        switch (c) {
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 'f' -> out.append('\f');
            case 'u' -> out.append(unicode());
            default -> out.append(c);
        }
    }

    private char unicode() throws MalformedException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            carryOn();
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new MalformedException(
                        "line " + line + ": expected four hexadecimal digits after a backslash and 'u'");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    /** One character, or the two of a line end. */
    private void next() {
        char c = text.charAt(at++);
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line += isEnd(c) ? 1 : 0;
    }

    private void skipGap() {
        skipBlanks();
        carryOn();
    }

    /** Passes on to the next line where this one is carried on right here. */
    private void carryOn() {
        while (at + 1 < text.length() && text.charAt(at) == '\\' && isEnd(text.charAt(at + 1))) {
            at++;
            next();
            skipBlanks();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
