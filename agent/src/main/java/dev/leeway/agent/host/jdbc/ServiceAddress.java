package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the servers of a container's setting are for the agent, whose names may mean other machines. */
final class ServiceAddress {
    private ServiceAddress() {}

    /**
     * The same endpoint with the addresses that the container's own hosts file tells; names with a domain that it does not tell
     * stay, as they are everybody's.
     *
     * @return empty where a server's name is the container's own word for another one, so that no login may go there
     */
    static Optional<Endpoint> of(Endpoint endpoint, HostsFile own) {
        List<Server> servers = new ArrayList<>();
        for (Server server : endpoint.servers()) {
            Optional<String> address = own.addresses(server.host()).stream().findFirst();
            if (address.isEmpty() && server.host().indexOf('.') < 0) {
                return Optional.empty();
            }
            servers.add(new Server(address.orElse(server.host()), server.port()));
        }
        return Optional.of(
                new Endpoint(endpoint.engine(), servers, endpoint.database(), endpoint.user(), endpoint.file()));
    }

    /** Whether one of the servers is the container itself, of which the agent sees nothing under that address. */
    static boolean isOwn(Endpoint endpoint) {
        return endpoint.servers().stream()
                .anyMatch(server -> server.isLoopback()
                        || server.host().equals("0.0.0.0")
                        || server.host().equals("::"));
    }
}
