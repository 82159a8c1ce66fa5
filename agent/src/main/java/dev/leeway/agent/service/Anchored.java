package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A process that is a service, before it has a name.
 *
 * @param leader the process that stands for the whole
 * @param workers everything else that runs for it, sorted by id
 * @param by what makes it a service
 * @param place where its control group puts it
 * @param supervised name its supervisor knows it by, as far as the supervisor's command line tells; empty text when it is
 *     supervised under a name not told there; empty when no supervisor started it
 * @param listeners fixed ports its processes wait on
 */
public record Anchored(
        HostProcess leader,
        List<HostProcess> workers,
        Anchor by,
        ControlGroup place,
        Optional<String> supervised,
        SortedSet<Listener> listeners) {
    public Anchored {
        requireNonNull(leader, "leader is null");
        requireNonNull(by, "by is null");
        requireNonNull(place, "place is null");
        requireNonNull(supervised, "supervised is null");
        workers = List.copyOf(workers);
        listeners = Collections.unmodifiableSortedSet(new TreeSet<>(listeners));
    }

    /** What makes a process a service. */
    public enum Anchor {
        CONFIGURATION("configuration"),
        SUPERVISOR("supervisor"),
        CONTAINER("container"),
        UNIT("unit"),
        LISTENER("listener");

        private final String text;

        Anchor(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
