package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a {@code CREATE TRIGGER}. */
final class CreateTrigger {
    private CreateTrigger() {}

    static Table.Trigger of(String name, String sql) {
        List<SqlToken> tokens = SqliteText.tokens(sql);
        int on = SqliteText.find(tokens, 0, "on");
        int begin = on < 0 ? 0 : on;
        String timing = "before";
        String event = "";
        for (int i = 2; i < begin; i++) {
            String word = tokens.get(i).kind() == SqlToken.Kind.WORD
                    ? tokens.get(i).text().toLowerCase(Locale.ROOT)
                    : "";
            if (Set.of("before", "after").contains(word)) {
                timing = word;
            } else if (word.equals("instead")) {
                timing = "instead of";
            } else if (Set.of("insert", "delete").contains(word)) {
                event = word;
            } else if (word.equals("update")) {
                event = SqliteText.standard(tokens.subList(i, begin), Set.of());
                break;
            }
        }
        int body = Math.min(begin + 2, tokens.size());
        int each = SqliteText.find(tokens, body, "row");
        boolean said = each == body + 2 && tokens.get(body).is("for");
        // What stands in double quotes may be a text as well as a name, so it is taken for one.
        String text = SqliteText.standard(tokens.subList(said ? each + 1 : body, tokens.size()), Set.of());
        return new Table.Trigger(name, timing, List.of(event), "row", true, text);
    }
}
