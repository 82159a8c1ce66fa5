package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Computes the id of a section while its facts arrive: over {@code {facts, outcome, probe, revision, subject,
 * uncovered}} in canonical JSON. Used for one section after the other.
 */
final class SectionId {
    private final Hash hash = Hash.begin();
    private boolean first;

    /** The id of a section that is whole in memory. */
    String of(SectionKey key, int revision, String outcome, Facts facts, List<Uncovered> uncovered) {
        begin();
        facts(facts, Map.of());
        return end(key, revision, outcome, uncovered);
    }

    /** Starts anew. */
    void begin() {
        hash.id();
        first = true;
        hash.add(out -> out.raw("{\"facts\":{"));
    }

    /** The place for the next fact, which must come in the order of canonical JSON. */
    JsonOut next() throws IOException {
        if (!first) {
            hash.out().raw(',');
        }
        first = false;
        return hash.out();
    }

    /** Adds all facts; for those in {@code unknown} their canonical form is taken from there. */
    void facts(Facts facts, Map<String, byte[]> unknown) {
        hash.add(out -> {
            for (int i = 0; i < facts.size(); i++) {
                next().key(facts.path(i));
                byte[] canonical = unknown.get(facts.path(i));
                if (canonical == null) {
                    ValueJson.write(facts.value(i), out);
                } else {
                    out.bytes(canonical, 0, canonical.length);
                }
            }
        });
    }

    /** Whether half a surrogate pair was met, which has no canonical form. */
    boolean replaced() {
        return hash.out().replaced();
    }

    /** The id. */
    String end(SectionKey key, int revision, String outcome, List<Uncovered> uncovered) {
        hash.add(out -> {
            out.raw("},\"outcome\":").string(outcome);
            out.raw(",\"probe\":").string(key.probe());
            out.raw(",\"revision\":").number(revision);
            if (key.subject().isPresent()) {
                out.raw(",\"subject\":").string(key.subject().get());
            }
            out.raw(",\"uncovered\":[");
            String separator = "{\"pattern\":";
            for (Uncovered gap : uncovered) {
                out.raw(separator).string(gap.pattern().text());
                out.raw(",\"reason\":").string(gap.reason()).raw('}');
                separator = ",{\"pattern\":";
            }
            out.raw("]}");
        });
        return hash.id();
    }
}
