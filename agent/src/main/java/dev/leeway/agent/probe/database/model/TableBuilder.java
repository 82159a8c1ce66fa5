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
    private final ObjectName name;
    private final String kind;
    private final OptionalLong rows;
    private final Optional<String> comment;
    private final SortedMap<String, String> options = new TreeMap<>();
    private final List<Table.Column> columns = new ArrayList<>();
    private final List<Table.Constraint> constraints = new ArrayList<>();
    private final List<Table.Index> indexes = new ArrayList<>();
    private final List<Table.Trigger> triggers = new ArrayList<>();
    private Optional<String> partitioning = Optional.empty();
    private int partitions;

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

    /** Replaces a column by what more is known of it. */
    public void change(String column, UnaryOperator<Table.Column> change) {
        columns.replaceAll(each -> each.name().equals(column) ? change.apply(each) : each);
    }

    /** Notes one more part, and by what the table is parted. */
    public void partition(String by) {
        partitioning = Optional.of(by);
        partitions++;
    }

    /** The table as known by now. */
    public Table table() {
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
                Optional.empty());
    }
}
