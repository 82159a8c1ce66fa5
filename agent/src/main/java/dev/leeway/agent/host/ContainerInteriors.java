package dev.leeway.agent.host;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The file systems of the containers that run, each through the root of a process in it; those that are alike once. */
final class ContainerInteriors {
    private final Function<HostProcess, HostFiles> filesOf;
    private final ContainerState state;

    private ContainerInteriors(HostFiles files, HostFiles proc, Function<HostProcess, HostFiles> filesOf) {
        this.filesOf = filesOf;
        this.state = new ContainerState(files, proc);
    }

    /**
     * Those of {@code services} that run in containers, and as unseen those that only the engine knows of.
     *
     * @param files the host's
     * @param filesOf the files as a process sees them
     * @param others looks into those of which only the engine knows, or into which only it may look
     */
    static List<Interior> of(
            List<Service> services,
            HostFiles files,
            HostFiles proc,
            Function<HostProcess, HostFiles> filesOf,
            ContainerEngine engine,
            Others others)
            throws InterruptedException {
        ContainerInteriors interiors = new ContainerInteriors(files, proc, filesOf);
        Map<String, List<Service>> alike = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        for (Service service : services) {
            for (Replica replica : service.replicas()) {
                HostProcess leader = replica.leader();
                if (replica.container().isPresent() && !leader.mountNamespaceShared()) {
                    known.add(replica.container().get());
                    String key = interiors
                            .state
                            .of(leader)
                            .orElse(replica.container().get());
                    alike.computeIfAbsent(key, each -> new ArrayList<>()).add(only(service, replica));
                }
            }
        }
        List<Interior> found = new ArrayList<>();
        List<Interior> refused = new ArrayList<>();
        for (List<Service> each : alike.values()) {
            Interior interior = interiors.interior(each);
            if (interior.unseen()
                    .filter(HostAccessException.Kind.DENIED::equals)
                    .isPresent()) {
                refused.add(interior);
                each.forEach(service -> service.replicas()
                        .forEach(replica -> replica.container().ifPresent(known::remove)));
            } else {
                found.add(interior);
            }
        }
        List<EngineContainer> closed = unseen(engine, known);
        SortedSet<String> told = new TreeSet<>();
        closed.forEach(container -> told.add(container.service()));
        refused.stream()
                .filter(interior -> !told.containsAll(interior.subjects()))
                .forEach(found::add);
        if (!closed.isEmpty()) {
            found.addAll(others.of(closed));
        }
        return List.copyOf(found);
    }

    /** Looks into containers some other way. */
    interface Others {
        List<Interior> of(List<EngineContainer> containers) throws InterruptedException;
    }

    /** Containers that run and of whose processes this user sees too little to tell what they are. */
    private static List<EngineContainer> unseen(ContainerEngine engine, Set<String> known) throws InterruptedException {
        List<EngineContainer> names = new ArrayList<>();
        try {
            for (EngineContainer container : engine.containers()) {
                if (container.state().runs() && !container.passing() && !known.contains(container.id())) {
                    names.add(container);
                }
            }
        } catch (HostAccessException | IllegalStateException e) {
            // Without an engine to ask nobody knows of others; one whose answer nobody foresaw costs what is told of it
            // alone.
            return names;
        }
        return names;
    }

    private static Service only(Service service, Replica replica) {
        return new Service(service.name(), service.namedBy(), service.anchoredBy(), List.of(replica));
    }

    private Interior interior(List<Service> services) {
        TreeSet<String> subjects = new TreeSet<>();
        services.forEach(service -> subjects.add(service.name()));
        HostFiles files = filesOf.apply(services.get(0).leaders().get(0));
        try {
            if (files.stat("/").isEmpty()) {
                return Interior.unseen(subjects, HostAccessException.Kind.VANISHED);
            }
        } catch (HostAccessException e) {
            return Interior.unseen(subjects, e.kind());
        }
        return Interior.of(
                subjects,
                new InsideView(
                        files, services.stream().map(ContainerInteriors::inside).toList()));
    }

    /** The service as it looks from inside, where its root is everybody's. */
    private static Service inside(Service service) {
        return new Service(
                service.name(),
                service.namedBy(),
                service.anchoredBy(),
                service.replicas().stream()
                        .map(replica -> new Replica(
                                replica.leader().sharingRoot(),
                                replica.workers().stream()
                                        .map(HostProcess::sharingRoot)
                                        .toList(),
                                replica.unit(),
                                Optional.empty(),
                                replica.labels(),
                                replica.listeners()))
                        .toList());
    }
}
