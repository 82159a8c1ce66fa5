package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Computes ids of sections: over {@code {facts, outcome, probe, revision, subject, uncovered}} in canonical JSON. Used
 * for one section after the other.
 */
final class SectionId {
    private final Hash hash = Hash.begin();

    /**
     * The id of a section.
     *
     * @param unknown what stands for those facts, by path, whose values this release does not know
     */
    String of(
            SectionKey key,
            int revision,
            String outcome,
            Facts facts,
            Map<String, Json> unknown,
            List<Uncovered> uncovered) {
        hash.add(out -> {
            out.raw("{\"facts\":{");
            facts(facts, unknown, out);
            out.raw("},\"outcome\":").string(outcome);
            out.raw(",\"probe\":").string(key.probe());
            out.raw(",\"revision\":").number(revision);
            if (key.subject().isPresent()) {
                out.raw(",\"subject\":").string(key.subject().get());
            }
            out.raw(",\"uncovered\":[");
            uncovered(uncovered, out);
            out.raw("]}");
        });
        return hash.id();
    }

    private static void facts(Facts facts, Map<String, Json> unknown, JsonOut out) throws IOException {
        for (int i = 0; i < facts.size(); i++) {
            out.raw(i == 0 ? "" : ",").key(facts.path(i));
            Json json = unknown.get(facts.path(i));
            if (json == null) {
                ValueJson.write(facts.value(i), out);
            } else {
                json.write(out);
            }
        }
    }

    private static void uncovered(List<Uncovered> uncovered, JsonOut out) throws IOException {
        String separator = "";
        for (Uncovered gap : uncovered) {
            out.raw(separator).raw("{\"pattern\":").string(gap.pattern().text());
            out.raw(",\"reason\":").string(gap.reason()).raw('}');
            separator = ",";
        }
    }

    /** Whether half a surrogate pair was met, which has no canonical form. */
    boolean replaced() {
        return hash.out().replaced();
    }
}
