package dev.leeway.agent.probe.network;

import dev.leeway.agent.format.endpoint.ListeningSockets;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.OfPassing;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** On which addresses a replica's processes wait on its fixed ports. */
final class BoundAddresses {
    private static final int MAX_TABLE = 16 << 20;
    private static final int MAX_OPEN_FILES = 20_000;
    private static final String ALL = "listener[*]/**";

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;
    private final SortedMap<String, SortedSet<String>> found = new TreeMap<>();

    BoundAddresses(HostView host, Replica replica, SectionRecorder section) {
        this.host = host;
        this.replica = replica;
        this.section = section;
    }

    void record() {
        for (String protocol : List.of("tcp", "udp")) {
            if (replica.listeners().stream().anyMatch(each -> each.protocol().equals(protocol))) {
                read(protocol);
            }
        }
        found.forEach((port, addresses) -> section.fact(
                FactPath.of("listener", port).child("bound"), new Observed.Plain(Value.SetOf.texts(addresses))));
    }

    private void read(String protocol) {
        Reading proc = new Reading(host.proc(), section);
        Map<Long, ListeningSockets.Bound> sockets = new HashMap<>();
        for (String family : List.of("", "6")) {
            proc.text("/" + replica.leader().pid() + "/net/" + protocol + family, MAX_TABLE, ALL)
                    .ifPresent(table -> sockets.putAll(ListeningSockets.read(protocol, table)));
        }
        sockets.values().removeIf(each -> !isFixed(protocol, each.port()));
        if (!sockets.isEmpty()) {
            Stream.concat(Stream.of(replica.leader()), replica.workers().stream())
                    .forEach(process -> claim(process, protocol, sockets));
        }
    }

    private boolean isFixed(String protocol, int port) {
        return replica.listeners().stream().anyMatch(each -> each.protocol().equals(protocol) && each.port() == port);
    }

    private void claim(HostProcess process, String protocol, Map<Long, ListeningSockets.Bound> sockets) {
        boolean leads = process.equals(replica.leader());
        Reading proc = new Reading(host.proc(), leads ? section : new OfPassing(section));
        String directory = "/" + process.pid() + "/fd";
        for (String descriptor : proc.names(directory, MAX_OPEN_FILES, ALL)) {
            inode(directory + "/" + descriptor)
                    .map(sockets::get)
                    .ifPresent(each -> found.computeIfAbsent(each.port() + "/" + protocol, key -> new TreeSet<>())
                            .add(each.address()));
        }
    }

    /** The inode of a socket; a descriptor closed meanwhile is none, and no gap. */
    private Optional<Long> inode(String link) {
        try {
            return host.proc()
                    .readLink(link)
                    .filter(target -> target.matches("socket:\\[\\d{1,18}]"))
                    .map(target -> Long.valueOf(target.substring("socket:[".length(), target.length() - 1)));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
