package dev.leeway.agent.probe.database.mysql;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An expression as these servers print it, brought to the spelling of standard SQL.
 *
 * <p>Texts lose the escapes that depend on a mode and the mark of their character set, names their backticks where they need none, and
 * names of the database that is looked at are left out.
 */
final class MysqlText {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern CHARACTER_SET = Pattern.compile("(?s)(.*[^A-Za-z0-9_$])?_[a-z0-9]+\\s*");
    private static final int LONGEST_MARK = 24;

    private final String text;
    private final String schema;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> names = new TreeSet<>();
    private int at;

    private MysqlText(String text, String schema) {
        this.text = text;
        this.schema = schema;
    }

    /** @param schema whose name is left out before a dot; empty for none */
    static String standard(String text, String schema) {
        return read(text, schema).out.toString().strip();
    }

    /** The names in backticks. */
    static Set<String> names(String text) {
        return read(text, "").names;
    }

    /** A text that somebody wrote as it stands in standard SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static MysqlText read(String text, String schema) {
        MysqlText reader = new MysqlText(text, schema);
        while (reader.at < text.length()) {
            reader.next();
        }
        return reader;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            at++;
            String content = until(c, true);
            dropCharacterSet();
            out.append(quoted(content));
        } else if (c == '`') {
            at++;
            name(until(c, false));
        } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            // MySQL escapes the quotes of whole expressions once more.
            at += 2;
            String content = escapedTwice();
            dropCharacterSet();
            out.append(quoted(content));
        } else {
            out.append(c);
            at++;
        }
    }

    private void name(String name) {
        boolean qualifies = at < text.length() && text.charAt(at) == '.';
        if (qualifies && !schema.isEmpty() && name.equals(schema) && !endsWith('.')) {
            at++;
            return;
        }
        names.add(name);
        out.append(PLAIN_NAME.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"");
    }

    private boolean endsWith(char c) {
        return out.length() > 0 && out.charAt(out.length() - 1) == c;
    }

    private String until(char quote, boolean escapes) {
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean more = at < text.length();
            if (escapes && c == '\\' && more) {
                content.append(unescaped(text.charAt(at++)));
            } else if (c != quote) {
                content.append(c);
            } else if (more && text.charAt(at) == quote) {
                content.append(c);
                at++;
            } else {
                break;
            }
        }
        return content.toString();
    }

    private String escapedTwice() {
        StringBuilder content = new StringBuilder();
        while (at < text.length() && !text.startsWith("\\'", at)) {
            char c = text.charAt(at++);
            boolean quote = c == '\\' && text.startsWith("\\\\'", at);
            content.append(quote ? '\'' : c);
            at += quote ? 3 : 0;
        }
        at = Math.min(at + 2, text.length());
        return content.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> c;
        };
    }

    /** {@code _utf8mb4'x'} says what the column says anyway. */
    private void dropCharacterSet() {
        int from = Math.max(0, out.length() - LONGEST_MARK);
        String tail = out.substring(from);
        int mark = tail.lastIndexOf('_');
        while (mark > 0 && isWord(tail.charAt(mark - 1))) {
            mark--;
        }
        if (mark >= 0
                && tail.charAt(mark) == '_'
                && CHARACTER_SET.matcher(tail.substring(mark)).matches()) {
            out.setLength(from + mark);
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
