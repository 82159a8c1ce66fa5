package dev.leeway.agent.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The processes this agent may not look into, behind which services may run unseen: a port that a closed process waits on
 * cannot be traced to it.
 */
public final class ClosedProcesses {
    private static final int FIRST = 1;
    private static final int CAP_SYS_PTRACE = 19;
    private static final int MAX_STATUS = 65_536;
    private static final String EFFECTIVE = "CapEff:";

    private ClosedProcesses() {}

    /** The closed ones, sorted by id; threads of the kernel have nothing to look into. */
    public static List<HostProcess> of(HostView host) throws HostAccessException, InterruptedException {
        return host.processes().stream()
                .filter(process ->
                        process.executable().isEmpty() && !process.arguments().isEmpty())
                .toList();
    }

    /**
     * Whether a service may run here unseen.
     *
     * <p>The first process counts: it is closed whenever those of other users are, whatever commands of theirs run just now.
     * Only where this agent may look into any process and the first alone refuses, as the init of a sandbox does, nothing
     * else is hidden; and what starts all others is nobody's service.
     */
    public static boolean hideServices(HostView host) throws HostAccessException, InterruptedException {
        if (host.proc().stat("/" + FIRST).isEmpty()) {
            return true;
        }
        List<HostProcess> closed = of(host);
        boolean firstAlone = closed.stream().allMatch(process -> process.pid() == FIRST);
        return !closed.isEmpty() && !(firstAlone && mayLookIntoAny(host));
    }

    /** Why a process of {@code service} could not be looked into: it went away meanwhile, or is closed to this agent. */
    public static HostAccessException.Kind reason(HostView host, Service service) {
        for (HostProcess leader : service.leaders()) {
            try {
                if (host.proc().stat("/" + leader.pid()).isEmpty()) {
                    return HostAccessException.Kind.VANISHED;
                }
            } catch (HostAccessException closed) {
                return HostAccessException.Kind.DENIED;
            }
        }
        return HostAccessException.Kind.DENIED;
    }

    /** Whether this agent has the capability to look into every process. */
    public static boolean mayLookIntoAny(HostView host) {
        Optional<byte[]> status;
        try {
            status = host.proc().readIfPresent("/self/status", MAX_STATUS);
        } catch (HostAccessException e) {
            return false;
        }
        return status.stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith(EFFECTIVE))
                .anyMatch(line -> has(line.substring(EFFECTIVE.length()).strip(), CAP_SYS_PTRACE));
    }

    private static boolean has(String mask, int capability) {
        return mask.matches("[0-9a-f]{1,16}") && (Long.parseUnsignedLong(mask, 16) >>> capability & 1) == 1;
    }
}
