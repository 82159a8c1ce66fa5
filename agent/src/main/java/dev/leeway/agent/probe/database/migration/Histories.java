package dev.leeway.agent.probe.database.migration;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.sql.QuotedNames;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the tables in which migration tools keep their histories, and reads each in one question. */
public final class Histories {
    /** Of one history; tools have some thousands after many years. */
    private static final int MAX_ROWS = 20_000;
    /** Schemas that need no mention, because a database has one of them anyway. */
    private static final Set<String> USUAL = Set.of("", "public", "PUBLIC", "main", "dbo");

    private Histories() {}

    /**
     * Reads all that are there.
     *
     * @param engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it
     * @param gaps told of histories that could not be read
     * @throws HostAccessException when nobody is there to be asked any more
     */
    public static List<History> read(DatabaseSession session, String engine, Database database, Gaps gaps)
            throws HostAccessException, InterruptedException {
        QuotedNames quoted = QuotedNames.of(engine);
        List<History> histories = new ArrayList<>();
        for (Table table : database.tables()) {
            Optional<Tool> tool = Tool.of(table);
            if (tool.isEmpty()) {
                continue;
            }
            String key = key(tool.get(), table.name());
            try {
                histories.addAll(tool.get().read(key, session.query(question(quoted, tool.get(), table), List.of())));
            } catch (HostAccessException e) {
                if (e.kind() == Kind.VANISHED || e.kind() == Kind.ABSENT) {
                    throw e;
                }
                // Of Django's, whose key goes on with the application.
                String pattern = FactPath.of("migration", key).text();
                gaps.add(pattern + "/**", e.kind());
                gaps.add(pattern.substring(0, pattern.length() - 1) + ":*]/**", e.kind());
            }
        }
        return histories;
    }

    /** Whether a history in a table of that schema has the tool's name alone. */
    public static boolean mayBeNameless(Predicate<String> schemas) {
        return USUAL.stream().filter(schema -> !schema.isEmpty()).anyMatch(schemas);
    }

    /** Whether a tool may keep its history in a table of that name. */
    public static boolean mayBeIn(String table) {
        return Arrays.stream(Tool.values()).anyMatch(tool -> tool.keeps(table));
    }

    /** The tables each tool may keep its history in, by the tool's name in facts. */
    public static Map<String, List<String>> places() {
        Map<String, List<String>> places = new TreeMap<>();
        for (Tool tool : Tool.values()) {
            places.put(tool.text(), tool.tables());
        }
        return places;
    }

    private static String key(Tool tool, ObjectName table) {
        return USUAL.contains(table.schema()) ? tool.text() : tool.text() + "@" + table.schema();
    }

    private static String question(QuotedNames quoted, Tool tool, Table table) {
        String columns = tool.columns().stream()
                .map(name -> quoted.name(Tool.column(table, name).orElse(name)) + " as " + name)
                .collect(Collectors.joining(", "));
        String first = quoted.name(Tool.column(table, tool.columns().get(0)).orElseThrow());
        return "select " + columns + " from " + quoted.table(table.name()) + " order by " + first + " limit "
                + MAX_ROWS;
    }
}
