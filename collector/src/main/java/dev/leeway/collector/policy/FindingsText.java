package dev.leeway.collector.policy;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.PolicyFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is to be said of a policy, in words and for machines. */
public final class FindingsText {
    /** What {@code schema} says in JSON. */
    public static final String SCHEMA = "leeway/policy-check/1";

    private FindingsText() {}

    /**
     * One line for each, and one for all.
     *
     * @param compared whether snapshots had their say
     */
    public static String text(Policy policy, List<PolicyFinding> findings, boolean compared) {
        StringBuilder out = new StringBuilder();
        for (PolicyFinding finding : findings) {
            out.append(VisibleText.of(finding.origin() + ": " + finding.message()))
                    .append('\n');
        }
        long rules =
                policy.rules().stream().filter(rule -> !rule.origin().shipped()).count();
        out.append(VisibleText.of(policy.name()))
                .append(": ")
                .append(findings.isEmpty() ? "nothing to mend" : count(findings.size(), "finding"))
                .append(" in ")
                .append(count(rules, "rule"))
                .append(" and ")
                .append(count(policy.waivers().size(), "waiver"))
                .append(compared ? "" : "; with --snapshots DIR also what matches nothing")
                .append('\n');
        return out.toString();
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** One object that says in {@code schema} how it is to be read. */
    public static String json(Policy policy, List<PolicyFinding> findings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(bytes, out -> write(out, policy, findings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static void write(JsonOut out, Policy policy, List<PolicyFinding> findings) throws IOException {
        out.raw('{').key("findings").raw('[');
        String separator = "";
        for (PolicyFinding finding : findings) {
            out.raw(separator).raw('{').key("kind").string(finding.kind());
            out.raw(',').key("message").string(finding.message());
            out.raw(',').key("origin").string(finding.origin()).raw('}');
            separator = ",";
        }
        out.raw("],").key("policy").string(policy.name());
        out.raw(',').key("policyId").string(policy.id());
        out.raw(',').key("schema").string(SCHEMA).raw('}');
    }
}
