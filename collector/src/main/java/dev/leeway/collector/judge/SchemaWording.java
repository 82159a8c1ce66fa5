package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of what a database lacks as a whole, a table, a column or a key, what a database administrator would. */
final class SchemaWording {
    private static final int MOST_NAMED = 5;

    private SchemaWording() {}

    /** That an object, a part of one or a migration is not there; empty for what is told like any other fact. */
    static Optional<Explanation> missing(FactRow row, String holding, String lacking, Optional<Rule> rule) {
        Optional<SchemaFact> migration = SchemaFact.of(row.address())
                .filter(fact -> fact.kind().equals("migration") && fact.part().equals("checksum"));
        return migration.isPresent()
                ? migration.map(fact -> migration(row.scope().name(), fact, holding, lacking, rule))
                : ofObject(row, holding, lacking, rule);
    }

    /** One that neither the last one nor their number shows. */
    private static Explanation migration(
            String name, SchemaFact fact, String holding, String lacking, Optional<Rule> rule) {
        return new Explanation(
                name + ": " + fact.object() + " migration " + fact.partKey() + " absent in " + lacking + ", applied in "
                        + holding,
                rule.flatMap(Rule::because)
                        .orElse("As many migrations and the same last one stand for two schemas: what it does was never"
                                + " done in " + lacking + "."),
                "Compare the tool's own list on both sides, and apply it in " + lacking
                        + " where its release is; the tool may have to be told to apply it out of order.",
                "That the schema of " + holding + " is that of " + lacking + ".");
    }

    private static Optional<Explanation> ofObject(FactRow row, String holding, String lacking, Optional<Rule> rule) {
        return SchemaFact.of(row.address())
                .filter(fact -> fact.tellsObject() || fact.tellsPart())
                .map(fact -> {
                    String look = CloserLook.at(row)
                            .map(command -> " Look closer: " + command)
                            .orElse("");
                    String what = fact.objectInWords() + (fact.part().isEmpty() ? "" : ", " + fact.partInWords());
                    return new Explanation(
                            row.scope().name() + ": " + what + absent(fact) + lacking + ", present in " + holding,
                            rule.flatMap(Rule::because).orElse(why(fact)),
                            "Apply the migration that makes it in " + lacking + ", or write the one that drops it in "
                                    + holding + "." + look,
                            "That statements and data of " + holding + " fit " + lacking + ".");
                });
    }

    /** What is wrong with a history of migrations, and what rights it; empty for everything else. */
    static Optional<Explanation> unexpected(FactRow row, String place, List<ValueGroup> held, Rule rule) {
        return SchemaFact.of(row.address())
                .filter(fact -> fact.kind().equals("migration"))
                .flatMap(fact -> row.entry()
                        .map(entry -> new Explanation(
                                row.scope().name() + ": " + fact.object() + history(fact.aspect(), place, which(held)),
                                rule.because().orElse(entry.why()),
                                entry.align(),
                                entry.unproven())));
    }

    private static String history(String aspect, String place, String which) {
        return switch (aspect) {
            case "pending" -> " migrations pending in " + place + which;
            case "failed" -> " migrations that failed in " + place + which;
            case "mismatch" -> " migrations whose scripts were changed after " + place + " applied them" + which;
            case "ahead" -> " migrations in " + place + " that its code does not hold" + which;
            default -> " stopped halfway in " + place;
        };
    }

    private static String which(List<ValueGroup> held) {
        Set<String> names = new LinkedHashSet<>();
        for (ValueGroup group : held) {
            if (group.value() instanceof Value.SetOf set) {
                set.members().forEach(member -> names.add(Label.of(member)));
            } else {
                names.add(Label.of(group.value()));
            }
        }
        List<String> first = names.stream().limit(MOST_NAMED).toList();
        return ": " + String.join(", ", first)
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    /** Of a schema is known that it holds something. */
    private static String absent(SchemaFact fact) {
        return fact.kind().equals("schema") ? " empty or absent in " : " absent in ";
    }

    private static String why(SchemaFact fact) {
        return switch (fact.part()) {
            case "", "column" -> "Statements that name it fail where it is not.";
            case "index" -> "Statements that it makes fast are slow where it is not.";
            case "trigger" -> "What it does beside each change is left undone where it is not.";
            case "policy" -> "Other rows are seen and changed where it is not.";
            default -> "Rows that it refuses are stored where it is not.";
        };
    }
}
