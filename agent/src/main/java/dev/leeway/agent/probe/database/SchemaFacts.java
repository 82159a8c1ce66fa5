package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns the model of a database into facts, for every engine alike. */
final class SchemaFacts {
    private final SectionRecorder section;
    private final Gaps gaps;

    SchemaFacts(SectionRecorder section, Gaps gaps) {
        this.section = section;
        this.gaps = gaps;
    }

    /** Records all of it. */
    void record(Database database, String driverVersion) {
        new ServerFacts(section).record(database.server(), driverVersion);
        for (String name : schemas(database)) {
            section.fact(FactPath.of("schema", name).child("present"), Observed.flag(true));
            gaps.schemaSeen(name);
        }
        RoleNames names = RoleNames.of(database.roles());
        Map<String, Set<String>> labels = new HashMap<>();
        database.types().stream()
                .filter(type -> type.kind().equals("enum"))
                .filter(type -> Labels.plain(type.parts()))
                .forEach(type -> labels.put(type.name().text(), Set.copyOf(type.parts())));
        for (Table table : database.tables()) {
            new TableFacts(section, table, names, labels, gaps).record();
        }
        database.views().forEach(this::view);
        database.routines().forEach(this::routine);
        database.sequences().forEach(this::sequence);
        database.types().forEach(this::type);
        new AccessFacts(section, names, gaps).record(database);
    }

    /** Schemas that hold something; an empty one is nothing to compare. */
    private static Set<String> schemas(Database database) {
        Set<String> names = new TreeSet<>();
        database.tables().forEach(table -> names.add(table.name().schema()));
        database.views().forEach(view -> names.add(view.name().schema()));
        database.routines().forEach(routine -> names.add(routine.name().schema()));
        database.sequences().forEach(sequence -> names.add(sequence.name().schema()));
        database.types().forEach(type -> names.add(type.name().schema()));
        names.remove("");
        return names;
    }

    private void view(Database.View view) {
        FactPath path = FactPath.of("view", view.name().text());
        section.fact(path.child("kind"), Observed.text(view.kind()));
        boolean unseen =
                gaps.has(Gaps.VIEW_COLUMNS) || gaps.has(path.child("columns").text());
        if (!view.columns().isEmpty() || !unseen) {
            section.fact(path.child("columns"), new Observed.Plain(Value.ListOf.texts(view.columns())));
        }
        view.text()
                .ifPresent(text -> section.fact(
                        path.child("text"),
                        Expressions.tag("view-text", view.name().name(), text)));
        new IndexFacts(section, path).record(view.indexes());
    }

    private void routine(Database.Routine routine) {
        FactPath path = FactPath.of("routine", routine.name().text() + "(" + routine.signature() + ")");
        section.fact(path.child("kind"), Observed.text(routine.kind()));
        text(path.child("returns"), routine.returns());
        routine.traits().forEach((name, value) -> section.fact(path.child(name), Observed.text(value)));
        routine.text()
                .ifPresent(text -> section.fact(
                        path.child("text"),
                        Expressions.tag("routine-text", routine.name().name(), text)));
    }

    private void sequence(Database.Sequence sequence) {
        FactPath path = FactPath.of("sequence", sequence.name().text());
        section.fact(path.child("type"), Observed.text(sequence.type()));
        section.fact(path.child("start"), Observed.number(sequence.start()));
        section.fact(path.child("increment"), Observed.number(sequence.increment()));
        sequence.minimum().ifPresent(least -> section.fact(path.child("min"), Observed.number(least)));
        sequence.maximum().ifPresent(most -> section.fact(path.child("max"), Observed.number(most)));
        section.fact(path.child("cycle"), Observed.flag(sequence.cycle()));
        text(path.child("owned-by"), sequence.ownedBy());
    }

    private void type(Database.UserType type) {
        FactPath path = FactPath.of("type", type.name().text());
        section.fact(path.child("kind"), Observed.text(type.kind()));
        if (!type.parts().isEmpty()) {
            boolean labels = type.kind().equals("enum");
            section.fact(
                    path.child(labels ? "labels" : "attributes"),
                    labels && !Labels.plain(type.parts())
                            ? Expressions.tag("labels", type.name().name(), Labels.joined(type.parts()))
                            : new Observed.Plain(Value.ListOf.texts(type.parts())));
        }
        type.definition()
                .ifPresent(definition -> section.fact(
                        path.child("definition"),
                        Expressions.byText("type-definition", type.name().name(), definition)));
    }

    private void text(FactPath path, Optional<String> text) {
        text.ifPresent(each -> section.fact(path, Observed.text(each)));
    }
}
