package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Arrays;
import java.util.List;

/** Writes what a table promises, under the columns the promises are about. */
final class ConstraintFacts {
    /** For a condition about no column. */
    private static final String NONE = "-";

    private final SectionRecorder section;
    private final FactPath path;
    private final Table table;

    ConstraintFacts(SectionRecorder section, FactPath path, Table table) {
        this.section = section;
        this.path = path;
        this.table = table;
    }

    void record() {
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                section.fact(path.child("primary-key"), new Observed.Plain(Value.ListOf.texts(key.columns())));
                if (!key.traits().isEmpty()) {
                    section.fact(path.child("primary-key").child("traits"), Observed.text(key.traits()));
                }
            } else if (constraint instanceof Constraint.Unique unique) {
                section.fact(
                        path.child("unique", key(unique)),
                        Observed.text(unique.traits().isEmpty() ? "plain" : unique.traits()));
            } else if (constraint instanceof Constraint.ForeignKey key) {
                foreignKey(key);
            } else if (constraint instanceof Constraint.Check check) {
                definition("check", check, check.definition(), check.traits());
            } else if (constraint instanceof Constraint.Exclusion exclusion) {
                definition("exclude", exclusion, exclusion.definition(), "");
            }
        }
    }

    private static String key(Constraint constraint) {
        return constraint.columns().isEmpty() ? NONE : String.join(",", constraint.columns());
    }

    private void foreignKey(Constraint.ForeignKey key) {
        FactPath at = path.child("foreign-key", key(key));
        List<String> traits = Arrays.asList(key.traits().split(", ", -1));
        String references = key.table().text() + "(" + String.join(",", key.referenced()) + ")";
        section.fact(at.child("references"), Observed.text(references));
        section.fact(at.child("on-delete"), Observed.text(key.onDelete()));
        section.fact(at.child("on-update"), Observed.text(key.onUpdate()));
        section.fact(at.child("validated"), Observed.flag(!traits.contains("not valid")));
        section.fact(
                at.child("deferrable"),
                Observed.text(traits.stream()
                        .filter(trait -> trait.startsWith("deferrable"))
                        .findFirst()
                        .orElse("no")));
        traits.stream()
                .filter(trait -> trait.startsWith("match "))
                .forEach(trait -> section.fact(at.child("match"), Observed.text(trait.substring("match ".length()))));
        if (traits.contains("not enforced")) {
            section.fact(at.child("enforced"), Observed.flag(false));
        }
    }

    private void definition(String kind, Constraint constraint, String definition, String traits) {
        String text = traits.isEmpty() ? definition : definition + " " + traits;
        section.fact(
                path.child(kind, key(constraint)).child("definition"), Expressions.byText(kind, key(constraint), text));
    }
}
