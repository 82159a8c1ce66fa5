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
 * @param access what it needs of the user it runs as
 */
public record ProbeEntry(String name, String summary, String subjects, List<FactEntry> facts, Access access) {
    public ProbeEntry {
        requireNonNull(name, "name is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(subjects, "subjects is null");
        facts = List.copyOf(facts);
        requireNonNull(access, "access is null");
    }

    /** One of which nobody says what it needs. */
    public ProbeEntry(String name, String summary, String subjects, List<FactEntry> facts) {
        this(name, summary, subjects, facts, Access.UNSAID);
    }
}
