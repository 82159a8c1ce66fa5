package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.probe.database.sql.SqlToken;
import dev.leeway.agent.probe.database.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Brings the query of a view to one spelling over all versions of the server.
 *
 * <p>Versions differ in one thing: whether columns of a query with a single table are written with that table's name. It says
 * nothing there, so it is left out; of the words below, in queries inside the query, every version writes it.
 */
final class ViewText {
    private static final Set<String> ENDS = Set.of(
            "where",
            "group",
            "having",
            "window",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "union",
            "except",
            "intersect");

    private ViewText() {}

    static String normalised(String query) {
        List<SqlToken> tokens = new ArrayList<>(SqlTokens.of(query));
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(';')) {
            tokens.remove(tokens.size() - 1);
        }
        String alias = singleSource(tokens);
        return new SqlExpression(alias.isEmpty() ? tokens : without(alias, tokens)).text();
    }

    /** The name under which the only table of the outermost query goes; empty where there are several, or none. */
    private static String singleSource(List<SqlToken> tokens) {
        int depth = 0;
        int from = -1;
        int end = tokens.size();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth != 0 || token.kind() != SqlToken.Kind.WORD) {
                continue;
            }
            String word = token.text().toLowerCase(Locale.ROOT);
            if (word.equals("from") && from < 0) {
                from = i + 1;
            } else if (from >= 0 && ENDS.contains(word)) {
                end = i;
                if (Set.of("union", "except", "intersect").contains(word)) {
                    return "";
                }
                break;
            }
        }
        return from < 0 ? "" : alias(tokens.subList(from, end));
    }

    /** The last name of {@code schema.table alias}; nothing where tables are joined or listed. */
    private static String alias(List<SqlToken> source) {
        String alias = "";
        int depth = 0;
        for (SqlToken token : source) {
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && (token.is(',') || token.is("join"))) {
                return "";
            }
            if (depth == 0 && token.isName()) {
                alias = token.text();
            }
        }
        return alias;
    }

    private static List<SqlToken> without(String alias, List<SqlToken> tokens) {
        List<SqlToken> kept = new ArrayList<>();
        List<Boolean> queries = new ArrayList<>();
        int inner = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is('(')) {
                boolean query = i + 1 < tokens.size()
                        && (tokens.get(i + 1).is("select")
                                || tokens.get(i + 1).is("with")
                                || tokens.get(i + 1).is("values"));
                queries.add(query);
                inner += query ? 1 : 0;
            } else if (token.is(')') && !queries.isEmpty()) {
                inner -= queries.remove(queries.size() - 1) ? 1 : 0;
            }
            boolean qualifier = inner == 0
                    && token.isName()
                    && token.text().equals(alias)
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is('.')
                    && (i == 0 || !tokens.get(i - 1).is('.'));
            if (qualifier) {
                i++;
            } else {
                kept.add(token);
            }
        }
        return kept;
    }
}
