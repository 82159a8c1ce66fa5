package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables, views and sequences by the number the server knows them by, while the answers about them come in. */
final class Relations {
    private static final String SQL = """
            select c.oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
                   c.relpersistence::text as persistence,
                   case when c.relkind <> 'p' and
            """ + RowQuestion.ANALYSED + """
                        then c.reltuples::bigint end as tuples,
                   c.relrowsecurity as secured, c.relforcerowsecurity as forced,
                   c.reloptions as options, am.amname::text as method,
                   case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partitioning,
                   case when c.relkind = 'p' then
                       (select count(*) from pg_inherits i where i.inhparent = c.oid) end as partitions,
                   h.parents,
                   d.description as comment,
                   format_type(s.seqtypid, null) as seqtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle,
                   oc.relname::text as ownertable, oa.attname::text as ownercolumn, onn.nspname::text as ownerschema
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_am am on am.oid = c.relam
            left join (select i.inhrelid, array_agg(pn.nspname || '.' || p.relname order by i.inhseqno) as parents
                       from pg_inherits i join pg_class p on p.oid = i.inhparent
                            join pg_namespace pn on pn.oid = p.relnamespace
                       group by i.inhrelid) h on h.inhrelid = c.oid
            left join pg_sequence s on s.seqrelid = c.oid
            left join pg_description d
                 on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
            left join pg_depend o on c.relkind = 'S' and o.classid = 'pg_class'::regclass and o.objid = c.oid
                 and o.objsubid = 0 and o.refclassid = 'pg_class'::regclass and o.deptype in ('a', 'i')
            left join pg_class oc on oc.oid = o.refobjid
            left join pg_namespace onn on onn.oid = oc.relnamespace
            left join pg_attribute oa on oa.attrelid = o.refobjid and oa.attnum = o.refobjsubid
            where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and
            """ + Scope.READABLE;

    /** Held or waited for: a reader would queue behind either. */
    private static final String LOCKED = """
            select distinct c.oid::text as oid, n.nspname::text as schema, c.relname::text as name
            from pg_locks l
            join pg_class c on c.oid = l.relation
            join pg_namespace n on n.oid = c.relnamespace
            where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and l.pid <> pg_backend_pid()
              and l.database = (select d.oid from pg_database d where d.datname = current_database())
              and c.relkind in ('r', 'p', 'f') and
            """ + Scope.OWN_RELATION;

    private static final Comparator<Database.View> BY_VIEW = Comparator.comparing(Database.View::name);
    private static final Comparator<Database.Sequence> BY_SEQUENCE = Comparator.comparing(Database.Sequence::name);

    private final Map<Long, TableBuilder> tables = new HashMap<>();
    private final Map<Long, ViewDraft> views = new HashMap<>();
    private final List<Database.Sequence> sequences = new ArrayList<>();
    private final Set<ObjectName> sequencesLeftOut = new HashSet<>();
    private final SequenceNames names = new SequenceNames();
    private final ColumnNumbers columns = new ColumnNumbers();

    private final List<String> locked = new ArrayList<>();

    private Relations() {}

    static Relations read(DatabaseSession session, NameFilter filter, Gaps gaps)
            throws HostAccessException, InterruptedException {
        Relations relations = new Relations();
        session.each(LOCKED, List.of(), row -> {
            relations.locked.add(row.text("oid"));
            ObjectName name = new ObjectName(row.text("schema"), row.text("name"));
            gaps.add(FactPath.of("table", name.text()).text() + "/**", HostAccessException.Kind.IN_USE);
        });
        session.each(SQL, List.of(relations.locked), row -> relations.add(row, filter, gaps));
        return relations;
    }

    private void add(DatabaseRow row, NameFilter filter, Gaps gaps) {
        ObjectName name = new ObjectName(row.text("schema"), row.text("name"));
        String kind = row.text("kind");
        if (!filter.schema(name.schema())) {
            return;
        }
        switch (kind) {
            case "S" -> {
                Database.Sequence sequence = sequence(row, name);
                boolean owned = row.optional("ownertable").isPresent();
                if (filter.table(
                        owned ? row.text("ownerschema") : name.schema(),
                        owned ? row.text("ownertable") : name.name())) {
                    sequences.add(sequence);
                } else {
                    // One that somebody named is not called after the table it goes with.
                    sequencesLeftOut.add(name);
                    gaps.schemaLeftOut(name.schema());
                    String told =
                            FactPath.of("sequence", sequence.name().text()).text();
                    gaps.add(told + "/**", HostAccessException.Kind.NOT_LIVE);
                    gaps.add("grant[*]/" + told, HostAccessException.Kind.NOT_LIVE);
                }
            }
            case "v", "m" -> {
                if (filter.table(name.schema(), name.name())) {
                    views.put(oid(row), new ViewDraft(name, kind.equals("v") ? "view" : "materialized"));
                }
            }
            default -> {
                if (filter.table(name.schema(), name.name())) {
                    tables.put(oid(row), table(row, name));
                }
            }
        }
    }

    private static long oid(DatabaseRow row) {
        return row.number("oid").orElseThrow();
    }

    private static TableBuilder table(DatabaseRow row, ObjectName name) {
        TableBuilder table = new TableBuilder(
                name, kind(row.text("kind"), row.text("persistence")), row.number("tuples"), row.optional("comment"));
        row.optional("partitioning")
                .ifPresent(by ->
                        table.partitions(by, (int) row.number("partitions").orElse(0)));
        table.security(row.flag("secured"), row.flag("forced"));
        for (String option : row.list("options")) {
            int sign = option.indexOf('=');
            table.option(option.substring(0, Math.max(sign, 0)), option.substring(sign + 1));
        }
        row.optional("method")
                .filter(method -> !method.equals("heap"))
                .ifPresent(method -> table.option("method", method));
        if (!row.list("parents").isEmpty()) {
            table.option("inherits", String.join(", ", row.list("parents")));
        }
        return table;
    }

    private static String kind(String kind, String persistence) {
        String plain = switch (kind) {
            case "p" -> "partitioned";
            case "f" -> "foreign";
            default -> "table";
        };
        return switch (persistence) {
            case "u" -> "unlogged " + plain;
            case "t" -> "temporary " + plain;
            default -> plain;
        };
    }

    private Database.Sequence sequence(DatabaseRow row, ObjectName name) {
        Optional<String> owner = row.optional("ownertable")
                .map(table -> row.text("ownerschema") + "." + table + "." + row.text("ownercolumn"));
        boolean generated = owner.isPresent()
                && GeneratedNames.sequence(row.text("ownertable"), row.text("ownercolumn"), name.name());
        ObjectName told = generated
                ? new ObjectName(name.schema(), row.text("ownertable") + "." + row.text("ownercolumn"))
                : name;
        names.put(name, told);
        return new Database.Sequence(
                told,
                row.text("seqtype"),
                row.number("seqstart").orElse(1),
                row.number("seqincrement").orElse(1),
                row.number("seqmin"),
                row.number("seqmax"),
                row.flag("seqcycle"),
                generated ? Optional.empty() : owner);
    }

    /** Numbers of the tables that are left alone, because somebody has locked them against readers. */
    List<String> locked() {
        return locked;
    }

    /** Numbers of the tables of which statistics do not say how many rows there are. */
    List<String> uncounted() {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().counted())
                .map(table -> Long.toString(table.getKey()))
                .sorted()
                .toList();
    }

    /** The table of that number, empty for a view and for what is not looked at. */
    Optional<TableBuilder> table(DatabaseRow row) {
        return Optional.ofNullable(tables.get(row.number("relation").orElse(0)));
    }

    /** The view of that number. */
    Optional<ViewDraft> view(DatabaseRow row) {
        return Optional.ofNullable(views.get(row.number("relation").orElse(0)));
    }

    /** Columns of all relations by number. */
    ColumnNumbers columns() {
        return columns;
    }

    /** Whether that sequence, as the catalogue calls it, is looked at. */
    boolean looksAtSequence(ObjectName name) {
        return names.knows(name) && !sequencesLeftOut.contains(name);
    }

    /** What sequences are called in facts. */
    SequenceNames sequenceNames() {
        return names;
    }

    List<Table> tables() {
        return tables.values().stream()
                .map(TableBuilder::table)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    List<Database.View> views() {
        return views.values().stream().map(ViewDraft::view).sorted(BY_VIEW).toList();
    }

    List<Database.Sequence> sequences() {
        return sequences.stream().sorted(BY_SEQUENCE).toList();
    }

    /** A view while its columns, indexes and query come in. */
    static final class ViewDraft {
        final List<String> columns = new ArrayList<>();
        final List<Table.Index> indexes = new ArrayList<>();
        final ObjectName name;
        private final String kind;
        Optional<String> query = Optional.empty();

        ViewDraft(ObjectName name, String kind) {
            this.name = name;
            this.kind = kind;
        }

        Database.View view() {
            return new Database.View(name, kind, columns, query, indexes);
        }
    }
}
