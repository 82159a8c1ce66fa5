package dev.leeway.agent.probe.database.sql;

import java.util.ArrayList;
import java.util.List;

/** Takes SQL apart; what it does not know is a sign of one character, so that nothing is lost and nothing fails. */
public final class SqlTokens {
    private final String sql;
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** The words of {@code sql}, blanks and remarks left out. */
    public static List<SqlToken> of(String sql) {
        SqlTokens tokens = new SqlTokens(sql);
        List<SqlToken> found = new ArrayList<>();
        while (tokens.skipBlanks()) {
            found.add(tokens.next());
        }
        return found;
    }

    private boolean skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private SqlToken next() {
        char c = sql.charAt(at);
        char after = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        if (c == '\'') {
            return token(SqlToken.Kind.LITERAL, quoted(at, '\'', false));
        }
        if (after == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
            return token(SqlToken.Kind.LITERAL, quoted(at + 1, '\'', c == 'e' || c == 'E'));
        }
        if (c == '"') {
            return token(SqlToken.Kind.QUOTED, quoted(at, '"', false));
        }
        if (c == '`') {
            return token(SqlToken.Kind.QUOTED, quoted(at, '`', false));
        }
        if (c == '0' && "xX".indexOf(after) >= 0 && hexadecimal(at + 2)) {
            // Some servers print a text whose bytes they were given like a number.
            return token(SqlToken.Kind.LITERAL, run(at, false));
        }
        if (Character.isDigit(c) || (c == '.' && Character.isDigit(after))) {
            return token(SqlToken.Kind.NUMBER, run(at, true));
        }
        if (isWord(c)) {
            return token(SqlToken.Kind.WORD, run(at, false));
        }
        int dollar = c == '$' ? dollarQuoted() : -1;
        return dollar > 0 ? token(SqlToken.Kind.LITERAL, dollar) : token(SqlToken.Kind.SIGN, at + 1);
    }

    private SqlToken token(SqlToken.Kind kind, int end) {
        SqlToken token = new SqlToken(kind, sql.substring(at, end));
        at = end;
        return token;
    }

    /** Where a text that begins with a quote at {@code start} ends; at the end of all where nothing closes it. */
    private int quoted(int start, char quote, boolean escapes) {
        int i = start + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (escapes && c == '\\') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return sql.length();
    }

    private int run(int start, boolean number) {
        int i = start;
        while (i < sql.length() && (isWord(sql.charAt(i)) || (number && sql.charAt(i) == '.'))) {
            i++;
        }
        return i;
    }

    private boolean hexadecimal(int place) {
        return place < sql.length() && Character.digit(sql.charAt(place), 16) >= 0;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c > 127;
    }

    private int dollarQuoted() {
        int open = sql.indexOf('$', at + 1);
        if (open < 0) {
            return -1;
        }
        String mark = sql.substring(at, open + 1);
        boolean plain = mark.chars().allMatch(c -> c == '$' || Character.isLetterOrDigit(c) || c == '_');
        int close = plain ? sql.indexOf(mark, open + 1) : -1;
        return close < 0 ? -1 : close + mark.length();
    }
}
