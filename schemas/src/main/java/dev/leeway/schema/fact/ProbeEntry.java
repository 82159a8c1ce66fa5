package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One probe's part of the catalogue.
 *
 * @param name the probe, and the first word of every address it owns
 * @param summary one sentence for {@code leeway-agent probes} and the documentation
 * @param subjects what its sections are about: {@code host} or {@code service}, {@code database}, ...
 * @param facts in the order written
 */
public record ProbeEntry(String name, String summary, String subjects, List<FactEntry> facts) {
    public ProbeEntry {
        requireNonNull(name, "name is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(subjects, "subjects is null");
        facts = List.copyOf(facts);
    }
}
