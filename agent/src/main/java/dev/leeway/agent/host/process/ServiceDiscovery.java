package dev.leeway.agent.host.process;

import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.service.Anchored;
import dev.leeway.agent.service.Anchoring;
import dev.leeway.agent.service.Clues;
import dev.leeway.agent.service.ControlGroup;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.service.Services;
import dev.leeway.agent.service.Sighting;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers the evidence about the processes of a host and has the rules decide which are services. */
final class ServiceDiscovery {
    private static final int MAX_STATUS = 65_536;

    private final HostFiles files;
    private final ContainerEngine engine;
    private final HostFiles proc;
    private final Function<HostProcess, HostFiles> filesOf;
    private final List<ServiceMatch> configured;
    private final Patience patience = new Patience();
    private Set<HostProcess> unnamed = Set.of();

    ServiceDiscovery(
            HostFiles files,
            ContainerEngine engine,
            HostFiles proc,
            Function<HostProcess, HostFiles> filesOf,
            List<ServiceMatch> configured) {
        this.files = files;
        this.engine = engine;
        this.proc = proc;
        this.filesOf = filesOf;
        this.configured = List.copyOf(configured);
    }

    /** The services among {@code processes}, sorted by name. */
    List<Service> services(List<HostProcess> processes) throws InterruptedException {
        boolean inside = insideContainer();
        Sighting sighting = new Sighting(
                processes,
                ListenerTable.read(proc, processes, inside),
                passingUnits(processes),
                firstInContainer(processes),
                inside,
                configured);
        EngineNames names = new EngineNames(engine);
        ClueFinder finder = new ClueFinder(files, names, proc, filesOf, patience, inside);
        List<Clues> clues = new ArrayList<>();
        for (Anchored anchored : Anchoring.of(sighting)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            clues.add(finder.find(anchored));
        }
        List<Service> services = Services.of(clues, configured, ofCompose(clues) ? names.services() : Map.of());
        Set<HostProcess> named = services.stream()
                .flatMap(service -> service.processes().stream())
                .collect(Collectors.toSet());
        unnamed = clues.stream()
                .filter(each -> !each.answered())
                .map(each -> each.anchored().leader())
                .filter(leader -> !named.contains(leader))
                .collect(Collectors.toSet());
        return services;
    }

    private static boolean ofCompose(List<Clues> clues) {
        return clues.stream()
                .flatMap(each -> each.container().stream())
                .anyMatch(container -> container.plainProject().isPresent());
    }

    /** Those of the last look whose files gave no answer and whose name nothing else tells. */
    Set<HostProcess> unnamed() {
        return unnamed;
    }

    private Set<String> passingUnits(List<HostProcess> processes) {
        UnitTraits traits = new UnitTraits(files);
        return processes.stream()
                .map(process -> ControlGroup.of(process.cgroup()))
                .filter(place -> place.system() && place.container().isEmpty())
                .flatMap(place -> place.unit().stream())
                .distinct()
                .filter(traits::passes)
                .collect(Collectors.toSet());
    }

    private Set<Integer> firstInContainer(List<HostProcess> processes) {
        ProcFiles kernel = new ProcFiles(proc);
        Set<Integer> first = new HashSet<>();
        for (HostProcess process : processes) {
            boolean contained = ControlGroup.of(process.cgroup()).container().isPresent();
            Optional<StatusFile> status = contained
                    ? kernel.text("/" + process.pid() + "/status", MAX_STATUS).map(StatusFile::parse)
                    : Optional.empty();
            if (status.filter(StatusFile::firstInNamespace).isPresent()) {
                first.add(process.pid());
            }
        }
        return first;
    }

    /** Whether what is seen as the host is a container: an engine left its mark, and the kernel's own threads are hidden. */
    private boolean insideContainer() {
        boolean machine = new ProcFiles(proc)
                .text("/2/stat", MAX_STATUS)
                .flatMap(ProcessStat::parse)
                .filter(ProcessStat::kernel)
                .isPresent();
        return !machine
                && (exists("/.dockerenv") || exists("/run/.containerenv") || exists("/var/run/secrets/kubernetes.io"));
    }

    private boolean exists(String path) {
        try {
            return files.stat(path).isPresent();
        } catch (HostAccessException e) {
            return false;
        }
    }
}
