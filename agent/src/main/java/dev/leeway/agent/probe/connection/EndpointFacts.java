package dev.leeway.agent.probe.connection;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.Engine;
import dev.leeway.agent.format.endpoint.Found;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Server;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes the facts of endpoints.
 *
 * <p>What a setting names is told by the setting alone: whether a connection was open just then is a remark beside the fact, so
 * that a pool that opens and closes changes nothing. A server that no setting leads to is told by its connection.
 */
final class EndpointFacts {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.$/#-]{1,128}");
    private static final String TAG_CLASS = "variable";

    private final SectionRecorder section;
    private final HostsFile hosts;
    private final OpenConnections open;
    private final Optional<String> workingDirectory;
    private final Set<Server> named = new HashSet<>();
    private final Set<String> stores = new HashSet<>();

    EndpointFacts(SectionRecorder section, HostsFile hosts, OpenConnections open, Optional<String> workingDirectory) {
        this.section = section;
        this.hosts = hosts;
        this.open = open;
        this.workingDirectory = workingDirectory;
    }

    /** SQLite files by their absolute paths; those that settings named are told already. */
    void recordStores(SortedSet<String> paths) {
        for (String path : paths) {
            StorePath store = StorePath.of(path, workingDirectory);
            if (stores.add(store.text())) {
                FactPath endpoint = FactPath.of("endpoint", "sqlite:" + store.text());
                section.fact(endpoint.child("engine"), Observed.text(Engine.SQLITE.text()), store.text());
                section.fact(endpoint.child("store"), Observed.text(store.kind()), store.text());
                section.fact(endpoint.child("source-kind"), Observed.text("file"));
            }
        }
    }

    void record(Found found) {
        Endpoint endpoint = found.endpoint();
        FactPath path = FactPath.of("endpoint", found.key());
        String place = found.setting().place();
        endpoint.engine().ifPresent(engine -> section.fact(path.child("engine"), Observed.text(engine.text()), place));
        section.fact(
                path.child("source-kind"), Observed.text(found.setting().kind().text()), place);
        endpoint.file().ifPresent(file -> store(path, file));
        if (!endpoint.servers().isEmpty()) {
            servers(path, endpoint, place);
        }
        endpoint.database()
                .filter(name -> PLAIN.matcher(name).matches())
                .ifPresent(name -> section.fact(path.child("database"), Observed.text(name), place));
        endpoint.user()
                .ifPresent(user -> section.fact(
                        path.child("user"), new Observed.Guarded(TAG_CLASS, found.key() + "/user", user), place));
    }

    private void store(FactPath path, String file) {
        StorePath store = StorePath.of(file, workingDirectory);
        stores.add(store.text());
        section.fact(path.child("store"), Observed.text(store.kind()), store.text());
    }

    private void servers(FactPath path, Endpoint endpoint, String place) {
        SortedSet<Server> reached = endpoint.reached();
        SortedSet<String> names = new TreeSet<>();
        SortedSet<String> addresses = new TreeSet<>();
        SortedSet<Integer> ports = new TreeSet<>();
        boolean connected = false;
        for (Server server : reached) {
            names.add(server.host());
            server.port().ifPresent(port -> ports.add(port));
            for (String address : hosts.addresses(server.host())) {
                addresses.add(address);
                Server resolved = new Server(address, server.port());
                named.add(resolved);
                connected |= open.peers().contains(resolved);
            }
        }
        String remark = connected ? place + "; connected" : place;
        section.fact(path.child("host"), texts(names), remark);
        section.fact(path.child("target"), texts(targets(endpoint)), remark);
        if (!ports.isEmpty()) {
            section.fact(path.child("port"), numbers(ports), place);
        }
        if (!addresses.isEmpty()) {
            section.fact(path.child("address"), texts(addresses), remark);
        }
    }

    /** A database whose name may be anything is left out: host and port are shared either way. */
    private static SortedSet<String> targets(Endpoint endpoint) {
        boolean plain = endpoint.database()
                .filter(name -> !PLAIN.matcher(name).matches())
                .isEmpty();
        return plain
                ? endpoint.targets()
                : new Endpoint(
                                endpoint.engine(),
                                endpoint.servers(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .targets();
    }

    /** Servers of known kinds to which connections lead and that no setting names. */
    void recordUnnamed() {
        for (Server peer : open.peers()) {
            int port = peer.port().orElse(0);
            if (named.contains(peer)) {
                continue;
            }
            FactPath path = FactPath.of("endpoint", String.format(Locale.ROOT, "tcp:%d", port));
            Engine.ofPort(port)
                    .ifPresent(
                            engine -> section.fact(path.child("engine"), Observed.text(engine.text()), "connection"));
            section.fact(path.child("address"), Observed.text(peer.host()), "connection");
            section.fact(path.child("port"), Observed.number(port), "connection");
            section.fact(path.child("established"), Observed.flag(true), "connection");
        }
    }

    private static Observed texts(Collection<String> texts) {
        return texts.size() == 1
                ? Observed.text(texts.iterator().next())
                : new Observed.Plain(Value.SetOf.texts(texts));
    }

    private static Observed numbers(SortedSet<Integer> numbers) {
        return numbers.size() == 1
                ? Observed.number(numbers.iterator().next())
                : new Observed.Plain(new Value.SetOf(numbers.stream()
                        .map(each -> (Value) Value.Numeric.of(each))
                        .toList()));
    }
}
