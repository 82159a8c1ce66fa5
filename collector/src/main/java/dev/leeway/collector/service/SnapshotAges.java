package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.List;

/** Names snapshots older than the policy believes: a dead agent goes on telling of a host as it was. */
final class SnapshotAges {
    private SnapshotAges() {}

    /** Names each such snapshot as a gap, required unless it is allowed. */
    static void check(ComparisonRun run) {
        if (run.policy.maxAge().isEmpty()) {
            return;
        }
        Duration most = run.policy.maxAge().get();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            for (AlignedHost host : run.fleet.hosts(environment)) {
                Duration age = Duration.between(host.heardAt(), run.options.asOf());
                if (age.compareTo(most) > 0) {
                    String address =
                            SectionKey.of(Deliveries.PROBE, host.name()).text();
                    String came = host.receivedAt().isPresent() ? "arrived " : "taken ";
                    String reason = "not recent: " + came + age.toDays() + " days ago, maxAge is " + most.toDays()
                            + "d; see that its agent still runs";
                    boolean required = !run.requirements.allows(address);
                    List<String> here = List.of(host.name());
                    run.gaps.other(environment, address, Outcome.NOT_REQUESTED, reason, here, 0, required);
                }
            }
        }
    }
}
