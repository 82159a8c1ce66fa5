package dev.leeway.collector.judge;

import dev.leeway.collector.align.TypeFamily;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Databases of which one environment has another engine: that is told once, and with it go settings, spellings, and whatever
 * else no two engines have alike. What the schemas promise stands for itself: tables, columns, sorts of types, keys.
 */
public final class OtherEngine {
    private static final Set<String> PROMISES = Set.of("primary-key", "unique", "foreign-key");

    private final Set<List<String>> places = new HashSet<>();

    /** The databases among {@code findings} that another engine holds in one of two environments. */
    public OtherEngine(List<Finding> findings) {
        for (Finding finding : findings) {
            boolean product = finding.state() == DriftState.DIFFERENT
                    && SchemaFact.of(finding.address())
                            .filter(OtherEngine::isProduct)
                            .isPresent();
            if (product) {
                places.add(finding.place());
            }
        }
    }

    private static boolean isProduct(SchemaFact fact) {
        return fact.kind().equals("server")
                && fact.part().isEmpty()
                && fact.aspect().equals("product");
    }

    /** The findings, what another engine brings along made informational. */
    public static List<Finding> followed(List<Finding> findings) {
        OtherEngine engines = new OtherEngine(findings);
        if (engines.places.isEmpty()) {
            return findings;
        }
        List<Finding> followed = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            boolean goesWith = finding.disposition() == Disposition.OPEN
                    && engines.explains(finding)
                    && SchemaFact.of(finding.address())
                            .filter(fact -> !isProduct(fact))
                            .isPresent();
            followed.add(goesWith ? finding.calmed(finding.nature()) : finding);
        }
        return followed;
    }

    /** Whether a finding is that the engine is another, or what that brings along. */
    public boolean explains(Finding finding) {
        return places.contains(finding.place())
                && SchemaFact.of(finding.address())
                        .filter(fact -> !matters(fact, finding))
                        .isPresent();
    }

    private static boolean matters(SchemaFact fact, Finding finding) {
        boolean missing = finding.state() == DriftState.MISSING;
        return switch (fact.kind()) {
            case "migration" -> true;
            case "view", "schema" -> missing;
            case "table" -> missing ? isPromised(fact) : ofColumn(fact, finding);
            default -> false;
        };
    }

    /** What every engine has of every table: one that lacks it lacks the table, the column, or the key. */
    private static boolean isPromised(SchemaFact fact) {
        return fact.tellsObject()
                || (fact.part().equals("column")
                        && (fact.tellsPart() || fact.aspect().equals("nullable")))
                || (PROMISES.contains(fact.part()) && fact.tellsPart());
    }

    private static boolean ofColumn(SchemaFact fact, Finding finding) {
        return switch (fact.part()) {
            case "primary-key", "foreign-key" -> fact.tellsPart();
            case "column" ->
                fact.aspect().equals("nullable") || (fact.aspect().equals("type") && isOtherFamily(finding));
            default -> false;
        };
    }

    private static boolean isOtherFamily(Finding finding) {
        List<String> types = new ArrayList<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                value.value().map(Value::display).ifPresent(types::add);
            }
        }
        return types.stream().anyMatch(type -> !TypeFamily.alike(type, types.get(0)));
    }
}
