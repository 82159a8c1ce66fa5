package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.jvm.JvmFacts;
import dev.leeway.agent.probe.dependency.jvm.KnownArchives;
import dev.leeway.agent.probe.dependency.jvm.RunningArchives;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ProcessStart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The Java processes of one replica. */
final class JavaService {
    private JavaService() {}

    /** When the machine began, not the script whose place it took. */
    private static Optional<Instant> began(HostView host, Running machine) {
        try {
            return ProcessStart.ofThreads(host.proc(), machine.process());
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    static void record(HostView host, List<Running> processes, Deployed deployed, Ledger ledger)
            throws InterruptedException {
        JvmFacts facts = new JvmFacts(
                ledger, deployed.survey(), new KnownArchives(host.dependencies().knownArchives()));
        processes.forEach(each -> facts.runs(each.program(), each.process().workingDirectory()));
        for (Running each : processes) {
            if (each.first()) {
                facts.machine(each.program(), each.variables(), each.process().workingDirectory());
                deployed.directory(each.process().workingDirectory());
                if (each.program().kind() == MainKind.JAR) {
                    deployed.directory(each.absolute(each.program().main()).map(PathText::parent));
                }
            }
        }
        facts.record();
        deployed.holds(facts.places());
        facts.directories().forEach(directory -> deployed.directory(Optional.of(directory)));
        deployed.holds(facts.directories());
        facts.files().forEach(deployed::artefact);
        RunningArchives running = new RunningArchives(facts, host.proc());
        for (Running each : processes) {
            running.machine(each.open(), each.program(), each.process().workingDirectory(), began(host, each));
        }
        deployed.gaps("maven[*]/**", "archive[*]/**", "classpath/**");
    }
}
