package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns by the numbers that constraints and indexes call them by; to have the server look up each costs more than all else. */
final class ColumnNumbers {
    /** Of tables that are not told themselves: partitions, those of extensions, those somebody has locked. */
    private static final String OTHERS = """
            select a.attrelid as relation, a.attnum as number, a.attname::text as name,
                   nullif(quote_ident(a.attname), a.attname::text) as quoted,
                   a.atttypid::bigint as typenumber, a.attcollation::bigint as collnumber
            from pg_attribute a where a.attnum > 0 and not a.attisdropped and a.attrelid = any (?::text[]::oid[])
            """;

    /** Those every table has; conditions may speak of the last. */
    private static final Map<Integer, String> OF_THE_SERVER =
            Map.of(-1, "ctid", -2, "xmin", -3, "cmin", -4, "xmax", -5, "cmax", -6, "tableoid");

    private final Map<Long, Map<Integer, Column>> columns = new HashMap<>();

    /** Notes a column from a row with the names above. */
    void add(DatabaseRow row) {
        String name = row.text("name");
        columns.computeIfAbsent(row.number("relation").orElse(0), each -> new HashMap<>())
                .put(
                        (int) row.number("number").orElse(0),
                        new Column(
                                name,
                                row.optional("quoted").orElse(name),
                                row.number("typenumber").orElse(0),
                                row.number("collnumber").orElse(0)));
    }

    /** Asks for the columns of those relations that are not known yet; asks nothing where all are. */
    void learn(DatabaseSession session, Collection<Long> relations) throws HostAccessException, InterruptedException {
        List<String> unknown = relations.stream()
                .filter(relation -> relation != 0 && !columns.containsKey(relation))
                .distinct()
                .map(String::valueOf)
                .toList();
        if (!unknown.isEmpty()) {
            session.each(OTHERS, List.of(unknown), this::add);
        }
    }

    /** The column of that number. */
    Optional<Column> find(long relation, int number) {
        Optional<Column> ofServer =
                Optional.ofNullable(OF_THE_SERVER.get(number)).map(name -> new Column(name, name, 0, 0));
        return ofServer.isPresent()
                ? ofServer
                : Optional.ofNullable(columns.getOrDefault(relation, Map.of()).get(number));
    }

    /** Names in the order of {@code numbers}; the whole row, which is number 0, has none. */
    List<String> names(long relation, String numbers) {
        List<String> names = new ArrayList<>();
        for (int number : numbers(numbers)) {
            find(relation, number).ifPresent(column -> names.add(column.name()));
        }
        return names;
    }

    /** The numbers of an array or a vector: <code>{1,2}</code>, {@code 1 2}. */
    static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '-')) {
                end++;
            }
            if (end > i) {
                numbers.add(Integer.parseInt(text, i, end, 10));
            }
            i = end + 1;
        }
        return numbers;
    }

    /**
     * A column.
     *
     * @param quoted as the server spells it in a statement
     * @param type the number of its type
     * @param collation the number of its collation, 0 for a type without
     */
    record Column(String name, String quoted, long type, long collation) {}
}
