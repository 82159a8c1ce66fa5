package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Makes sections, with the id their content has. */
public final class Sections {
    private Sections() {}

    /**
     * A section with its id computed.
     *
     * @throws IllegalArgumentException when there are facts though the outcome observed nothing, or a text holds half of
     *     a surrogate pair
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
        String id = Identity.section(key, revision, outcome.text(), facts, sorted);
        return new Section(key, revision, outcome, id, facts, sorted, evidence, reason);
    }
}
