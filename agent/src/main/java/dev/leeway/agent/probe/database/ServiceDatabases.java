package dev.leeway.agent.probe.database;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.Engine;
import dev.leeway.agent.format.endpoint.Found;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Server;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.ServiceSettings;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which services use one database, by what their own settings say.
 *
 * @param database where it is
 */
record ServiceDatabases(HostView host, Endpoint database) {
    private static final int MAX_HOSTS = 4 << 20;
    private static final String LOOPBACK = "127.0.0.1";

    boolean usedBy(Replica replica) {
        return !leading(replica).isEmpty();
    }

    /** What the settings of a replica say of this very database; each may name another role. */
    List<Endpoint> leading(Replica replica) {
        ServiceSettings settings = ServiceSettings.of(host, replica, Deaf.RECORDER, "**");
        HostsFile hosts = hosts(replica);
        List<Endpoint> leading = new ArrayList<>();
        for (Found found : EndpointSettings.read(settings.settings()).endpoints()) {
            if (isSame(found.endpoint(), hosts, replica)) {
                leading.add(found.endpoint());
            }
        }
        return leading;
    }

    private HostsFile hosts(Replica replica) {
        try {
            return HostsFile.read(host.files(replica.leader())
                    .readIfPresent("/etc/hosts", MAX_HOSTS)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse(""));
        } catch (HostAccessException e) {
            return HostsFile.read("");
        }
    }

    private boolean isSame(Endpoint other, HostsFile hosts, Replica replica) {
        boolean engines = other.engine()
                .map(ServiceDatabases::family)
                .equals(database.engine().map(ServiceDatabases::family));
        if (!engines) {
            return false;
        }
        if (database.file().isPresent() || other.file().isPresent()) {
            return database.file().isPresent()
                    && !database.file().get().equals(Endpoint.MEMORY)
                    && other.file()
                            .map(file -> file.startsWith("/")
                                    ? file
                                    : replica.leader().workingDirectory().orElse("") + "/"
                                            + file.replaceFirst("^\\./", ""))
                            .equals(database.file());
        }
        return database.database().isPresent()
                && database.database().equals(other.database())
                && other.reached().stream()
                        .anyMatch(server ->
                                database.reached().stream().anyMatch(own -> isSame(own, server, hosts, replica)));
    }

    /** By name, or by the addresses that need no resolver; a container's own loopback is not the host's. */
    private static boolean isSame(Server own, Server other, HostsFile hosts, Replica replica) {
        if (!own.port().equals(other.port())) {
            return false;
        }
        Set<String> shared = addresses(own, hosts);
        shared.retainAll(addresses(other, hosts));
        if (!replica.leader().mountNamespaceShared()) {
            shared.remove(LOOPBACK);
            shared.remove("localhost");
        }
        return !shared.isEmpty();
    }

    private static Set<String> addresses(Server server, HostsFile hosts) {
        Set<String> addresses = new TreeSet<>(hosts.addresses(server.host()));
        addresses.add(server.host());
        if (server.host().equals("localhost")
                || addresses.stream().anyMatch(address -> address.startsWith("127.") || address.equals("::1"))) {
            addresses.add(LOOPBACK);
        }
        return addresses;
    }

    private static Engine family(Engine engine) {
        return engine == Engine.MARIADB ? Engine.MYSQL : engine;
    }

    /** What cannot be read of a service costs no fact of the database: its scripts are not looked for. */
    private enum Deaf implements SectionRecorder {
        RECORDER;

        @Override
        public SectionRecorder fact(FactPath path, Observed value) {
            return this;
        }

        @Override
        public SectionRecorder fact(FactPath path, Observed value, String evidence) {
            return this;
        }

        @Override
        public SectionRecorder uncovered(String pattern, HostAccessException.Kind kind) {
            return this;
        }

        @Override
        public SectionRecorder conceal(Observed.Guarded value) {
            return this;
        }

        @Override
        public void end(Outcome outcome, String reason) {}
    }
}
