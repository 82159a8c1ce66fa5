package dev.leeway.schema.json;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads sections one after the other, and computes the id of each from what was read. */
final class SectionReader {
    private static final String TWICE = "the same fact twice";

    private final JsonIn in;
    private final ReadingLimits limits;
    private final ValueReader values;
    private final SectionId id = new SectionId();
    private final Map<String, byte[]> unknown = new HashMap<>();

    SectionReader(JsonIn in, ReadingLimits limits) {
        this.in = in;
        this.limits = limits;
        this.values = new ValueReader(in);
    }

    Section read(SectionKey key) throws FormatException {
        String outcome = "";
        long revision = 0;
        String stored = "";
        Facts facts = Facts.none();
        List<Uncovered> uncovered = List.of();
        SortedMap<String, String> evidence = new TreeMap<>();
        Optional<String> reason = Optional.empty();
        id.begin();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "outcome" -> outcome = in.text();
                case "revision" -> revision = in.integer();
                case "id" -> stored = in.text();
                case "facts" -> facts = facts();
                case "uncovered" -> uncovered = uncovered();
                case "evidence" -> evidence = evidence();
                case "reason" -> reason = Optional.of(in.text());
                default -> in.skip();
            }
        }
        if (revision < 1 || revision > Integer.MAX_VALUE) {
            throw in.error("a section without a revision of at least 1", JsonIn.FETCH_AGAIN);
        }
        String computed = id.end(key, (int) revision, outcome, uncovered);
        if (stored.startsWith(Hash.PREFIX) && !stored.equals(computed)) {
            throw in.error(
                    "the id of the section does not fit its content: it was changed or damaged",
                    "take the snapshot again, or take out the id to compare the section as it is");
        }
        return section(key, (int) revision, outcome, computed, facts, uncovered, evidence, reason);
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
        unknown.clear();
        String previous = "";
        boolean sorted = true;
        in.beginFacts();
        for (String path = in.nextFact(); path != null; path = in.nextFact()) {
            checkPath(path);
            int order = previous.compareTo(path);
            if (order == 0) {
                throw in.error(TWICE, JsonIn.FETCH_AGAIN);
            }
            sorted &= order < 0;
            previous = path;
            Value value = values.read();
            facts.add(path, value);
            if (values.unknown()) {
                unknown.put(path, canonical());
            }
            if (sorted) {
                hash(path, value);
            }
            in.release();
        }
        return sorted ? facts.build() : rehashed(facts);
    }

    /** A path that stood in its one form needs no second look: that form is what is compared. */
    private void checkPath(String path) throws FormatException {
        if (!FactPath.isCanonical(path)) {
            throw in.error("not the path of a fact in its one form", "see the addresses in docs/format.md");
        }
    }

    private void hash(String path, Value value) {
        try {
            JsonOut out = id.next();
            byte[] canonical = values.unknown() ? unknown.get(path) : null;
            if (canonical != null) {
                out.key(path).bytes(canonical, 0, canonical.length);
            } else if (values.canonical() && in.holdsPlainFact()) {
                in.copyFact(out);
            } else {
                out.key(path);
                ValueJson.write(value, out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("hashing touches no stream", e);
        }
    }

    private Facts rehashed(Facts.Builder builder) throws FormatException {
        try {
            Facts facts = builder.build();
            id.begin();
            id.facts(facts, unknown);
            return facts;
        } catch (IllegalStateException e) {
            throw in.error(TWICE, JsonIn.FETCH_AGAIN);
        }
    }

    /** The canonical form of the value just read, of which this release knows no more. */
    private byte[] canonical() throws FormatException {
        byte[] json = in.heldValue();
        if (json == null) {
            throw in.error("a value of a kind not known here, and too long to pass over", "update Leeway");
        }
        try {
            return CanonicalJson.of(json, "value", limits);
        } catch (FormatException e) {
            throw in.error("a value of a kind not known here, and without a canonical form", "update Leeway");
        }
    }

    private SortedMap<String, String> evidence() throws FormatException {
        SortedMap<String, String> evidence = new TreeMap<>();
        in.beginFacts();
        for (String path = in.nextFact(); path != null; path = in.nextFact()) {
            in.release();
            if (evidence.put(path, in.text()) != null) {
                throw in.error("the same key twice", JsonIn.FETCH_AGAIN);
            }
        }
        return evidence;
    }

    private List<Uncovered> uncovered() throws FormatException {
        List<Uncovered> uncovered = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            uncovered.add(gap());
        }
        return uncovered.stream().sorted().distinct().toList();
    }

    private Uncovered gap() throws FormatException {
        String pattern = "";
        String reason = "";
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "pattern" -> pattern = in.text();
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        try {
            return new Uncovered(AddressPattern.parse(pattern), reason);
        } catch (IllegalArgumentException e) {
            throw in.error("not an address pattern", "see the addresses in docs/format.md");
        }
    }
}
