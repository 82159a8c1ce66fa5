package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for conditions, partitions and triggers of all tables. */
final class MysqlRules {
    private static final String CHECKS_OF_MARIADB = """
            select constraint_schema as db, table_name as name, check_clause as clause, 'YES' as enforced
            from information_schema.check_constraints where
            """;

    private static final String CHECKS_OF_MYSQL = """
            select t.constraint_schema as db, t.table_name as name, c.check_clause as clause, t.enforced as enforced
            from information_schema.table_constraints t
            join information_schema.check_constraints c
                 on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.constraint_type = 'CHECK' and
            """;

    private static final String PARTITIONS = """
            select table_schema as db, table_name as name, partition_method as method, partition_expression as expression,
                   subpartition_method as submethod, subpartition_expression as subexpression
            from information_schema.partitions where partition_name is not null and
            """;

    private static final String TRIGGERS = """
            select event_object_schema as db, event_object_table as name, trigger_name as triggername,
                   event_manipulation as event, action_timing as timing, action_order as place,
                   action_statement as body, sql_mode as mode
            from information_schema.triggers where
            """;

    private static final Pattern IS_JSON = Pattern.compile("(?i)json_valid\\(`(.+)`\\)");

    private final MysqlScope scope;
    private final MysqlTables tables;

    MysqlRules(MysqlScope scope, MysqlTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    void checks(DatabaseSession session) throws HostAccessException, InterruptedException {
        String sql = scope.product() == MysqlScope.Product.MARIADB
                ? CHECKS_OF_MARIADB + scope.condition("constraint_schema")
                : CHECKS_OF_MYSQL + scope.condition("t.constraint_schema");
        session.each(
                sql,
                scope.arguments(),
                row -> tables.find(row.text("db"), row.text("name")).ifPresent(table -> check(row, table)));
    }

    private void check(DatabaseRow row, TableBuilder table) {
        String clause = row.text("clause");
        Matcher json = IS_JSON.matcher(clause);
        if (json.matches()) {
            MysqlTables.json(table, json.group(1));
            return;
        }
        Set<String> columns = new TreeSet<>(MysqlText.names(clause));
        columns.retainAll(table.columns().stream().map(Table.Column::name).toList());
        table.add(new Constraint.Check(
                List.copyOf(columns),
                SqlExpression.unwrapped(MysqlText.standard(clause, scope.current())),
                row.text("enforced").equals("NO") ? "not enforced" : ""));
    }

    void partitions(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(
                PARTITIONS + scope.condition("table_schema"),
                scope.arguments(),
                row -> tables.find(row.text("db"), row.text("name"))
                        .ifPresent(table ->
                                table.partition(by(row.text("method"), row.text("expression")) + subpartition(row))));
    }

    private String subpartition(DatabaseRow row) {
        return row.optional("submethod")
                .map(method -> ", " + by(method, row.text("subexpression")))
                .orElse("");
    }

    private String by(String method, String expression) {
        return method + " (" + MysqlText.standard(expression, scope.current()) + ")";
    }

    void triggers(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(
                TRIGGERS + scope.condition("event_object_schema"),
                scope.arguments(),
                row -> tables.find(row.text("db"), row.text("name")).ifPresent(table -> table.add(trigger(row))));
    }

    private static Table.Trigger trigger(DatabaseRow row) {
        String order = row.number("place").orElse(1) == 1 ? "" : "as number " + row.text("place") + "\n";
        return new Table.Trigger(
                row.text("triggername"),
                row.text("timing").toLowerCase(Locale.ROOT),
                List.of(row.text("event").toLowerCase(Locale.ROOT)),
                "row",
                true,
                order + row.text("mode") + "\n" + MysqlRoutines.lines(row.text("body")));
    }
}
