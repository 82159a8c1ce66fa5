package dev.leeway.agent.service;

import dev.leeway.agent.spi.HostProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who started whom. */
final class Family {
    /** The oldest first; ids alone do not tell, since they start again from small numbers. */
    static final Comparator<HostProcess> BY_AGE =
            Comparator.comparingLong(HostProcess::startTicks).thenComparingInt(HostProcess::pid);

    /** Deeper than any real tree; a table read while processes came and went could otherwise hold a circle. */
    private static final int MAX_DEPTH = 256;

    private final Map<Integer, HostProcess> byId = new HashMap<>();
    private final Map<Integer, List<HostProcess>> children = new HashMap<>();

    Family(Collection<HostProcess> processes) {
        processes.stream().sorted(BY_AGE).forEach(process -> {
            byId.put(process.pid(), process);
            children.computeIfAbsent(process.parent(), id -> new ArrayList<>()).add(process);
        });
    }

    Optional<HostProcess> process(int pid) {
        return Optional.ofNullable(byId.get(pid));
    }

    Optional<HostProcess> parent(HostProcess process) {
        return process.parent() == process.pid() ? Optional.empty() : process(process.parent());
    }

    /** Its children, the oldest first. */
    List<HostProcess> children(HostProcess process) {
        return children.getOrDefault(process.pid(), List.of());
    }

    /** Its parent, its parent's parent and so on. */
    List<HostProcess> ancestors(HostProcess process) {
        List<HostProcess> found = new ArrayList<>();
        Optional<HostProcess> next = parent(process);
        while (next.isPresent() && found.size() < MAX_DEPTH) {
            found.add(next.get());
            next = parent(next.get());
        }
        return found;
    }
}
