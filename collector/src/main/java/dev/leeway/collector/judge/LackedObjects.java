package dev.leeway.collector.judge;

import dev.leeway.schema.report.DriftState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Schemas, tables and other objects of databases that one of two environments lacks as a whole, and what they take with them. */
public final class LackedObjects {
    private final Set<List<String>> lacked = new HashSet<>();

    /** The objects that {@code findings} say are not there. */
    public LackedObjects(List<Finding> findings) {
        for (Finding finding : findings) {
            SchemaFact.of(finding.address())
                    .filter(fact -> finding.state() == DriftState.MISSING && fact.tellsObject())
                    .ifPresent(fact -> lacked.add(key(fact, finding)));
        }
    }

    private static List<String> key(SchemaFact fact, Finding finding) {
        List<String> key = new ArrayList<>(finding.place());
        key.add(fact.kind());
        key.add(fact.object());
        return key;
    }

    /** Whether the object a fact is about is lacked, of the database and between the environments of {@code finding}. */
    public boolean isLacked(SchemaFact fact, Finding finding) {
        return lacked.contains(key(fact, finding));
    }

    /** The object that is lacked as a whole and takes the fact with it: its privileges, its counters, the tables of a schema. */
    public Optional<SchemaFact> within(SchemaFact fact, Finding finding) {
        if (finding.state() != DriftState.MISSING) {
            return Optional.empty();
        }
        boolean grant = fact.kind().equals("grant");
        String kind = grant ? fact.part() : fact.kind();
        SchemaFact named = whole(kind, grant ? fact.partKey() : fact.object());
        List<SchemaFact> above = new ArrayList<>();
        if (!named.schema().isEmpty()) {
            above.add(whole("schema", named.schema()));
        }
        if (kind.equals("column") || kind.equals("sequence")) {
            above.add(whole("table", named.schema()));
        }
        if (kind.equals("table") && grant) {
            above.add(whole("view", named.object()));
        }
        above.add(named);
        return above.stream().filter(each -> isLacked(each, finding)).findFirst();
    }

    private static SchemaFact whole(String kind, String object) {
        return new SchemaFact(kind, object, "", "", "");
    }
}
