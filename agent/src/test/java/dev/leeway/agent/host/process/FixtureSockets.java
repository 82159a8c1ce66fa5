package dev.leeway.agent.host.process;

import dev.leeway.agent.testing.FixtureHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The one table of sockets that every process of a fixture host sees, as processes of one network do. */
final class FixtureSockets {
    private static final Map<FixtureHost, FixtureSockets> TABLES = new WeakHashMap<>();

    private final List<String> sockets = new ArrayList<>();
    private final List<String> directories = new ArrayList<>();

    static synchronized FixtureSockets of(FixtureHost host) {
        return TABLES.computeIfAbsent(host, each -> new FixtureSockets());
    }

    /** Adds a process' sockets, each {@code address inode}; inherited ones come without an address. */
    List<String> add(List<String> more) {
        more.stream().filter(socket -> !socket.startsWith(" ")).forEach(sockets::add);
        return sockets;
    }

    /** Writes the table for {@code directory} and anew for every process before it. */
    void writeAll(FixtureHost host, String directory, String table) {
        directories.add(directory);
        directories.forEach(each -> host.procFile(each + "/net/tcp", table));
    }
}
