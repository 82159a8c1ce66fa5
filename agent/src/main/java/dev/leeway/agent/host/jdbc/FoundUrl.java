package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.EndpointText;
import dev.leeway.agent.format.endpoint.Server;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a driver wants to be told of an endpoint that a setting leads to; nothing but where it is goes into it. */
final class FoundUrl {
    /** What somebody put into a setting must not turn into parameters of the driver. */
    private static final Pattern PLAIN_DATABASE = Pattern.compile("[A-Za-z0-9_.$-]{1,63}");

    private static final Pattern PLAIN_SERVER = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{1,300}");

    private FoundUrl() {}

    /** Empty where names are not plain. */
    static Optional<String> of(String engine, Endpoint endpoint) {
        boolean plain = endpoint.database()
                        .filter(name -> PLAIN_DATABASE.matcher(name).matches())
                        .isPresent()
                && endpoint.reached().stream()
                        .allMatch(server -> PLAIN_SERVER.matcher(server.text()).matches());
        return plain
                ? Optional.of("jdbc:" + engine + "://"
                        + endpoint.reached().stream().map(Server::text).collect(Collectors.joining(",")) + "/"
                        + endpoint.database().orElse(""))
                : Optional.empty();
    }

    /** Whether a configured URL leads to the same place, its parameters aside and usual ports filled in. */
    static boolean same(String configured, String found) {
        Optional<Endpoint> one = EndpointText.url(configured);
        Optional<Endpoint> other = EndpointText.url(found);
        return one.isPresent()
                && other.isPresent()
                && !one.get().targets().isEmpty()
                && one.get().targets().equals(other.get().targets());
    }
}
