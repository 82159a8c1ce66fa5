package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Writes indexes, under what they are over. */
final class IndexFacts {
    private final SectionRecorder section;
    private final FactPath path;

    IndexFacts(SectionRecorder section, FactPath path) {
        this.section = section;
        this.path = path;
    }

    void record(List<Table.Index> indexes) {
        for (Table.Index index : indexes) {
            String key = key(index);
            boolean alone =
                    indexes.stream().filter(other -> key(other).equals(key)).count() == 1;
            record(index, path.child("index", alone ? key : key + " " + distinction(index)));
        }
    }

    /** Texts somebody wrote are no part of an address. */
    private static String key(Table.Index index) {
        return index.parts().stream()
                .map(part ->
                        part.indexOf('\'') < 0 ? part : SqlExpression.of(part).withoutLiterals())
                .collect(Collectors.joining(","));
    }

    /** What tells two indexes over the same apart, as far as an address may say it. */
    private static String distinction(Table.Index index) {
        return index.method()
                + (index.unique() ? " unique" : "")
                + (index.predicate().isPresent() ? " partial" : "");
    }

    private void record(Table.Index index, FactPath at) {
        section.fact(at.child("method"), Observed.text(index.method()));
        section.fact(at.child("unique"), Observed.flag(index.unique()));
        section.fact(at.child("valid"), Observed.flag(index.valid()));
        index.predicate()
                .ifPresent(text ->
                        section.fact(at.child("predicate"), Expressions.byText("index-predicate", "predicate", text)));
        // What the address leaves out must differ somewhere.
        String parts = String.join(", ", index.parts());
        String definition = index.definition().orElse(SqlExpression.of(parts).hasLiterals() ? parts : "");
        if (!definition.isEmpty()) {
            section.fact(at.child("definition"), Expressions.byText("index-definition", "definition", definition));
        }
        if (!index.included().isEmpty()) {
            section.fact(at.child("include"), new Observed.Plain(Value.ListOf.texts(index.included())));
        }
        index.name().ifPresent(name -> section.fact(at.child("name"), Observed.text(name)));
    }
}
