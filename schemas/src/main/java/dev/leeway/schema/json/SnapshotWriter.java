package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.IOException;
import java.util.Map;

/** Writes snapshots: the header line by line, then each fact on its own line, so that Git shows what changed. */
final class SnapshotWriter {
    private final JsonOut out;

    SnapshotWriter(JsonOut out) {
        this.out = out;
    }

    void write(Snapshot snapshot) throws IOException {
        out.raw("{\"schema\":").string(Snapshot.SCHEMA);
        out.raw(",\n\"id\":").string(snapshot.id());
        out.raw(",\n\"sequence\":").number(snapshot.sequence());
        out.raw(",\n\"host\":");
        HeaderJson.host(snapshot.host(), out);
        out.raw(",\n\"startedAt\":").string(snapshot.startedAt().toString());
        out.raw(",\n\"capturedAt\":").string(snapshot.capturedAt().toString());
        out.raw(",\n\"root\":").string(snapshot.root());
        out.raw(",\n\"agent\":");
        HeaderJson.agent(snapshot.agent(), out);
        out.raw(",\n\"sections\":{");
        String separator = "\n";
        for (Section section : snapshot.sections().values()) {
            out.raw(separator);
            section(section);
            separator = ",\n";
        }
        out.raw("\n}}\n");
    }

    private void section(Section section) throws IOException {
        out.key(section.key().text());
        out.raw("{\"outcome\":").string(section.outcome().text());
        out.raw(",\"revision\":").number(section.revision());
        out.raw(",\"id\":").string(section.id());
        if (section.reason().isPresent()) {
            out.raw(",\"reason\":").string(section.reason().get());
        }
        out.raw(",\"facts\":{");
        Facts facts = section.facts();
        for (int i = 0; i < facts.size(); i++) {
            out.raw(i == 0 ? "\n" : ",\n").key(facts.path(i));
            ValueJson.write(facts.value(i), out);
        }
        out.raw("}");
        uncovered(section);
        evidence(section);
        out.raw("}");
    }

    private void uncovered(Section section) throws IOException {
        String separator = ",\"uncovered\":[\n";
        for (Uncovered gap : section.uncovered()) {
            out.raw(separator).raw("{\"pattern\":").string(gap.pattern().text());
            out.raw(",\"reason\":").string(gap.reason()).raw('}');
            separator = ",\n";
        }
        out.raw(section.uncovered().isEmpty() ? "" : "]");
    }

    private void evidence(Section section) throws IOException {
        String separator = ",\"evidence\":{\n";
        for (Map.Entry<String, String> place : section.evidence().entrySet()) {
            out.raw(separator).key(place.getKey()).string(place.getValue());
            separator = ",\n";
        }
        out.raw(section.evidence().isEmpty() ? "" : "}");
    }
}
