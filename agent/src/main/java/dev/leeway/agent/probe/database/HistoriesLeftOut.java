package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.migration.Histories;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which histories of migrations are not read, because nobody wants to look at the tables that may hold them. */
final class HistoriesLeftOut {
    private static final Pattern TABLES = Pattern.compile("table\\[(.+)]/\\*\\*");
    private static final String ALL = "*";
    private static final String DJANGO = "django";
    private static final String WITH_SCHEMA = "*.*";

    private final Gaps gaps;
    private final String tool;
    private final List<String> tables;

    private HistoriesLeftOut(Gaps gaps, String tool, List<String> tables) {
        this.gaps = gaps;
        this.tool = tool;
        this.tables = tables;
    }

    /** Adds to {@code gaps} what follows from the tables there that nobody asked for. */
    static void follow(Gaps gaps) {
        new TreeMap<>(gaps.patterns()).forEach((pattern, kind) -> {
            Matcher left = TABLES.matcher(pattern);
            if (kind == Kind.NOT_LIVE && left.matches()) {
                List<String> keys = List.of(left.group(1).replace("}", "").split("\\{!", -1));
                Histories.places()
                        .forEach((tool, tables) ->
                                new HistoriesLeftOut(gaps, tool, tables).follow(Key.of(keys), exceptions(keys)));
            }
        });
    }

    /** All that is left out but for what has a schema is what has none. */
    private static List<String> exceptions(List<String> keys) {
        return keys.get(keys.size() - 1).equals(WITH_SCHEMA) ? List.of() : keys.subList(1, keys.size());
    }

    /**
     * A name as facts of tables have it, with stars.
     *
     * @param named whether it may have a schema
     * @param nameless whether it may have none, or one that histories do not mention
     */
    private record Key(String schema, String table, boolean named, boolean nameless) {
        static Key of(List<String> keys) {
            String key = keys.get(0);
            boolean more = keys.size() > 1;
            if (more && keys.get(1).equals(WITH_SCHEMA)) {
                return new Key("", key, false, true);
            }
            int dot = key.indexOf('.');
            boolean any = key.equals(ALL);
            return new Key(
                    any ? ALL : key.substring(0, Math.max(dot, 0)),
                    key.substring(dot + 1),
                    dot >= 0 || any,
                    !more || !key.equals(WITH_SCHEMA));
        }

        static Key of(String key) {
            return of(List.of(key));
        }
    }

    private void follow(Key left, List<String> exceptions) {
        if (!mayHold(left)) {
            return;
        }
        List<Key> kept = exceptions.stream().map(Key::of).filter(this::mayHold).toList();
        boolean all = kept.stream().anyMatch(key -> key.schema().equals(ALL));
        if (all) {
            return;
        }
        boolean nameless = left.nameless() && (!left.named() || mayBeNameless(left));
        boolean keptNameless = kept.stream().anyMatch(key -> !key.named() || mayBeNameless(key));
        if (nameless && !keptNameless) {
            gap(tool, List.of());
            if (isParted()) {
                gap(tool + ":*", List.of());
            }
        }
        if (left.named()) {
            List<String> schemas =
                    kept.stream().filter(Key::named).map(Key::schema).toList();
            List<String> but = new ArrayList<>();
            schemas.forEach(schema -> but.add(tool + "@" + schema));
            if (isParted()) {
                schemas.forEach(schema -> but.add(parts(schema)));
                gap(
                        tool + "@" + left.schema() + ":*",
                        schemas.stream().map(this::parts).toList());
            }
            gap(tool + "@" + left.schema(), but);
        }
    }

    /** Whether each application has a history of its own. */
    private boolean isParted() {
        return tool.equals(DJANGO);
    }

    /** Those of a schema; what has a colon before an at sign would be taken for a login, and not be told. */
    private String parts(String schema) {
        return tool + (schema.startsWith(ALL) ? "" : ALL) + schema + ":*";
    }

    private boolean mayHold(Key key) {
        return tables.stream().anyMatch(table -> NameFilter.matches(key.table(), table));
    }

    private static boolean mayBeNameless(Key key) {
        return Histories.mayBeNameless(schema -> NameFilter.matches(key.schema(), schema));
    }

    private void gap(String key, List<String> but) {
        // A key without a star has nothing to leave out.
        String exceptions = (key.indexOf('*') < 0 ? List.<String>of() : but)
                .stream().map(each -> "{!" + each + "}").collect(Collectors.joining());
        gaps.add("migration[" + key + exceptions + "]/**", Kind.NOT_LIVE);
    }
}
