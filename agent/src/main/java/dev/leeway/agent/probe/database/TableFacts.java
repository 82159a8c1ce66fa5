package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one table with all that belongs to it. */
final class TableFacts {
    private final SectionRecorder section;
    private final Table table;
    private final RoleNames roles;
    private final Map<String, Set<String>> labels;
    private final Gaps gaps;
    private final FactPath path;

    /** @param labels of enumerations, by type, as far as they stand in the schema anyway */
    TableFacts(SectionRecorder section, Table table, RoleNames roles, Map<String, Set<String>> labels, Gaps gaps) {
        this.section = section;
        this.table = table;
        this.roles = roles;
        this.labels = labels;
        this.gaps = gaps;
        this.path = FactPath.of("table", table.name().text());
    }

    void record() {
        section.fact(path.child("kind"), Observed.text(table.kind()));
        table.partitioning()
                .ifPresent(by -> section.fact(
                        path.child("partition-by"), Expressions.byText("partitioning", "partitioning", by)));
        if (table.partitions() > 0) {
            section.fact(path.child("partitions"), Observed.text(Magnitude.bound(table.partitions())));
        }
        rows();
        table.options().forEach(this::option);
        table.comment()
                .ifPresent(text -> section.fact(
                        path.child("comment"),
                        Expressions.tag("comment", table.name().name(), text)));
        List<String> order = table.columns().stream().map(Table.Column::name).toList();
        if (!gaps.has(Gaps.COLUMN_ORDER)) {
            section.fact(path.child("column-order"), new Observed.Plain(Value.ListOf.texts(order)));
        }
        table.columns().forEach(this::column);
        new ConstraintFacts(section, path, table).record();
        new IndexFacts(section, path).record(table.indexes());
        table.triggers().forEach(this::trigger);
        rowSecurity();
    }

    /** Where nobody can tell how many there are, that is no fact: two such tables are not the same. */
    private void rows() {
        FactPath rows = path.child("rows");
        if (table.rows().isPresent()) {
            section.fact(rows, Observed.text(Magnitude.of(table.rows().getAsLong())));
        } else if (!gaps.has(Gaps.ROWS)) {
            gaps.add(rows.text(), HostAccessException.Kind.NEVER_ANALYSED);
        }
    }

    private void option(String name, String value) {
        boolean unknown = name.equals(TableBuilder.OTHERS);
        section.fact(
                path.child("option", name),
                unknown ? Expressions.tag("table-option", table.name().name(), value) : Observed.text(value));
    }

    private void column(Table.Column column) {
        FactPath at = path.child("column", column.name());
        section.fact(
                at.child("type"),
                Labels.plainType(column.type())
                        ? Observed.text(column.type())
                        : Expressions.tag("column-type", column.name(), column.type()));
        section.fact(at.child("nullable"), Observed.flag(column.nullable()));
        FactPath generated = at.child("generated");
        column.generated().ifPresent(kind -> section.fact(generated, Observed.text(kind)));
        column.defaultText()
                .ifPresent(text -> section.fact(
                        column.generated().isPresent() ? generated.child("expression") : at.child("default"),
                        value(column, text)));
        column.identity().ifPresent(kind -> section.fact(at.child("identity"), Observed.text(kind)));
        column.collation().ifPresent(name -> section.fact(at.child("collation"), Observed.text(name)));
        column.comment()
                .ifPresent(text -> section.fact(at.child("comment"), Expressions.tag("comment", column.name(), text)));
    }

    private Observed value(Table.Column column, String text) {
        if (column.generated().isPresent()) {
            return Expressions.byText("column-default", column.name(), text);
        }
        Optional<String> label =
                SqlExpression.of(text).literal().filter(labels.getOrDefault(column.type(), Set.of())::contains);
        return label.map(Observed::text).orElseGet(() -> Expressions.judged("column-default", column.name(), text));
    }

    private void trigger(Table.Trigger trigger) {
        FactPath at = path.child("trigger", trigger.name());
        section.fact(at.child("timing"), Observed.text(trigger.timing()));
        section.fact(at.child("events"), new Observed.Plain(Value.SetOf.texts(trigger.events())));
        section.fact(at.child("level"), Observed.text(trigger.level()));
        section.fact(at.child("enabled"), Observed.flag(trigger.enabled()));
        section.fact(at.child("text"), Expressions.tag("trigger-text", trigger.name(), trigger.text()));
    }

    private void rowSecurity() {
        String state = table.rowSecurity()
                .filter(Table.RowSecurity::enabled)
                .map(security -> security.forced() ? "forced" : "on")
                .orElse("off");
        section.fact(path.child("row-security"), Observed.text(state));
        table.rowSecurity().ifPresent(security -> security.policies().forEach(this::policy));
    }

    private void policy(Table.Policy policy) {
        FactPath at = path.child("policy", policy.name());
        section.fact(at.child("command"), Observed.text(policy.command()));
        section.fact(at.child("permissive"), Observed.flag(policy.permissive()));
        section.fact(at.child("roles"), new Observed.Plain(Value.SetOf.texts(roles.inFacts(policy.roles()))));
        policy.using()
                .ifPresent(text -> section.fact(at.child("using"), Expressions.tag("policy", policy.name(), text)));
        policy.check()
                .ifPresent(text -> section.fact(at.child("check"), Expressions.tag("policy", policy.name(), text)));
    }
}
