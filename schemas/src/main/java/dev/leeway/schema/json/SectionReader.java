package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads sections one after the other, and computes the id of each from what was read. */
final class SectionReader {
    private final JsonIn in;
    private final ValueReader values;
    private @Nullable SectionId id;
    private final Map<String, Json> unknown = new HashMap<>();

    SectionReader(JsonIn in) {
        this.in = in;
        this.values = new ValueReader(in);
    }

    Section read(SectionKey key) throws FormatException {
        return read(key, null);
    }

    /**
     * The section that comes next.
     *
     * @param verified its id, where these very bytes were read before and had it; null to compute it
     */
    Section read(SectionKey key, @Nullable String verified) throws FormatException {
        String outcome = "";
        long revision = 0;
        String stored = "";
        Facts facts = Facts.none();
        List<Uncovered> uncovered = List.of();
        SortedMap<String, String> evidence = new TreeMap<>();
        Optional<String> reason = Optional.empty();
        unknown.clear();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "outcome" -> outcome = in.text();
                case "revision" -> revision = in.integer();
                case "id" -> stored = in.text();
                case "facts" -> facts = facts();
                case "uncovered" -> uncovered = SnapshotParts.uncovered(in);
                case "evidence" -> evidence = evidence();
                case "reason" -> reason = Optional.of(in.text());
                default -> in.skip();
            }
        }
        if (revision < 1 || revision > Integer.MAX_VALUE) {
            throw in.error("a section without a revision of at least 1", JsonIn.FETCH_AGAIN);
        }
        String computed =
                verified == null ? ids().of(key, (int) revision, outcome, facts, unknown, uncovered) : verified;
        if (stored.startsWith(Hash.PREFIX) && !stored.equals(computed)) {
            throw in.error(
                    "the id of the section does not fit its content: it was changed or damaged",
                    "take the snapshot again, or take out the id to compare the section as it is");
        }
        return section(key, (int) revision, outcome, computed, facts, uncovered, evidence, reason);
    }

    private SectionId ids() {
        if (id == null) {
            id = new SectionId();
        }
        return id;
    }

    private Section section(
            SectionKey key,
            int revision,
            String outcome,
            String computed,
            Facts facts,
            List<Uncovered> uncovered,
            SortedMap<String, String> evidence,
            Optional<String> reason)
            throws FormatException {
        if (outcome.isEmpty()) {
            throw in.error("a section without an outcome", JsonIn.FETCH_AGAIN);
        }
        Optional<Outcome> known = Outcome.of(outcome);
        if (known.isEmpty()) {
            Optional<String> said = Optional.of("outcome '" + FormatException.shown(outcome) + "' not known here");
            return new Section(key, revision, Outcome.FAILED, computed, Facts.none(), uncovered, evidence, said);
        }
        if (!known.get().observed() && facts.size() > 0) {
            throw in.error("a section with facts though its outcome saw none", JsonIn.FETCH_AGAIN);
        }
        return new Section(key, revision, known.get(), computed, facts, uncovered, evidence, reason);
    }

    private Facts facts() throws FormatException {
        Facts.Builder facts = new Facts.Builder();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            String path = SnapshotParts.checkedPath(name, in);
            facts.add(path, values.read());
            values.unknown().ifPresent(json -> unknown.put(path, json));
        }
        return facts.build();
    }

    private SortedMap<String, String> evidence() throws FormatException {
        SortedMap<String, String> evidence = new TreeMap<>();
        in.beginObject();
        for (String path = in.nextName(); path != null; path = in.nextName()) {
            evidence.put(path, in.text());
        }
        return evidence;
    }
}
