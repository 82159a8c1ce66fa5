package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Hosts and ports told apart from each other. */
final class ServerParts {
    private ServerParts() {}

    /**
     * The servers of two lists with commas: one port for all hosts, or one for each; none where there is no host.
     *
     * @return empty when one of them is none
     */
    static Optional<List<Server>> servers(String hosts, String ports) {
        if (hosts.isBlank()) {
            return Optional.of(List.of());
        }
        Optional<List<Server>> plain = Server.list(hosts.strip());
        String[] numbers = ports.strip().split("\\s*,\\s*", 65);
        if (plain.isEmpty()
                || (!ports.isBlank()
                        && numbers.length != 1
                        && numbers.length != plain.get().size())) {
            return Optional.empty();
        }
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < plain.get().size(); i++) {
            OptionalInt port = Server.port(numbers.length == 1 ? numbers[0] : numbers[i]);
            servers.add(
                    port.isPresent() ? plain.get().get(i).on(port) : plain.get().get(i));
        }
        return Optional.of(servers);
    }
}
