package dev.leeway.agent.service;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.service.Anchored.Anchor;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides which processes are services.
 *
 * <p>What a supervisor started comes first, because the unit or container around it is the supervisor's; then containers,
 * units, servers that are started to stay, listeners, and what the configuration names. Every other process works for the
 * nearest service above it, or for the one whose container or unit it shares, or for none.
 */
public final class Anchoring {
    private final Sighting seen;
    private final Family family;
    private final Launchers launchers;
    private final Map<Integer, ControlGroup> places = new HashMap<>();
    private final Map<Integer, Mark> leaders = new TreeMap<>();
    /** The leader of each container and unit, for the processes in it that descend from no leader. */
    private final Map<Group, Integer> groups = new HashMap<>();

    private Anchoring(Sighting seen) {
        this.seen = seen;
        this.family = new Family(seen.processes());
        this.launchers = new Launchers(family, seen.listeners().keySet());
        seen.processes().forEach(process -> places.put(process.pid(), ControlGroup.of(process.cgroup())));
    }

    /** The services of a host, sorted by their leader's id. */
    public static List<Anchored> of(Sighting seen) {
        return new Anchoring(seen).anchored();
    }

    private List<Anchored> anchored() {
        List<HostProcess> oldestFirst = seen.processes().stream()
                .filter(process -> !process.arguments().isEmpty())
                .sorted(Family.BY_AGE)
                .toList();
        oldestFirst.forEach(this::anchorSupervised);
        anchorGroups(oldestFirst);
        if (seen.insideContainer()) {
            family.process(1).ifPresent(this::anchorFirst);
        }
        oldestFirst.forEach(this::anchorMaster);
        oldestFirst.forEach(this::anchorListener);
        oldestFirst.forEach(this::anchorConfigured);
        return gather();
    }

    private void anchorSupervised(HostProcess process) {
        Optional<String> name = family.parent(process).flatMap(Supervisors::supervises);
        // A supervisor's child may be a supervisor itself: runsvdir starts runsv, which starts the service.
        if (name.isPresent()
                && !Supervisors.own(process)
                && Supervisors.supervises(process).isEmpty()) {
            HostProcess leader = launchers.leader(process);
            mark(leader, new Mark(Anchor.SUPERVISOR, name));
        }
    }

    private void anchorGroups(List<HostProcess> oldestFirst) {
        Map<Group, List<HostProcess>> members = new LinkedHashMap<>();
        for (HostProcess process : oldestFirst) {
            group(process)
                    .ifPresent(group -> members.computeIfAbsent(group, g -> new ArrayList<>())
                            .add(process));
        }
        members.forEach((group, processes) -> {
            HostProcess leader = launchers.leader(first(group, processes));
            boolean contained = group.container().isPresent();
            if (Launchers.init(leader) || (contained && keepsAliveOnly(leader))) {
                return;
            }
            groups.put(group, leader.pid());
            // In a container a supervisor is but the container's init; what it supervises are the services.
            if (!contained || Supervisors.supervises(leader).isEmpty()) {
                mark(leader, new Mark(contained ? Anchor.CONTAINER : Anchor.UNIT, Optional.empty()));
            }
        });
    }

    private static boolean keepsAliveOnly(HostProcess leader) {
        return Launchers.passing(leader)
                || Launchers.interactive(leader)
                || Housekeeping.program(Launchers.programName(leader));
    }

    /** The container or system unit a process belongs to, where that makes it a service. */
    private Optional<Group> group(HostProcess process) {
        ControlGroup place = place(process);
        if (place.container().isPresent()) {
            Optional<String> inner = place.unit().filter(unit -> !Housekeeping.unit(unit));
            return place.unit().isPresent() && inner.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Group(place.container().map(ContainerRef::id), inner));
        }
        return place.unit()
                .filter(unit -> place.system() && !Housekeeping.unit(unit) && !UnitName.passing(unit))
                .filter(unit -> !seen.passingUnits().contains(unit))
                .map(unit -> new Group(Optional.empty(), Optional.of(unit)));
    }

    /**
     * The process a group began with: the first of its own process ids in a container, else the oldest whose parent lies
     * outside. Commands run inside a container afterwards are younger; so are a unit's reload commands.
     */
    private HostProcess first(Group group, List<HostProcess> oldestFirst) {
        List<HostProcess> tops = oldestFirst.stream()
                .filter(process -> family.parent(process)
                        .flatMap(this::group)
                        .filter(group::equals)
                        .isEmpty())
                .toList();
        Stream<HostProcess> ofOwnNamespace =
                tops.stream().filter(process -> seen.firstInContainer().contains(process.pid()));
        return ofOwnNamespace.findFirst().orElseGet(() -> tops.isEmpty() ? oldestFirst.get(0) : tops.get(0));
    }

    private void anchorFirst(HostProcess first) {
        HostProcess leader = launchers.leader(first);
        if (!Launchers.init(leader)
                && !keepsAliveOnly(leader)
                && Supervisors.supervises(leader).isEmpty()) {
            mark(leader, new Mark(Anchor.CONTAINER, Optional.empty()));
        }
    }

    private void anchorMaster(HostProcess process) {
        if (free(process) && Supervisors.master(Program.of(process.executable(), process.arguments()))) {
            mark(process, new Mark(Anchor.SUPERVISOR, Optional.empty()));
        }
    }

    private void anchorListener(HostProcess process) {
        if (!seen.listeners().containsKey(process.pid())
                || Housekeeping.program(Launchers.programName(process))
                || place(process).unit().filter(Housekeeping::unit).isPresent()
                || worksForAGroup(process)) {
            return;
        }
        if (family.ancestors(process).stream().noneMatch(above -> employs(above, process))) {
            mark(process, new Mark(Anchor.LISTENER, Optional.empty()));
        }
    }

    /** What a development tool that listens itself has started is a service of its own; a server's workers are not. */
    private boolean employs(HostProcess above, HostProcess process) {
        Mark mark = leaders.get(above.pid());
        return mark != null
                && (mark.by() != Anchor.LISTENER
                        || Launchers.programName(above).equals(Launchers.programName(process)));
    }

    private void anchorConfigured(HostProcess process) {
        for (ServiceMatch match : seen.configured()) {
            if (free(process) && startsMatch(match, process)) {
                HostProcess leader = launchers.leader(process);
                mark(
                        match.coversCommandLine(leader.arguments()) ? leader : process,
                        new Mark(Anchor.CONFIGURATION, Optional.empty()));
            }
        }
    }

    /** Whether {@code match} means this process: not every worker that shares its parent's command line or unit. */
    private boolean startsMatch(ServiceMatch match, HostProcess process) {
        return means(match, process)
                && family.parent(process).filter(parent -> means(match, parent)).isEmpty();
    }

    private boolean means(ServiceMatch match, HostProcess process) {
        ControlGroup place = place(process);
        SortedSet<Listener> listeners = seen.listeners().getOrDefault(process.pid(), new TreeSet<>());
        return match.coversCommandLine(process.arguments())
                && match.coversUnit(place.unit())
                && match.coversContainer(
                        place.container().map(ContainerRef::id).stream().toList())
                && (match.port().isEmpty()
                        || listeners.stream()
                                .anyMatch(listener ->
                                        listener.port() == match.port().getAsInt()));
    }

    /** Whether no service has been found yet that this process leads or works for. */
    private boolean free(HostProcess process) {
        return !leaders.containsKey(process.pid())
                && !worksForAGroup(process)
                && family.ancestors(process).stream().noneMatch(above -> leaders.containsKey(above.pid()));
    }

    private boolean worksForAGroup(HostProcess process) {
        return group(process).filter(groups::containsKey).isPresent();
    }

    private void mark(HostProcess leader, Mark mark) {
        leaders.putIfAbsent(leader.pid(), mark);
    }

    private ControlGroup place(HostProcess process) {
        return places.getOrDefault(process.pid(), ControlGroup.of(Optional.empty()));
    }

    private List<Anchored> gather() {
        Map<Integer, List<HostProcess>> workers = new HashMap<>();
        for (HostProcess process : seen.processes()) {
            if (!leaders.containsKey(process.pid())) {
                employer(process)
                        .ifPresent(leader -> workers.computeIfAbsent(leader, id -> new ArrayList<>())
                                .add(process));
            }
        }
        List<Anchored> found = new ArrayList<>();
        leaders.forEach((pid, mark) -> family.process(pid)
                .ifPresent(leader -> found.add(anchored(leader, mark, workers.getOrDefault(pid, List.of())))));
        return found;
    }

    private Anchored anchored(HostProcess leader, Mark mark, List<HostProcess> workers) {
        Set<Listener> listeners = new HashSet<>();
        Stream.concat(Stream.of(leader), workers.stream())
                .map(process -> seen.listeners().get(process.pid()))
                .filter(Objects::nonNull)
                .forEach(listeners::addAll);
        return new Anchored(
                leader,
                workers.stream()
                        .sorted(Comparator.comparingInt(HostProcess::pid))
                        .toList(),
                mark.by(),
                place(leader),
                mark.supervised(),
                new TreeSet<>(listeners));
    }

    /** For whom a process that leads no service works: the nearest leader above it, else the leader of its group. */
    private Optional<Integer> employer(HostProcess process) {
        Optional<Integer> above = family.ancestors(process).stream()
                .map(HostProcess::pid)
                .filter(leaders::containsKey)
                .findFirst();
        return above.isPresent() ? above : group(process).map(groups::get).filter(leaders::containsKey);
    }

    private record Mark(Anchor by, Optional<String> supervised) {}

    private record Group(Optional<String> container, Optional<String> unit) {}
}
