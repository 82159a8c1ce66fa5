package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes and reads sections, with the id their content has. */
public final class Sections {
    private Sections() {}

    /**
     * A section with its id computed; halves of surrogate pairs in its texts become U+FFFD.
     *
     * @throws IllegalArgumentException when there are facts though the outcome observed nothing
     */
    public static Section of(
            SectionKey key,
            int revision,
            Outcome outcome,
            Facts facts,
            List<Uncovered> uncovered,
            SortedMap<String, String> evidence,
            Optional<String> reason) {
        List<Uncovered> sorted = uncovered.stream().sorted().distinct().toList();
        SectionId id = new SectionId();
        String computed = id.of(key, revision, outcome.text(), facts, Map.of(), sorted);
        Facts formed = facts;
        if (id.replaced()) {
            formed = WellFormed.facts(facts);
            computed = id.of(key, revision, outcome.text(), formed, Map.of(), sorted);
        }
        return new Section(
                key,
                revision,
                outcome,
                computed,
                formed,
                sorted,
                WellFormed.texts(evidence),
                reason.map(WellFormed::text));
    }

    /**
     * The section written in {@code text}, an object as it stands in a snapshot, with its id computed.
     *
     * @param source what people know it by, for messages
     * @throws FormatException when it is no section, or names another id than its content has
     */
    public static Section read(SectionKey key, byte[] text, String source) throws FormatException {
        return read(key, text, null, source);
    }

    /**
     * The section written in {@code text}, whose id was computed before from these very bytes; the caller knows by a digest that they
     * are still the same.
     *
     * @param id that they had
     * @param source what people know it by, for messages
     * @throws FormatException when it is no section, or names another id
     */
    public static Section readVerified(SectionKey key, byte[] text, String id, String source) throws FormatException {
        return read(key, text, id, source);
    }

    private static Section read(SectionKey key, byte[] text, @Nullable String id, String source)
            throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(text), source, ReadingLimits.DEFAULT);
        in.start();
        Section section = new SectionReader(in).read(key, id);
        in.end();
        return section;
    }
}
