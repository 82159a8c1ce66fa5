package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.node.NodeInventory;
import dev.leeway.agent.probe.dependency.node.NodeInventory.Layout;
import dev.leeway.agent.probe.dependency.node.NodePackage;
import dev.leeway.agent.probe.dependency.node.NodeProject;
import dev.leeway.agent.probe.dependency.node.NodeTree;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Node processes of one replica: the packages that their scripts find. */
final class NodeFacts {
    private static final FactPath NODE = FactPath.of("node");

    private NodeFacts() {}

    static void record(HostView host, List<Running> processes, Deployed deployed, Ledger ledger)
            throws InterruptedException {
        Set<String> seen = new HashSet<>();
        Renewal renewal = Renewal.under(host, processes, deployed.survey());
        int deepest = 0;
        for (Running each : processes) {
            if (!each.first()) {
                continue;
            }
            Optional<String> script = each.program().kind() == MainKind.SCRIPT
                    ? Optional.of(each.program().main()).filter(main -> !main.isEmpty())
                    : Optional.empty();
            Optional<String> workingDirectory = each.process().workingDirectory();
            deployed.directory(workingDirectory);
            deployed.directory(script.flatMap(each::absolute).map(PathText::parent));
            for (String directory : NodeProject.directories(deployed.survey(), script, workingDirectory)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                deployed.directory(Optional.of(directory));
                if (seen.add(directory)) {
                    deployed.survey()
                            .resolve(PathText.below(directory, "node_modules"))
                            .ifPresent(real -> deployed.holds(Set.of(real)));
                    deepest = Math.max(deepest, tree(directory, deployed, ledger, renewal));
                }
            }
        }
        if (deepest > 0) {
            ledger.fact(NODE.child("depth"), Observed.number(deepest), "node_modules");
        }
        deployed.gaps("npm[*]/**", "node/**");
    }

    /** Records the packages of one project; how deep they lie. */
    private static int tree(String directory, Deployed deployed, Ledger ledger, Renewal renewal) {
        NodeInventory inventory = NodeTree.read(deployed.survey(), directory);
        ledger.fact(NODE.child("layout"), Observed.text(inventory.layout().text()), "node_modules");
        int deepest = 0;
        for (NodePackage each : inventory.packages()) {
            String place = each.path().startsWith(directory + "/")
                    ? each.path().substring(directory.length() + 1)
                    : each.path();
            ledger.installed(Ecosystem.NPM, each.name(), each.version(), place);
            if (each.linked()) {
                ledger.fact(Ledger.of(Ecosystem.NPM, each.name()).child("linked"), Observed.flag(true), place);
            }
            if (!each.linked() && inventory.layout() != Layout.YARN_PNP) {
                renewal.tell(
                        ledger,
                        Ledger.of(Ecosystem.NPM, each.name()),
                        place,
                        each.path(),
                        PathText.below(each.path(), "package.json"));
            }
            deepest = Math.max(deepest, each.depth());
        }
        return deepest;
    }
}
