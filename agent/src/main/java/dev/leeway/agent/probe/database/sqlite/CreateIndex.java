package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@code CREATE INDEX} says that no pragma tells.
 *
 * @param parts its columns and expressions, without order and collation
 * @param predicate which rows are in it
 */
record CreateIndex(List<String> parts, Optional<String> predicate) {
    /** @param columns of the table, in small letters */
    static CreateIndex of(String sql, Set<String> columns) {
        List<SqlToken> tokens = SqliteText.tokens(sql);
        int on = SqliteText.find(tokens, 0, "on");
        int open = on < 0 ? -1 : SqliteText.find(tokens, on, "(");
        if (open < 0) {
            return new CreateIndex(List.of(), Optional.empty());
        }
        int close = SqliteText.close(tokens, open);
        List<String> parts = new ArrayList<>();
        for (List<SqlToken> part : SqliteText.parts(tokens.subList(open + 1, close))) {
            parts.add(SqliteText.standard(bare(part), columns));
        }
        int where = SqliteText.find(tokens, close, "where");
        Optional<String> predicate = where < 0
                ? Optional.empty()
                : Optional.of(SqliteText.standard(tokens.subList(where + 1, tokens.size()), columns));
        return new CreateIndex(parts, predicate);
    }

    private static List<SqlToken> bare(List<SqlToken> part) {
        int end = part.size();
        if (end > 1 && (part.get(end - 1).is("asc") || part.get(end - 1).is("desc"))) {
            end--;
        }
        if (end > 2 && part.get(end - 2).is("collate")) {
            end -= 2;
        }
        return part.subList(0, end);
    }
}
