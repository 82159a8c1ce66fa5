package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How the fact of a drift stood in earlier snapshots of the same environments, and which of them moved since.
 *
 * @param since when the newest of those snapshots was taken
 * @param moved environments of the drift that say something else now, in promotion order
 * @param still environments of the drift that say the same as then; of those in neither list nobody knows
 * @param before what each environment said then, by environment in promotion order
 */
public record Change(Instant since, List<String> moved, List<String> still, List<EnvironmentValue> before) {
    public Change {
        requireNonNull(since, "since is null");
        moved = List.copyOf(moved);
        still = List.copyOf(still);
        before = List.copyOf(before);
    }
}
