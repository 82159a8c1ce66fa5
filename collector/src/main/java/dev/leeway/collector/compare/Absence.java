package dev.leeway.collector.compare;

import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.List;
import java.util.Optional;

/** Whether a section that does not hold a fact can vouch for its absence. */
public final class Absence {
    private Absence() {}

    /**
     * Whether a fact that is not in {@code now} is known not to be there any more.
     *
     * @param earlier the section of the same name that had it
     * @param now what was observed of it later
     * @param path of the fact within both, encoded
     * @param entry what the catalogue says of it
     */
    public static boolean isGone(Section earlier, Section now, String path, Optional<FactEntry> entry) {
        SectionVariant variant = new SectionVariant(now, List.of("host"), Optional.empty(), Optional.empty());
        return doubt(variant, path, entry, earlier.revision()).isEmpty();
    }

    /**
     * Why the absence of {@code path} proves nothing; empty when the fact is known to be absent.
     *
     * @param speaker lowest revision of the probe that reported the fact, for facts the catalogue does not know
     */
    static Optional<Unknown> doubt(SectionVariant variant, String path, Optional<FactEntry> entry, int speaker) {
        Section section = variant.section();
        for (Uncovered uncovered : section.uncovered()) {
            if (uncovered.pattern().matches(section.key().text() + "/" + path)) {
                return Optional.of(new Unknown(
                        uncovered.pattern().text(), variant.hosts(), section.outcome(), uncovered.reason()));
            }
        }
        if (ToldEmpty.covers(section.key().probe(), path)) {
            return Optional.of(new Unknown(
                    section.key().text() + "/" + path, variant.hosts(), section.outcome(), ToldEmpty.REASON));
        }
        int since = entry.map(FactEntry::since).orElse(speaker);
        if (section.revision() < since) {
            String pattern = entry.map(known -> known.pattern().text())
                    .orElse(section.key().text() + "/" + path);
            return Optional.of(new Unknown(
                    pattern,
                    variant.hosts(),
                    section.outcome(),
                    "the agent's probe is of revision " + section.revision() + ", this fact of revision " + since));
        }
        return Optional.empty();
    }
}
