package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.probe.database.sql.SqlToken;
import dev.leeway.agent.probe.database.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads and prints statements as SQLite keeps them, which is as somebody wrote them. */
final class SqliteText {
    private static final String OPERATORS = "<>=!|-";

    private SqliteText() {}

    /** The words of {@code sql}; names in square brackets are in double quotes afterwards. */
    static List<SqlToken> tokens(String sql) {
        StringBuilder out = new StringBuilder(sql.length());
        int at = 0;
        while (at < sql.length()) {
            int end = end(sql, at);
            boolean bracketed = sql.charAt(at) == '[';
            out.append(
                    bracketed
                            ? "\""
                                    + sql.substring(at + 1, Math.max(at + 1, end - 1))
                                            .replace("\"", "\"\"") + "\""
                            : sql.substring(at, end));
            at = end;
        }
        return SqlTokens.of(out.toString());
    }

    /** Where what begins at {@code at} ends: a remark, something in quotes, or one character; what is never closed ends with all. */
    private static int end(String sql, int at) {
        char c = sql.charAt(at);
        int last = switch (c) {
            case '\'', '"', '`' -> sql.indexOf(c, at + 1);
            case '[' -> sql.indexOf(']', at + 1);
            case '-' -> sql.startsWith("--", at) ? sql.indexOf('\n', at) : at;
            case '/' -> sql.startsWith("/*", at) ? sql.indexOf("*/", at + 2) : at;
            default -> at;
        };
        boolean remark = c == '/' && last > at;
        return last < 0 ? sql.length() : last + (remark ? 2 : 1);
    }

    /** What a word names: names are written in any quotes here, those of texts included. */
    static String name(SqlToken token) {
        String text = token.text();
        boolean quoted = text.length() > 1 && "'\"`".indexOf(text.charAt(0)) >= 0;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * One spelling: small letters, blanks where they mean something, no quotes around names.
     *
     * @param columns names in small letters; in double quotes anything else is a text
     */
    static String standard(List<SqlToken> tokens, Set<String> columns) {
        StringBuilder out = new StringBuilder();
        String before = "";
        for (SqlToken token : tokens) {
            String text = spelled(token, columns);
            out.append(apart(before, text) ? " " : "").append(text);
            before = text;
        }
        return out.toString();
    }

    /** Likewise, of an expression that may stand in brackets. */
    static String expression(String sql, Set<String> columns) {
        return SqlExpression.unwrapped(standard(tokens(sql), columns));
    }

    private static String spelled(SqlToken token, Set<String> columns) {
        return switch (token.kind()) {
            case WORD -> token.text().toLowerCase(Locale.ROOT);
            case QUOTED -> {
                String name = name(token).toLowerCase(Locale.ROOT);
                boolean plain = name.matches("[a-z_][a-z0-9_]*");
                boolean text = token.text().startsWith("\"") && !columns.contains(name);
                yield text
                        ? "'" + name(token).replace("'", "''") + "'"
                        : plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
            }
            default -> token.text();
        };
    }

    private static boolean apart(String before, String text) {
        if (before.isEmpty() || before.equals("(") || before.equals(".") || ").,".contains(text)) {
            return false;
        }
        boolean operator = OPERATORS.contains(text) && OPERATORS.contains(before);
        boolean call = text.equals("(") && Character.isLetterOrDigit(before.charAt(before.length() - 1));
        return !operator && !call;
    }

    /** The parts between commas that are in no bracket. */
    static List<List<SqlToken>> parts(List<SqlToken> tokens) {
        List<List<SqlToken>> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is('(') ? 1 : tokens.get(i).is(')') ? -1 : 0;
            if (depth == 0 && tokens.get(i).is(',')) {
                parts.add(tokens.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(tokens.subList(from, tokens.size()));
        return parts;
    }

    /** Where the bracket that opens at {@code open} is closed; at the end of all where it is not. */
    static int close(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is('(') ? 1 : tokens.get(i).is(')') ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** Where the first of that sign or word stands from {@code from} on; below zero where none does. */
    static int find(List<SqlToken> tokens, int from, String word) {
        for (int i = from; i < tokens.size(); i++) {
            if (word.equals("(") ? tokens.get(i).is('(') : tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }
}
