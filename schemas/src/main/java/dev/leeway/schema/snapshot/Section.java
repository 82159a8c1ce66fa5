package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One probe's facts about one subject: the unit of storage, transfer and skipping.
 *
 * @param key probe and subject
 * @param revision of the probe that spoke; decides which absences it can vouch for
 * @param outcome how the probe fared
 * @param id {@code c1:sha256:<hex>} over {probe, revision, subject, outcome, facts, uncovered} in canonical JSON
 * @param facts sorted by path
 * @param uncovered what was not seen, sorted
 * @param evidence path text to where its value was found; outside the identity
 * @param reason why the outcome is not {@link Outcome#COLLECTED}, for people; redacted, outside the identity
 */
public record Section(
        SectionKey key,
        int revision,
        Outcome outcome,
        String id,
        Facts facts,
        List<Uncovered> uncovered,
        SortedMap<String, String> evidence,
        Optional<String> reason) {
    public Section {
        requireNonNull(key, "key is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(id, "id is null");
        requireNonNull(facts, "facts is null");
        requireNonNull(reason, "reason is null");
        uncovered = uncovered.stream().sorted().distinct().toList();
        evidence = evidence.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        if (!outcome.observed() && facts.size() > 0) {
            throw new IllegalArgumentException("section " + key + " has facts though its outcome is " + outcome.text());
        }
    }
}
