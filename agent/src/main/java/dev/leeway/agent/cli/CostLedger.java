package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.CostFile;
import dev.leeway.agent.deliver.StateDirectory;
import dev.leeway.agent.host.ThreadMeter;
import dev.leeway.agent.snapshot.Accounting;
import dev.leeway.agent.snapshot.ProbeCost;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps account of what probes cost, and remembers it for {@code leeway-agent probes}. */
final class CostLedger {
    private final List<ProbeCost> costs = new ArrayList<>();

    Accounting accounting() {
        return new Accounting(new ThreadMeter(), costs::add);
    }

    /** Remembers the costs beside the count of snapshots; the snapshot itself knows nothing of them. */
    void remember(Surroundings around, Snapshot snapshot) {
        file(around)
                .remember(costs.stream()
                        .map(cost -> new CostFile.Entry(
                                cost,
                                snapshot.startedAt(),
                                snapshot.agent().uid(),
                                snapshot.agent().version()))
                        .toList());
    }

    /** Every probe that looked, with how it went beyond its limits or broke, where it did. */
    SortedMap<String, Optional<String>> looked() {
        SortedMap<String, Optional<String>> looked = new TreeMap<>();
        costs.forEach(cost -> looked.merge(cost.probe(), cost.breach(), (one, other) -> one.or(() -> other)));
        return looked;
    }

    /** Where costs of this user's snapshots are remembered. */
    static CostFile file(Surroundings around) {
        return new CostFile(StateDirectory.usual(around.variables(), CurrentUser.uid() == 0));
    }
}
