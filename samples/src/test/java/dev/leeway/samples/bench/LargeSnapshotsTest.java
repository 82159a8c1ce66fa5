package dev.leeway.samples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LargeSnapshotsTest {
    @Test
    void holdsAsManyFactsAndDriftsAsItSays() {
        Snapshot staging = LargeSnapshots.snapshot("staging", false);
        Snapshot prod = LargeSnapshots.snapshot("prod", true);
        assertThat(facts(staging)).isEqualTo(LargeSnapshots.FACTS);
        assertThat(drifts(staging, prod)).isEqualTo(LargeSnapshots.DRIFTS);
    }

    private static int facts(Snapshot snapshot) {
        return snapshot.sections().values().stream()
                .mapToInt(section -> section.facts().size())
                .sum();
    }

    private static int drifts(Snapshot one, Snapshot other) {
        int drifts = 0;
        for (Section section : one.sections().values()) {
            Section peer = other.sections().get(section.key());
            for (int i = 0; i < section.facts().size(); i++) {
                FactPath path = new FactPath(section.facts().path(i));
                drifts += peer.facts()
                                .find(path)
                                .equals(Optional.of(section.facts().value(i)))
                        ? 0
                        : 1;
            }
        }
        return drifts;
    }
}
