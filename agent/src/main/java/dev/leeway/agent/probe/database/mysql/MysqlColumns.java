package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for the columns of all tables and views. */
final class MysqlColumns {
    private static final String SQL = """
            select table_schema as db, table_name as name, column_name as col, ordinal_position as place,
                   column_default as expression,
                   is_nullable as nullable, data_type as datatype, column_type as type, collation_name as collation,
                   extra as extra, generation_expression as generation, column_comment as comment
            from information_schema.columns where %s
            """;

    private static final Pattern ON_UPDATE = Pattern.compile("(?i)on update (\\S+)");

    private final MysqlScope scope;
    private final MysqlTables tables;
    private final Map<ObjectName, List<String>> ofViews = new HashMap<>();
    private final Map<ObjectName, SortedSet<String>> invisible = new HashMap<>();

    MysqlColumns(MysqlScope scope, MysqlTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        String sql = SQL.replace("%s", scope.condition("table_schema"));
        // Sorted here: the server would copy all of it for that.
        session.query(sql, scope.arguments()).stream()
                .sorted(Comparator.comparingLong(row -> row.number("place").orElse(0)))
                .forEach(this::add);
    }

    private void add(DatabaseRow row) {
        Optional<TableBuilder> table = tables.find(row.text("db"), row.text("name"));
        ObjectName name = scope.name(row.text("db"), row.text("name"));
        if (table.isEmpty()) {
            ofViews.computeIfAbsent(name, each -> new ArrayList<>())
                    .add(row.text("col") + " " + MysqlTypes.type(row.text("type")));
            return;
        }
        if (extra(row).contains("invisible")) {
            invisible.computeIfAbsent(name, each -> new TreeSet<>()).add(row.text("col"));
        }
        table.get().add(column(row, table.get()));
    }

    private Table.Column column(DatabaseRow row, TableBuilder table) {
        String extra = extra(row);
        Optional<String> generated = extra.contains("virtual generated")
                ? Optional.of("virtual")
                : extra.contains("stored generated") || extra.contains("persistent")
                        ? Optional.of("stored")
                        : Optional.empty();
        Optional<String> text = generated.isPresent()
                ? row.optional("generation")
                        .map(each -> SqlExpression.unwrapped(MysqlText.standard(each, scope.current())))
                : withUpdate(row, extra);
        return new Table.Column(
                row.text("col"),
                MysqlTypes.type(row.text("type")),
                row.text("nullable").equals("YES"),
                text,
                generated,
                extra.contains("auto_increment") ? Optional.of("auto_increment") : Optional.empty(),
                row.optional("collation")
                        .filter(each -> !each.equals(table.option("collation").orElse(""))),
                row.optional("comment").filter(each -> !each.isBlank()));
    }

    private static String extra(DatabaseRow row) {
        return row.text("extra").toLowerCase(Locale.ROOT);
    }

    /** The default, and what an update puts in its place. */
    private Optional<String> withUpdate(DatabaseRow row, String extra) {
        Optional<String> text = scope.product() == MysqlScope.Product.MARIADB
                ? MysqlTypes.defaultOfMariaDb(row.optional("expression"))
                : MysqlTypes.defaultOfMysql(
                        row.optional("expression"), row.text("datatype"), extra.contains("default_generated"));
        Matcher update = ON_UPDATE.matcher(extra);
        if (!update.find()) {
            return text;
        }
        String then = "on update " + MysqlTypes.now(update.group(1));
        return Optional.of(text.map(each -> each + " " + then).orElse(then));
    }

    List<String> ofView(ObjectName view) {
        return ofViews.getOrDefault(view, List.of());
    }

    Map<ObjectName, SortedSet<String>> invisible() {
        return invisible;
    }
}
