package dev.leeway.agent.probe.database.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A table while the answers about it come in. */
public final class TableBuilder {
    /** Stands for all options of which nobody knows what is in them. */
    public static final String OTHERS = "others";

    private final ObjectName name;
    private final String kind;
    private OptionalLong rows;
    private final Optional<String> comment;
    private final SortedMap<String, String> options = new TreeMap<>();
    private final List<Table.Column> columns = new ArrayList<>();
    private final List<Table.Constraint> constraints = new ArrayList<>();
    private final List<Table.Index> indexes = new ArrayList<>();
    private final List<Table.Trigger> triggers = new ArrayList<>();
    private Optional<String> partitioning = Optional.empty();
    private int partitions;
    private final List<Table.Policy> policies = new ArrayList<>();
    private boolean secured;
    private boolean forced;

    /** A table of which as much is known; all as in {@link Table}. */
    public TableBuilder(ObjectName name, String kind, OptionalLong rows, Optional<String> comment) {
        this.name = name;
        this.kind = kind;
        this.rows = rows;
        this.comment = comment;
    }

    /** What it is called. */
    public ObjectName name() {
        return name;
    }

    /** Whether it is known about how many rows there are. */
    public boolean counted() {
        return rows.isPresent();
    }

    /** Notes about how many rows there are. */
    public void rows(long count) {
        rows = OptionalLong.of(count);
    }

    /** The columns so far. */
    public List<Table.Column> columns() {
        return List.copyOf(columns);
    }

    /** The constraints so far. */
    public List<Table.Constraint> constraints() {
        return List.copyOf(constraints);
    }

    /** Notes an option. */
    public void option(String option, String value) {
        options.put(option, value);
    }

    /** An option noted before. */
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** Notes the next column. */
    public void add(Table.Column column) {
        columns.add(column);
    }

    /** Notes a constraint. */
    public void add(Table.Constraint constraint) {
        constraints.add(constraint);
    }

    /** Notes an index. */
    public void add(Table.Index index) {
        indexes.add(index);
    }

    /** Notes a trigger. */
    public void add(Table.Trigger trigger) {
        triggers.add(trigger);
    }

    /** Notes a rule of row security. */
    public void add(Table.Policy policy) {
        policies.add(policy);
    }

    /** Notes whether row security is on, and whether for the owner too. */
    public void security(boolean enabled, boolean ofOwner) {
        secured = enabled;
        forced = ofOwner;
    }

    /** Replaces a column by what more is known of it. */
    public void change(String column, UnaryOperator<Table.Column> change) {
        columns.replaceAll(each -> each.name().equals(column) ? change.apply(each) : each);
    }

    /** Notes one more part, and by what the table is parted. */
    public void partition(String by) {
        partitions(by, partitions + 1);
    }

    /** Notes by what the table is parted, and in how many parts. */
    public void partitions(String by, int count) {
        partitioning = Optional.of(by);
        partitions = count;
    }

    /** The table as known by now. */
    public Table table() {
        boolean rules = secured || forced || !policies.isEmpty();
        return new Table(
                name,
                kind,
                partitioning,
                partitions,
                rows,
                options,
                comment,
                columns,
                constraints,
                indexes,
                triggers,
                rules ? Optional.of(new Table.RowSecurity(secured, forced, policies)) : Optional.empty());
    }
}
