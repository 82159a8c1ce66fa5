package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.LackedObjects;
import dev.leeway.collector.judge.Migrations;
import dev.leeway.collector.judge.OtherEngine;
import dev.leeway.collector.judge.SchemaFact;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Finds where differences between databases come from: another engine, a migration, one change to many tables, one object. */
final class SchemaOrigins {
    /** From so many objects on, the same change is one. */
    private static final int MANY = 3;

    private final OtherEngine engines;
    private final Migrations migrations;
    private final Set<List<String>> otherVersion = new HashSet<>();
    private final LackedObjects lacked;
    /** How many objects of a sort an environment lacks. */
    private final Map<List<String>, Set<String>> lackedOfSort = new HashMap<>();
    /** Objects that were changed in one way. */
    private final Map<List<String>, Set<String>> changed = new HashMap<>();

    SchemaOrigins(List<Finding> findings) {
        this.engines = new OtherEngine(findings);
        this.migrations = new Migrations(findings);
        this.lacked = new LackedObjects(findings);
        for (Finding finding : findings) {
            SchemaFact.of(finding.address()).ifPresent(fact -> note(fact, finding));
        }
        for (Finding finding : findings) {
            SchemaFact.of(finding.address())
                    .filter(fact -> lacked.within(fact, finding).isEmpty()
                            && fact.kind().equals("table"))
                    .ifPresent(fact -> changed.computeIfAbsent(change(fact, finding), unused -> new TreeSet<>())
                            .add(fact.object()));
        }
    }

    private void note(SchemaFact fact, Finding finding) {
        boolean differs = finding.state() == DriftState.DIFFERENT && finding.disposition() != Disposition.WITHIN_LEEWAY;
        if (differs
                && fact.kind().equals("server")
                && fact.aspect().equals("version")
                && fact.part().isEmpty()) {
            otherVersion.add(finding.place());
        }
        if (finding.state() == DriftState.MISSING && fact.tellsObject()) {
            lackedOfSort
                    .computeIfAbsent(sort(fact, finding), unused -> new TreeSet<>())
                    .add(fact.object());
        }
    }

    private static List<String> with(List<String> place, String... more) {
        List<String> whole = new ArrayList<>(place);
        whole.addAll(List.of(more));
        return whole;
    }

    private static List<String> sort(SchemaFact fact, Finding finding) {
        return with(finding.place(), fact.kind(), lacking(finding));
    }

    private static String lacking(Finding finding) {
        StringJoiner lacking = new StringJoiner(",");
        for (EnvironmentValue value : finding.values()) {
            if (value.standing() == EnvironmentValue.Standing.MISSING
                    && finding.between().contains(value.environment())) {
                lacking.add(value.environment());
            }
        }
        return lacking.toString();
    }

    /** The same for what was changed alike, whichever table it is of: a column's type from one to another, say. */
    private static List<String> change(SchemaFact fact, Finding finding) {
        List<String> change = with(finding.place(), finding.state().text(), fact.part(), fact.aspect());
        boolean missing = finding.state() == DriftState.MISSING;
        // Columns of any name may get another type; of columns that are lacked the name is what they have in common.
        if (missing || !fact.part().equals("column")) {
            change.add(fact.partKey());
        }
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                change.add(
                        value.environment() + "=" + (missing ? value.standing().text() : shown(value)));
            }
        }
        return change;
    }

    private static String shown(EnvironmentValue value) {
        return value.value().map(Value::display).orElse("");
    }

    /** The origin of a finding about a database; empty for what is told like any other. */
    Optional<Origin> of(Finding finding) {
        Optional<SchemaFact> fact = SchemaFact.of(finding.address());
        boolean told = finding.state() == DriftState.DIFFERENT || finding.state() == DriftState.MISSING;
        if (fact.isEmpty() || !told) {
            return Optional.empty();
        }
        String place = String.join("|", finding.place());
        if (engines.explains(finding)) {
            return Optional.of(new Origin(Origin.Kind.ENGINE, place));
        }
        if (migrations.of(finding).isPresent()) {
            return Optional.of(new Origin(Origin.Kind.MIGRATION, place));
        }
        if (fact.get().kind().equals("migration")) {
            // What is told of single migrations has a cause of its own.
            String part = fact.get().part().isEmpty() ? "" : "|" + fact.get().part();
            return Optional.of(new Origin(Origin.Kind.MIGRATION, place + part));
        }
        return Optional.of(ofSchema(fact.get(), finding, place));
    }

    private Origin ofSchema(SchemaFact fact, Finding finding, String place) {
        String section = finding.address().section().text();
        return switch (fact.kind()) {
            case "server" -> ofServer(fact, finding, place);
            case "role", "grant" ->
                lacked.within(fact, finding)
                        .map(whole -> ofObject(whole, finding, section))
                        .orElseGet(() -> new Origin(Origin.Kind.ROLE, section + "|" + fact.object()));
            default -> ofObject(lacked.within(fact, finding).orElse(fact), finding, section);
        };
    }

    private Origin ofServer(SchemaFact fact, Finding finding, String place) {
        boolean ofVersion = fact.aspect().equals("version") || fact.aspect().equals("edition");
        boolean brought = otherVersion.contains(finding.place())
                && (fact.part().isEmpty() ? ofVersion : finding.state() == DriftState.MISSING);
        String key = finding.address().path().text();
        return brought && !fact.part().equals("extension")
                ? new Origin(Origin.Kind.SERVER, place)
                : new Origin(
                        Origin.Kind.FACT,
                        finding.address().section().text() + "/" + (fact.part().isEmpty() ? key : locale(fact, key)));
    }

    /** Encoding, collation and what belongs to them are chosen together. */
    private static String locale(SchemaFact fact, String key) {
        String setting = fact.partKey();
        boolean ofLocale = setting.startsWith("collation")
                || setting.startsWith("character_set")
                || setting.startsWith("lc_c")
                || setting.equals("encoding")
                || setting.equals("ctype")
                || setting.equals("locale");
        return ofLocale ? "server/setting[collation" : key.substring(0, key.indexOf(']') + 1);
    }

    private Origin ofObject(SchemaFact fact, Finding finding, String section) {
        boolean whole = lacked.isLacked(fact, finding);
        if (whole) {
            List<String> sort = sort(fact, finding);
            boolean many = lackedOfSort.getOrDefault(sort, Set.of()).size() >= MANY;
            return many
                    ? new Origin(Origin.Kind.OBJECTS, String.join("|", sort))
                    : new Origin(Origin.Kind.OBJECT, section + "|" + fact.kind() + "|" + fact.object());
        }
        List<String> change = change(fact, finding);
        if (changed.getOrDefault(change, Set.of()).size() >= MANY) {
            return new Origin(Origin.Kind.CHANGE, String.join("|", ofPart(change)));
        }
        return new Origin(Origin.Kind.OBJECT, section + "|" + fact.kind() + "|" + fact.object());
    }

    /** What a lacked column lacks besides its type belongs to the same change. */
    private static List<String> ofPart(List<String> change) {
        List<String> part = new ArrayList<>(change);
        int aspect = part.indexOf(DriftState.MISSING.text());
        if (aspect >= 0) {
            part.remove(aspect + 2);
        }
        return part;
    }
}
