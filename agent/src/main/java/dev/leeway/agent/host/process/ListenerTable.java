package dev.leeway.agent.host.process;

import dev.leeway.agent.service.Launchers;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds which process waits on which fixed port.
 *
 * <p>A socket handed down to children belongs to the oldest process that holds it, so that a server's workers do not
 * multiply it. An init that holds a socket until its service is first used does not count, and what a machine starts first is
 * its init, whatever it is called.
 */
final class ListenerTable {
    private static final int MAX_TABLE = 16 << 20;
    /** A proxy with more open files than this is found by its unit or container, and its ports stay unseen. */
    private static final int MAX_OPEN_FILES = 20_000;

    private static final Comparator<HostProcess> OLDEST_FIRST =
            Comparator.comparingLong(HostProcess::startTicks).thenComparingInt(HostProcess::pid);
    private static final String SOCKET = "socket:[";

    private final ProcFiles proc;
    private final FixedPorts fixed;
    private final boolean insideContainer;
    /** The waiting sockets not found with any process yet, by network namespace and inode. */
    private final Map<String, Map<Long, Listener>> waiting = new HashMap<>();

    private final Map<Integer, SortedSet<Listener>> found = new HashMap<>();

    private ListenerTable(HostFiles files, boolean insideContainer) {
        this.insideContainer = insideContainer;
        this.proc = new ProcFiles(files);
        this.fixed = FixedPorts.of(
                proc.text("/sys/net/ipv4/ip_local_port_range", 4096).orElse(""),
                proc.text("/sys/net/ipv4/ip_local_reserved_ports", 65_536).orElse(""));
    }

    /** The fixed ports each process waits on, by process id; processes that wait on none, or are closed, are not in it. */
    static Map<Integer, SortedSet<Listener>> read(HostFiles proc, List<HostProcess> processes, boolean insideContainer)
            throws InterruptedException {
        return new ListenerTable(proc, insideContainer).read(processes);
    }

    private Map<Integer, SortedSet<Listener>> read(List<HostProcess> processes) throws InterruptedException {
        for (HostProcess process : processes.stream().sorted(OLDEST_FIRST).toList()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Optional<String> namespace = proc.link("/" + process.pid() + "/ns/net");
            if (namespace.isPresent() && !isInit(process)) {
                Map<Long, Listener> sockets = waiting.computeIfAbsent(namespace.get(), name -> sockets(process.pid()));
                if (!sockets.isEmpty()) {
                    claim(process, sockets);
                }
            }
        }
        return found;
    }

    private boolean isInit(HostProcess process) {
        return Launchers.init(process) || (process.pid() == 1 && !insideContainer);
    }

    private Map<Long, Listener> sockets(int pid) {
        Map<Long, Listener> sockets = new HashMap<>();
        for (String protocol : List.of("tcp", "udp")) {
            for (String family : List.of("", "6")) {
                proc.text("/" + pid + "/net/" + protocol + family, MAX_TABLE)
                        .ifPresent(table -> sockets.putAll(SocketTable.parse(protocol, table)));
            }
        }
        return sockets;
    }

    private void claim(HostProcess process, Map<Long, Listener> sockets) {
        String directory = "/" + process.pid() + "/fd/";
        for (String descriptor : proc.names(directory, MAX_OPEN_FILES)) {
            Optional<Listener> listener = proc.link(directory + descriptor)
                    .flatMap(ListenerTable::inode)
                    .map(sockets::remove);
            if (listener.filter(each -> fixed.fixed(each.port(), process.arguments()))
                    .isPresent()) {
                found.computeIfAbsent(process.pid(), pid -> new TreeSet<>()).add(listener.get());
            }
            if (sockets.isEmpty()) {
                return;
            }
        }
    }

    private static Optional<Long> inode(String target) {
        if (!target.startsWith(SOCKET) || !target.endsWith("]")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(target.substring(SOCKET.length(), target.length() - 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
