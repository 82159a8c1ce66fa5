package dev.leeway.agent.probe.connection;

import dev.leeway.agent.format.endpoint.Engine;
import dev.leeway.agent.format.endpoint.Server;
import dev.leeway.agent.format.endpoint.TcpPeers;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.spi.OfPassing;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * To which servers a replica's processes hold connections open.
 *
 * @param peers sorted; only those on ports that servers of a known kind answer on
 */
record OpenConnections(SortedSet<Server> peers) {
    private static final int MAX_TABLE = 16 << 20;
    private static final int MAX_OPEN_FILES = 20_000;
    private static final String UNNAMED = "endpoint[tcp:*]/**";

    /** The connections of {@code replica}; what cannot be told is recorded as uncovered. */
    static OpenConnections of(HostView host, Replica replica, SectionRecorder section) {
        Set<Integer> own = new HashSet<>();
        replica.listeners().stream().map(Listener::port).forEach(own::add);
        SortedSet<Server> peers = new TreeSet<>();
        Reading proc = new Reading(host.proc(), section);
        Reading passing = new Reading(host.proc(), new OfPassing(section));
        Map<Long, TcpPeers.Connection> table = new HashMap<>();
        for (String family : new String[] {"tcp", "tcp6"}) {
            proc.text("/" + replica.leader().pid() + "/net/" + family, MAX_TABLE, UNNAMED)
                    .ifPresent(text -> table.putAll(TcpPeers.read(text)));
        }
        table.values()
                .removeIf(each -> own.contains(each.local())
                        || Engine.ofPort(each.peer().port().orElse(0)).isEmpty());
        if (!table.isEmpty()) {
            Stream.concat(Stream.of(replica.leader()), replica.workers().stream())
                    .forEach(process -> claim(
                            host.proc(), process, process.equals(replica.leader()) ? proc : passing, table, peers));
        }
        return new OpenConnections(peers);
    }

    private static void claim(
            HostFiles files,
            HostProcess process,
            Reading proc,
            Map<Long, TcpPeers.Connection> table,
            SortedSet<Server> peers) {
        String directory = "/" + process.pid() + "/fd";
        for (String descriptor : proc.names(directory, MAX_OPEN_FILES, UNNAMED)) {
            inode(files, directory + "/" + descriptor).map(table::get).ifPresent(each -> peers.add(each.peer()));
        }
    }

    /** The inode of a socket; a descriptor closed meanwhile is none, and no gap. */
    private static Optional<Long> inode(HostFiles files, String link) {
        try {
            return files.readLink(link)
                    .filter(target -> target.matches("socket:\\[\\d{1,18}]"))
                    .map(target -> Long.valueOf(target.substring("socket:[".length(), target.length() - 1)));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
