package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Explanation;
import java.util.List;

/** Tells a role that one of two environments does not have from one that has another attribute there. */
final class LackedRoles {
    /** Of every role that is there this is told, whether it is so or not. */
    private static final String ALWAYS = "superuser";
    /** Likewise, and no more grave than the role itself. */
    private static final String PLAIN = "login";

    private LackedRoles() {}

    /** Whether the row is about a role that one environment has and the other was seen to lack as a whole. */
    static boolean isLacked(FactRow row, int holding, int lacking) {
        boolean ofRole = SchemaFact.of(row.address())
                .filter(fact -> fact.kind().equals("role"))
                .isPresent();
        return ofRole
                && !row.beside(holding, beside(row, ALWAYS)).isEmpty()
                && row.beside(lacking, beside(row, ALWAYS)).isEmpty();
    }

    /** Whether the fact is an attribute that the role has nowhere, so that its absence takes nothing away. */
    static boolean hasNot(FactRow row, int holding) {
        List<Value> values = row.beside(holding, row.path());
        return !values.isEmpty() && values.stream().allMatch(new Value.Flag(false)::equals);
    }

    /** The path of what says how grave it is that the role itself is absent. */
    static String plain(FactRow row) {
        return beside(row, PLAIN);
    }

    private static String beside(FactRow row, String aspect) {
        return row.path().substring(0, row.path().lastIndexOf('/') + 1) + aspect;
    }

    /** That the role is absent, by whichever of its facts. */
    static Explanation absent(FactRow row, String holding, String lacking, List<ValueGroup> held) {
        SchemaFact fact = SchemaFact.of(row.address()).orElseThrow();
        boolean itself = fact.aspect().equals(ALWAYS)
                && held.stream().allMatch(group -> group.value().equals(new Value.Flag(false)));
        boolean one = held.size() == 1;
        String detail = itself
                ? ""
                : " (" + fact.aspectInWords()
                        + (one ? " " + Label.of(held.get(0).value()) : "") + ")";
        return new Explanation(
                row.scope().name() + ": " + fact.objectInWords() + " absent in " + lacking + ", present in " + holding
                        + detail,
                "Who logs in as it is refused where it is not, and scripts that grant to it fail.",
                "Make the role in " + lacking + ", or take it from " + holding + " where nobody uses it.",
                "That programs that use the role run in " + lacking + ".");
    }
}
