package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.PlacePatterns;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.manifest.DeploymentFiles;
import dev.leeway.agent.probe.dependency.manifest.ManifestFacts;
import dev.leeway.agent.probe.dependency.manifest.Writer;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ProcessStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of one service's deployment beside its libraries: which directories they lie in, and what the service writes. */
final class ServiceFiles {
    private static final SurveyLimits LIMITS = new SurveyLimits(200_000, 20_000, 32, 500);
    /** Where services keep what they write; a deployment only where the user says so. */
    private static final Pattern STATE = Pattern.compile(
            "/(?:tmp|run|dev|proc|sys)(?:/.*)?"
                    + "|/var/(?:backups|cache|lib|lock|log|mail|run|spool|tmp)(?:/.*)?|/usr/(?:bin|sbin|lib|lib64|share|libexec)(?:/.*)?");

    private static final int SLACK_SECONDS = 5;

    private final HostView host;
    private final ManifestFacts facts;
    private final Set<String> searched = new HashSet<>();

    ServiceFiles(HostView host, Ledger ledger) {
        this.host = host;
        this.facts = new ManifestFacts(ledger);
    }

    /** Takes the deployment of one replica. */
    void replica(HostProcess leader, List<Running> processes, Deployed deployed) throws InterruptedException {
        deployed.artefacts().forEach((name, all) -> all.forEach(files -> facts.entries(name, files)));
        List<String> roots = roots(deployed, leader);
        if (roots.isEmpty()) {
            return;
        }
        Set<String> written = new HashSet<>();
        for (Running each : processes) {
            written.addAll(each.open().written(path -> roots.stream().anyMatch(root -> isWithin(path, root))));
        }
        Survey survey = new Survey(host.files(leader), LIMITS);
        DeploymentFiles files = new DeploymentFiles(
                survey,
                new PlacePatterns(host.dependencies().exclude()),
                new Writer(written, started(leader), leader.uid()));
        for (String root : roots) {
            boolean first = root.equals(roots.get(0));
            files.search(root, first ? "" : PathText.name(root) + "/");
        }
        facts.files(files);
    }

    /** To be called after the last replica. */
    void record() {
        facts.record();
    }

    /** The directories to search, the working directory first; those inside others, and those searched before, left out. */
    private List<String> roots(Deployed deployed, HostProcess leader) {
        Set<String> wanted = new HashSet<>();
        for (String directory : deployed.directories()) {
            if (deployed.configured().contains(directory)
                    || !STATE.matcher(directory).matches()) {
                wanted.add(directory);
            }
        }
        List<String> roots = new ArrayList<>();
        for (String directory : wanted.stream().sorted().toList()) {
            boolean inside = wanted.stream().anyMatch(other -> !other.equals(directory) && isWithin(directory, other));
            boolean shared = leader.mountNamespaceShared();
            if (!inside && (!shared || searched.add(directory))) {
                boolean own = leader.workingDirectory()
                        .filter(each -> isWithin(each, directory))
                        .isPresent();
                roots.add(own ? 0 : roots.size(), directory);
            }
        }
        return roots;
    }

    private static boolean isWithin(String path, String directory) {
        return path.equals(directory) || HostDirectories.isBelow(path, directory);
    }

    /** When the process started, and somewhat later: a file as old as the process is part of what was started. */
    private Optional<Instant> started(HostProcess process) {
        try {
            return ProcessStart.of(host.proc(), process).map(start -> start.plusSeconds(SLACK_SECONDS));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
