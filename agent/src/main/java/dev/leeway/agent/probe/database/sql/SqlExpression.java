package dev.leeway.agent.probe.database.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An expression as a server prints it.
 *
 * @param tokens its words
 */
public record SqlExpression(List<SqlToken> tokens) {
    /** Casts that make the name of an object out of a text. */
    private static final Set<String> NAMING = Set.of("regclass", "regproc", "regtype", "regconfig", "regnamespace");

    private static final String HIDDEN = "'…'";

    public SqlExpression {
        tokens = List.copyOf(tokens);
    }

    /** Reads an expression; nothing is too strange to be one. */
    public static SqlExpression of(String sql) {
        return new SqlExpression(SqlTokens.of(sql));
    }

    /** Whether it holds texts that somebody wrote, which may be anything. */
    public boolean hasLiterals() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == SqlToken.Kind.LITERAL && !names(i)) {
                return true;
            }
        }
        return false;
    }

    /** The text it is, where it is one text and nothing else but a cast: {@code 'new'::text}. */
    public Optional<String> literal() {
        if (tokens.isEmpty() || !tokens.get(0).text().startsWith("'") || names(0)) {
            return Optional.empty();
        }
        boolean cast =
                tokens.size() > 3 && tokens.get(1).is(':') && tokens.get(2).is(':') && isType(3);
        if (tokens.size() > 1 && !cast) {
            return Optional.empty();
        }
        String text = tokens.get(0).text();
        return Optional.of(text.substring(1, text.length() - 1).replace("''", "'"));
    }

    /** It with every text replaced by a mark, for places where only harmless things may stand. */
    public String withoutLiterals() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            boolean hide = tokens.get(i).kind() == SqlToken.Kind.LITERAL && !names(i);
            append(out, hide ? HIDDEN : tokens.get(i).text());
        }
        return out.toString();
    }

    /** {@code sql} without brackets around all of it. */
    public static String unwrapped(String sql) {
        String text = sql.strip();
        while (text.length() > 1 && text.charAt(0) == '(' && closes(text)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    /** Whether the bracket at the beginning is closed at the very end. */
    private static boolean closes(String text) {
        List<SqlToken> tokens = SqlTokens.of(text);
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is('(') ? 1 : tokens.get(i).is(')') ? -1 : 0;
            if (depth == 0) {
                return i == tokens.size() - 1;
            }
        }
        return false;
    }

    /** All words with a blank between any two. */
    public String text() {
        return tokens.stream().map(SqlToken::text).collect(Collectors.joining(" "));
    }

    private static void append(StringBuilder out, String word) {
        boolean apart = out.length() > 0 && isWordEnd(out.charAt(out.length() - 1)) && isWordBegin(word.charAt(0));
        out.append(apart || afterComma(out) ? " " : "").append(word);
    }

    private static boolean afterComma(StringBuilder out) {
        return out.length() > 0 && out.charAt(out.length() - 1) == ',';
    }

    private static boolean isWordBegin(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '"' || c == '\'';
    }

    private static boolean isWordEnd(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '"' || c == ')' || c == '\'';
    }

    /** Whether the text at {@code place} is cast to the name of an object. */
    private boolean names(int place) {
        return place + 3 < tokens.size()
                && tokens.get(place + 1).is(':')
                && tokens.get(place + 2).is(':')
                && NAMING.contains(tokens.get(place + 3).text());
    }

    /** Whether only the words of a type follow. */
    private boolean isType(int from) {
        return tokens.subList(from, tokens.size()).stream()
                .allMatch(token ->
                        token.isName() || token.kind() == SqlToken.Kind.NUMBER || "().,[]".contains(token.text()));
    }
}
