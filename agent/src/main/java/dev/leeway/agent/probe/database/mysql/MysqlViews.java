package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Asks for views, and for the sequences of MariaDB. */
final class MysqlViews {
    private static final String VIEWS = """
            select table_schema as db, table_name as name, view_definition as query, check_option as checked,
                   security_type as security
            from information_schema.views where
            """;

    /** Each sequence is a table of one row; so many are asked for at once. */
    private static final int AT_ONCE = 200;

    private final MysqlScope scope;
    private final Gaps gaps;

    MysqlViews(MysqlScope scope, Gaps gaps) {
        this.scope = scope;
        this.gaps = gaps;
    }

    List<Database.View> views(DatabaseSession session, MysqlColumns columns)
            throws HostAccessException, InterruptedException {
        List<Database.View> views = new ArrayList<>();
        session.each(VIEWS + scope.condition("table_schema"), scope.arguments(), row -> {
            if (scope.table(row.text("db"), row.text("name"))) {
                views.add(view(row, columns));
            }
        });
        views.sort(Comparator.comparing(Database.View::name));
        return views;
    }

    private Database.View view(DatabaseRow row, MysqlColumns columns) {
        ObjectName name = scope.name(row.text("db"), row.text("name"));
        Optional<String> query = row.optional("query").filter(text -> !text.isBlank());
        if (query.isEmpty()) {
            gaps.add(FactPath.of("view", name.text()).child("text").text(), Kind.DENIED);
        }
        String checked = row.text("checked").equals("NONE") ? "" : " with " + row.text("checked") + " check option";
        String security = " security " + row.text("security");
        return new Database.View(
                name,
                "view",
                columns.ofView(name),
                query.map(text -> MysqlText.standard(text, scope.current()) + checked + security),
                List.of());
    }

    List<Database.Sequence> sequences(DatabaseSession session, Map<ObjectName, String> found)
            throws HostAccessException, InterruptedException {
        List<Map.Entry<ObjectName, String>> all = List.copyOf(new TreeMap<>(found).entrySet());
        List<Database.Sequence> sequences = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            some(session, all.subList(from, Math.min(all.size(), from + AT_ONCE)), sequences);
        }
        return sequences;
    }

    private static void some(
            DatabaseSession session, List<Map.Entry<ObjectName, String>> names, List<Database.Sequence> sequences)
            throws HostAccessException, InterruptedException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add("select " + i + " as place, start_value as first, increment as step, minimum_value as least,"
                    + " maximum_value as most, cycle_option as cycles from "
                    + backticks(names.get(i).getValue()) + "."
                    + backticks(names.get(i).getKey().name()));
        }
        session.each(String.join(" union all ", parts), List.of(), row -> {
            int place = (int) row.number("place").orElse(0);
            sequences.add(sequence(names.get(place).getKey(), row));
        });
    }

    private static Database.Sequence sequence(ObjectName name, DatabaseRow row) {
        OptionalLong least = row.number("least");
        OptionalLong most = row.number("most");
        return new Database.Sequence(
                name,
                "bigint",
                row.number("first").orElse(1),
                row.number("step").orElse(1),
                least,
                most,
                row.number("cycles").orElse(0) != 0 || row.flag("cycles"),
                Optional.empty());
    }

    private static String backticks(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
