package dev.leeway.collector.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sort of fault, and how one is planted.
 *
 * @param kind its name in the published table
 * @param plant changes the facts that the fault shows in
 */
record Fault(String kind, Consumer<Planting> plant) {
    /** Every sort, in the order of the published table. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.addAll(VariableFaults.ALL);
        all.addAll(HostFaults.ALL);
        all.addAll(RuntimeFaults.ALL);
        all.addAll(CodeFaults.ALL);
        all.addAll(DatabaseFaults.ALL);
        all.addAll(ContainerFaults.ALL);
        all.addAll(DeploymentFaults.ALL);
        return List.copyOf(all);
    }
}
