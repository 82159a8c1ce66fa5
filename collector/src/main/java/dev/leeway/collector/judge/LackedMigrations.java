package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names the migrations that one of two environments lacks, as far as scripts beside their databases tell. */
final class LackedMigrations {
    private static final int NAMED = 4;
    /** What stands for names that do not leave a host. */
    private static final String ANY = "{any}";

    private LackedMigrations() {}

    /** {@code ; prod lacks 12, 13}; empty where nothing tells, and for what is not the last migration. */
    static String told(FactRow row, Environments environments, int one, int other) {
        boolean latest = SchemaFact.of(row.address())
                .filter(fact -> fact.kind().equals("migration") && fact.aspect().equals("latest"))
                .isPresent();
        return latest ? lacks(row, environments, one, other) + lacks(row, environments, other, one) : "";
    }

    private static String lacks(FactRow row, Environments environments, int lacking, int holding) {
        SortedSet<String> lacked = members(row, lacking, "pending");
        // What waits in both is no difference between them.
        lacked.removeAll(members(row, holding, "pending"));
        for (String applied : members(row, holding, "ahead")) {
            if (isNewer(applied, row, lacking)) {
                lacked.add(applied);
            }
        }
        boolean unnamed = lacked.remove(ANY);
        List<String> names = List.copyOf(lacked);
        int further = Math.max(0, names.size() - NAMED);
        if (names.isEmpty()) {
            return "";
        }
        return "; " + environments.name(lacking) + " lacks "
                + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (further > 0 ? " and " + further + " more" : unnamed ? " and others" : "");
    }

    private static SortedSet<String> members(FactRow row, int environment, String aspect) {
        SortedSet<String> members = new TreeSet<>();
        for (Value value : row.beside(environment, beside(row, aspect))) {
            if (value instanceof Value.SetOf set) {
                set.members().forEach(member -> members.add(member.display()));
            }
        }
        return members;
    }

    private static String beside(FactRow row, String aspect) {
        return row.path().substring(0, row.path().lastIndexOf('/') + 1) + aspect;
    }

    /** Whether a migration comes after all that an environment has, where migrations have an order. */
    private static boolean isNewer(String migration, FactRow row, int environment) {
        List<Value> latest = row.beside(environment, row.path());
        return !latest.isEmpty() && latest.stream().allMatch(each -> comesAfter(migration, each));
    }

    private static boolean comesAfter(String migration, Value latest) {
        return Optional.of(latest)
                .filter(Value.Version.class::isInstance)
                .map(Value.Version.class::cast)
                .filter(version -> VersionOrder.compare(new Value.Version(migration, version.scheme()), version)
                                .orElse(0)
                        > 0)
                .isPresent();
    }
}
