package dev.leeway.agent.probe.database.migration;

import dev.leeway.agent.probe.database.migration.History.Entry;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.spi.DatabaseRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tools whose histories are known, by the table and the columns that each keeps. */
enum Tool {
    FLYWAY("flyway", "flyway_schema_history schema_version", "installed_rank version script type success checksum") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            Set<String> applied = new LinkedHashSet<>();
            SortedSet<String> failed = new TreeSet<>();
            for (DatabaseRow row : rows) {
                Optional<String> version = row.optional("version").filter(text -> !text.isEmpty());
                String type = row.text("type");
                if (!row.flag("success")) {
                    failed.add(version.orElseGet(() -> row.text("script")));
                } else if (type.startsWith("UNDO") || type.equals("DELETE")) {
                    version.ifPresent(applied::remove);
                } else {
                    version.ifPresent(applied::add);
                    failed.remove(version.orElseGet(() -> row.text("script")));
                }
            }
            List<Entry> entries = rows.stream()
                    .map(row -> new Entry(
                            row.text("version"),
                            row.text("type"),
                            row.flag("success"),
                            "",
                            row.text("script"),
                            row.optional("checksum")))
                    .toList();
            return List.of(byName(key, applied, failed, entries));
        }
    },
    LIQUIBASE("liquibase", "databasechangelog", "orderexecuted id exectype author filename md5sum") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            List<String> applied = new ArrayList<>();
            SortedSet<String> failed = new TreeSet<>();
            for (DatabaseRow row : rows) {
                if (row.text("exectype").equals("FAILED")) {
                    failed.add(row.text("id"));
                } else {
                    applied.add(row.text("id"));
                }
            }
            List<Entry> entries = rows.stream()
                    .map(row -> new Entry(
                            row.text("id"),
                            row.text("exectype"),
                            !row.text("exectype").equals("FAILED"),
                            row.text("author"),
                            row.text("filename"),
                            row.optional("md5sum")))
                    .toList();
            List<String> latest = applied.isEmpty() ? List.of() : List.of(applied.get(applied.size() - 1));
            return List.of(new History(key, latest, false, OptionalInt.of(applied.size()), failed, false, entries));
        }
    },
    ALEMBIC("alembic", "alembic_version", "version_num") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            List<String> heads = texts(rows, "version_num");
            return List.of(new History(key, heads, false, OptionalInt.empty(), new TreeSet<>(), false, entries(heads)));
        }
    },
    DJANGO("django", "django_migrations", "id app name") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            SortedMap<String, Set<String>> applications = new TreeMap<>();
            rows.forEach(row -> applications
                    .computeIfAbsent(row.text("app"), unused -> new TreeSet<>())
                    .add(row.text("name")));
            List<History> histories = new ArrayList<>();
            applications.forEach(
                    (app, names) -> histories.add(byName(key + ":" + app, names, new TreeSet<>(), entries(names))));
            return histories;
        }
    },
    /** Before Rails, whose table has the same name and fewer columns. */
    GOLANG_MIGRATE("golang-migrate", "schema_migrations", "version dirty") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            boolean dirty = rows.stream().anyMatch(row -> row.flag("dirty"));
            List<String> versions = texts(rows, "version");
            return List.of(
                    new History(key, versions, true, OptionalInt.empty(), new TreeSet<>(), dirty, entries(versions)));
        }
    },
    RAILS("rails", "schema_migrations", "version") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            List<String> versions = texts(rows, "version");
            return List.of(byName(key, Set.copyOf(versions), new TreeSet<>(), entries(versions)));
        }
    },
    PRISMA("prisma", "_prisma_migrations", "started_at migration_name finished_at rolled_back_at checksum") {
        @Override
        List<History> read(String key, List<DatabaseRow> rows) {
            Set<String> applied = new TreeSet<>();
            SortedSet<String> failed = new TreeSet<>();
            List<Entry> entries = new ArrayList<>();
            for (DatabaseRow row : rows) {
                if (row.optional("rolled_back_at").isEmpty()) {
                    boolean finished = row.optional("finished_at").isPresent();
                    entries.add(new Entry(row.text("migration_name"), "", finished, "", "", row.optional("checksum")));
                    (finished ? applied : failed).add(row.text("migration_name"));
                }
            }
            return List.of(byName(key, applied, failed, entries));
        }
    };

    private final String text;
    private final String tables;
    private final String columns;

    /**
     * @param tables names between blanks
     * @param columns likewise
     */
    Tool(String text, String tables, String columns) {
        this.text = text;
        this.tables = tables;
        this.columns = columns;
    }

    /** The name in facts. */
    String text() {
        return text;
    }

    /** What is read, in lower case; rows come in the order of the first. */
    List<String> columns() {
        return List.of(columns.split(" "));
    }

    /** The tool that keeps {@code table}; its columns must be the tool's as well, because names such as these are not rare. */
    static Optional<Tool> of(Table table) {
        for (Tool tool : values()) {
            if (tool.keeps(table.name().name())
                    && tool.columns().stream()
                            .allMatch(name -> column(table, name).isPresent())) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }

    /** Whether its table is called so. */
    boolean keeps(String table) {
        return tables().stream().anyMatch(table::equalsIgnoreCase);
    }

    /** What its table may be called. */
    List<String> tables() {
        return List.of(tables.split(" "));
    }

    /** As the catalogue spells it. */
    static Optional<String> column(Table table, String name) {
        return table.columns().stream()
                .map(Table.Column::name)
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    /** What the rows of its table say. */
    abstract List<History> read(String key, List<DatabaseRow> rows);

    private static List<String> texts(List<DatabaseRow> rows, String column) {
        return rows.stream().map(row -> row.text(column)).sorted().distinct().toList();
    }

    private static List<Entry> entries(Collection<String> names) {
        return names.stream().map(Entry::of).toList();
    }

    private static History byName(String key, Set<String> applied, SortedSet<String> failed, List<Entry> entries) {
        List<String> latest =
                applied.stream().max(MigrationOrder.BY_NAME).map(List::of).orElse(List.of());
        return new History(key, latest, true, OptionalInt.of(applied.size()), failed, false, entries);
    }
}
