package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table while the answers about it come in. */
final class TableDraft {
    final ObjectName name;
    final SortedMap<String, String> options = new TreeMap<>();
    final List<Table.Column> columns = new ArrayList<>();
    final List<Table.Constraint> constraints = new ArrayList<>();
    final List<Table.Index> indexes = new ArrayList<>();
    final List<Table.Trigger> triggers = new ArrayList<>();
    final List<Table.Policy> policies = new ArrayList<>();
    private final String kind;
    private final Optional<String> partitioning;
    private final int partitions;
    private final OptionalLong rows;
    private final Optional<String> comment;
    private final boolean secured;
    private final boolean forced;

    TableDraft(
            ObjectName name,
            String kind,
            Optional<String> partitioning,
            int partitions,
            OptionalLong rows,
            Optional<String> comment,
            boolean secured,
            boolean forced) {
        this.name = name;
        this.kind = kind;
        this.partitioning = partitioning;
        this.partitions = partitions;
        this.rows = rows;
        this.comment = comment;
        this.secured = secured;
        this.forced = forced;
    }

    Table table() {
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
