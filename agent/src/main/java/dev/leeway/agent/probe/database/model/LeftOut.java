package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a {@link NameFilter} leaves out, as gaps: nobody asked for it, so that what another side tells there is not compared, and
 * nothing else is lost.
 */
public final class LeftOut {
    /** Objects of a schema, by {@code SCHEMA.NAME}. */
    private static final List<String> IN_SCHEMA = List.of(
            "table", "view", "sequence", "routine", "type", "grant[*]/table", "grant[*]/sequence", "grant[*]/routine");

    /** What the patterns for tables speak of. */
    private static final List<String> LIKE_TABLES =
            List.of("table", "view", "sequence", "grant[*]/table", "grant[*]/sequence");

    /** What has a column's name after its table's. */
    private static final List<String> OF_COLUMNS = List.of("json", "grant[*]/column");

    private static final String SEQUENCE = "sequence";
    private static final String ALL = "*";

    /** Longer ones, of very many names, are told as everything. */
    private static final int MAX_KEY = 3_000;

    private final DatabaseTarget.Names schemas;
    private final DatabaseTarget.Names tables;
    private final Unnamed unnamed;
    private final Gaps gaps;

    /**
     * The schema whose name no fact bears.
     *
     * @param name empty where every fact has the name of a schema
     * @param always whether it is looked at whatever is said of schemas
     * @param alone whether there can be no other
     */
    public record Unnamed(String name, boolean always, boolean alone) {
        /** Every fact has a schema. */
        public static final Unnamed NONE = new Unnamed("", false, false);
    }

    private LeftOut(NameFilter filter, Unnamed unnamed, Gaps gaps) {
        this.schemas = filter.schemas();
        this.tables = filter.tables();
        this.unnamed = unnamed;
        this.gaps = gaps;
    }

    /** Adds to {@code gaps} what {@code filter} leaves out, and remarks what of it met nothing. */
    public static void tell(NameFilter filter, Unnamed unnamed, Gaps gaps) {
        LeftOut left = new LeftOut(filter, unnamed, gaps);
        filter.schemas().exclude().forEach(left::schema);
        left.otherSchemas();
        filter.tables().exclude().forEach(left::table);
        left.otherTables();
        filter.thinned().stream()
                .filter(schema -> !schema.isEmpty() && !schema.equals(unnamed.name()))
                .forEach(gaps::schemaLeftOut);
        filter.unmet().forEach(gaps::remark);
    }

    private void schema(String pattern) {
        String encoded = encoded(pattern);
        gap("schema", encoded);
        gap("grant[*]/schema", encoded);
        IN_SCHEMA.forEach(kind -> gap(kind, encoded + ".*"));
        OF_COLUMNS.forEach(kind -> gap(kind, encoded + ".*"));
        if (hasUnnamed() && !unnamed.always() && NameFilter.matches(pattern, unnamed.name())) {
            unqualified();
        }
    }

    private void otherSchemas() {
        List<String> include = schemas.include();
        if (include.isEmpty() || include.contains(ALL)) {
            return;
        }
        boolean wanted =
                unnamed.always() || include.stream().anyMatch(each -> NameFilter.matches(each, unnamed.name()));
        List<String> names = include.stream().map(LeftOut::encoded).toList();
        List<String> within = names.stream().map(name -> name + ".*").toList();
        gap("schema", but(ALL, names));
        gap("grant[*]/schema", but(ALL, names));
        // Names without a schema are those of the one that bears none.
        String named = hasUnnamed() ? "*.*" : ALL;
        String columns = hasUnnamed() ? "*.*.*" : ALL;
        IN_SCHEMA.forEach(kind -> gap(kind, but(named, within)));
        OF_COLUMNS.forEach(kind -> gap(kind, but(columns, within)));
        if (hasUnnamed() && !wanted) {
            unqualified();
        }
    }

    private void unqualified() {
        IN_SCHEMA.forEach(kind -> gap(kind, but(ALL, List.of("*.*"))));
        OF_COLUMNS.forEach(kind -> gap(kind, but(ALL, List.of("*.*.*"))));
    }

    private void table(String pattern) {
        for (String key : keys(pattern)) {
            LIKE_TABLES.forEach(kind -> gap(kind, key));
            if (!key.endsWith(ALL)) {
                gap(SEQUENCE, key + ".*");
            }
            OF_COLUMNS.forEach(kind -> gap(kind, key + ".*"));
        }
    }

    private void otherTables() {
        List<String> include = tables.include();
        if (include.isEmpty() || include.contains(ALL) || include.contains("*.*")) {
            return;
        }
        List<String> keys =
                include.stream().flatMap(pattern -> keys(pattern).stream()).toList();
        List<String> columns = keys.stream().map(key -> key + ".*").toList();
        List<String> both = new ArrayList<>(keys);
        both.addAll(columns);
        LIKE_TABLES.stream().filter(kind -> !kind.endsWith(SEQUENCE)).forEach(kind -> gap(kind, but(ALL, keys)));
        // A counter behind a column is called after it.
        gap(SEQUENCE, but(ALL, both));
        gap("grant[*]/sequence", but(ALL, both));
        OF_COLUMNS.forEach(kind -> gap(kind, but(ALL, columns)));
    }

    /** The names in facts that a pattern for tables means. */
    private List<String> keys(String pattern) {
        int dot = pattern.indexOf('.');
        String schema = dot < 0 ? ALL : pattern.substring(0, dot);
        String name = encoded(pattern.substring(dot + 1));
        List<String> keys = new ArrayList<>();
        if (hasUnnamed() && NameFilter.matches(schema, unnamed.name())) {
            keys.add(name);
        }
        if (!unnamed.alone()) {
            keys.add(encoded(schema) + "." + name);
        }
        return keys;
    }

    private boolean hasUnnamed() {
        return !unnamed.name().isEmpty();
    }

    private void gap(String kind, String key) {
        gaps.add(kind + "[" + key + "]/**", Kind.NOT_LIVE);
    }

    /** {@code base} without {@code keys}. */
    static String but(String base, List<String> keys) {
        String key =
                base + keys.stream().distinct().map(each -> "{!" + each + "}").collect(Collectors.joining());
        return key.length() > MAX_KEY ? ALL : key;
    }

    /** As addresses have it, but for the stars. */
    static String encoded(String pattern) {
        StringBuilder encoded = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            boolean end = i == pattern.length();
            if (end || pattern.charAt(i) == '*') {
                String text = FactPath.of("k", "." + pattern.substring(from, i)).text();
                encoded.append(text, 3, text.length() - 1).append(end ? "" : ALL);
                from = i + 1;
            }
        }
        return encoded.toString();
    }
}
