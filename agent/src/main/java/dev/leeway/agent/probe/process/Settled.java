package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Replica;
import java.util.Optional;

/** Tells whether a service has had the time to open its ports, so that a slow start is not taken for a closed port. */
final class Settled {
    private static final int TICKS_PER_SECOND = 100;
    /** Within this time after its start a server on an interpreter or virtual machine may still be loading: 60 s. */
    private static final long LOADING_TICKS = 6_000;

    private Settled() {}

    /** Why more ports may be open than were seen; empty when what was seen is all there is. */
    static Optional<Kind> unknownPorts(Subject subject, Replica replica) {
        HostProcess leader = replica.leader();
        if (leader.executable().isEmpty()) {
            return Optional.of(Kind.DENIED);
        }
        if (!replica.listeners().isEmpty()) {
            return Optional.empty();
        }
        RuntimeKind runtime =
                Program.of(leader.executable(), leader.arguments()).runtime();
        boolean loads = runtime != RuntimeKind.NATIVE && runtime != RuntimeKind.SHELL && runtime != RuntimeKind.PERL;
        long age = uptimeTicks(subject) - leader.startTicks();
        return loads && age >= 0 && age <= LOADING_TICKS ? Optional.of(Kind.VANISHED) : Optional.empty();
    }

    private static long uptimeTicks(Subject subject) {
        String uptime = subject.proc().text("/uptime", Subject.SMALL, "listen").orElse("");
        try {
            return (long) (Double.parseDouble(uptime.strip().split(" ")[0]) * TICKS_PER_SECOND);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
