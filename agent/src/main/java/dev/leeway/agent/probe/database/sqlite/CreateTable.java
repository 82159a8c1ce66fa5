package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.probe.database.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a {@code CREATE TABLE} says that no pragma tells: conditions, collations, computed columns, when keys are checked. */
final class CreateTable {
    private static final Set<String> CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    private final Set<String> columns;
    private final List<Constraint> checks = new ArrayList<>();
    private final Map<String, String> collations = new HashMap<>();
    private final Map<String, String> expressions = new HashMap<>();
    private final Map<List<String>, String> deferred = new HashMap<>();
    private final SortedSet<String> conflicts = new TreeSet<>();
    private Optional<String> counting = Optional.empty();

    private CreateTable(Set<String> columns) {
        this.columns = columns;
    }

    /** @param columns of the table, in small letters */
    static CreateTable of(String sql, Set<String> columns) {
        CreateTable table = new CreateTable(columns);
        List<SqlToken> tokens = SqliteText.tokens(sql);
        int open = SqliteText.find(tokens, 0, "(");
        if (open >= 0) {
            int close = SqliteText.close(tokens, open);
            SqliteText.parts(tokens.subList(open + 1, close)).forEach(table::item);
        }
        return table;
    }

    private void item(List<SqlToken> item) {
        if (item.isEmpty()) {
            return;
        }
        SqlToken first = item.get(0);
        boolean ofTable = first.kind() == SqlToken.Kind.WORD
                && CONSTRAINTS.contains(first.text().toLowerCase(Locale.ROOT));
        // The name after CONSTRAINT may be any word, those below included.
        int from = first.is("constraint") || !ofTable ? Math.min(ofTable ? 2 : 1, item.size()) : 0;
        Optional<String> column =
                ofTable ? Optional.empty() : Optional.of(SqliteText.name(first).toLowerCase(Locale.ROOT));
        clauses(item, from, column);
    }

    private void clauses(List<SqlToken> item, int from, Optional<String> column) {
        List<String> key = column.map(List::of).orElse(List.of());
        int i = from;
        while (i < item.size()) {
            SqlToken token = item.get(i);
            int open = i + 1 < item.size() && item.get(i + 1).is('(') ? i + 1 : -1;
            if (token.is('(')) {
                i = SqliteText.close(item, i);
            } else if (token.is("constraint")) {
                i++;
            } else if (token.is("check") && open > 0) {
                check(inside(item, open));
                i = SqliteText.close(item, open);
            } else if (token.is("as") && open > 0 && column.isPresent()) {
                expressions.put(column.get(), SqliteText.standard(inside(item, open), columns));
                i = SqliteText.close(item, open);
            } else if (token.is("collate") && column.isPresent() && i + 1 < item.size()) {
                collations.put(column.get(), SqliteText.name(item.get(++i)).toLowerCase(Locale.ROOT));
            } else if (token.is("autoincrement")) {
                counting = column;
            } else if (token.is("key") && open > 0 && i > 0 && item.get(i - 1).is("foreign")) {
                key = names(inside(item, open));
                i = SqliteText.close(item, open);
            } else if (token.is("deferrable")) {
                deferrable(item, i, key);
            } else if (token.is("conflict") && i + 1 < item.size()) {
                String what = SqliteText.standard(item.subList(from, i - 1), columns);
                String rule = item.get(++i).text().toLowerCase(Locale.ROOT);
                conflicts.add(column.map(name -> name + " ").orElse("") + what + ": " + rule);
            }
            i++;
        }
    }

    private static List<SqlToken> inside(List<SqlToken> item, int open) {
        return item.subList(Math.min(open + 1, item.size()), SqliteText.close(item, open));
    }

    private static List<String> names(List<SqlToken> tokens) {
        return SqliteText.parts(tokens).stream()
                .filter(part -> !part.isEmpty())
                .map(part -> SqliteText.name(part.get(0)).toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private void check(List<SqlToken> condition) {
        SortedSet<String> named = new TreeSet<>();
        for (SqlToken token : condition) {
            String name = SqliteText.name(token).toLowerCase(Locale.ROOT);
            if (token.isName() && columns.contains(name)) {
                named.add(name);
            }
        }
        checks.add(new Constraint.Check(List.copyOf(named), SqliteText.standard(condition, columns), ""));
    }

    /** Only a key that is checked at the end of a transaction differs from one that says nothing. */
    private void deferrable(List<SqlToken> item, int at, List<String> key) {
        boolean not = at > 0 && item.get(at - 1).is("not");
        boolean late = at + 2 < item.size() && item.get(at + 2).is("deferred");
        if (!not && late) {
            deferred.put(key, "deferrable initially deferred");
        }
    }

    List<Constraint> checks() {
        return checks;
    }

    Optional<String> collation(String column) {
        return Optional.ofNullable(collations.get(column.toLowerCase(Locale.ROOT)));
    }

    Optional<String> expression(String column) {
        return Optional.ofNullable(expressions.get(column.toLowerCase(Locale.ROOT)));
    }

    /** When a foreign key over these columns is checked, empty for at once. */
    String deferred(List<String> key) {
        return deferred.getOrDefault(
                key.stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList(), "");
    }

    boolean counts(String column) {
        return counting.filter(name -> name.equals(column.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** What happens where a constraint is broken, if something else than the usual. */
    SortedSet<String> conflicts() {
        return conflicts;
    }
}
