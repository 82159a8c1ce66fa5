package dev.leeway.samples.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.report.DriftState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds that a change changed its own section and gave its own drift, and nothing else. */
final class OwnDrift {
    private OwnDrift() {}

    static void holds(Mutation mutation, Taken base, Taken changed, Path scratch)
            throws IOException, InterruptedException {
        assertThat(changed.changedSections(base))
                .as(() -> "changed sections, by " + changed.differences(base))
                .containsExactly(mutation.section());
        Compared compared = Compared.of(scratch, base.file(), changed.file());
        assertThat(matched(compared.drifts(), mutation.drifts()))
                .as(() -> "drifts " + compared.drifts())
                .isEqualTo(new TreeMap<>(mutation.drifts()));
        assertThat(compared.drifts().keySet())
                .allMatch(address -> mutation.drifts().keySet().stream()
                        .anyMatch(pattern -> AddressPattern.parse(pattern).matches(address)));
    }

    /** The states found, under the patterns that say where. */
    private static SortedMap<String, DriftState> matched(
            SortedMap<String, DriftState> found, Map<String, DriftState> wanted) {
        SortedMap<String, DriftState> matched = new TreeMap<>();
        found.forEach((address, state) -> wanted.keySet().stream()
                .filter(pattern -> AddressPattern.parse(pattern).matches(address))
                .forEach(pattern -> matched.put(pattern, state)));
        return matched;
    }
}
