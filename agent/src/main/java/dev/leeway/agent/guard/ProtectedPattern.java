package dev.leeway.agent.guard;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Server;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One protected endpoint.
 *
 * @param written as the policy has it
 * @param host name, address or pattern, in lower case
 * @param port empty for any
 * @param database pattern; {@code *} for any
 */
record ProtectedPattern(String written, String host, OptionalInt port, String database) {
    static ProtectedPattern of(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        int bracket = lower.indexOf(']');
        int slash = lower.indexOf('/');
        String place = slash < 0 ? lower : lower.substring(0, slash);
        int colon = place.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? place : place.substring(0, colon);
        String port = colon < 0 ? "*" : place.substring(colon + 1);
        return new ProtectedPattern(
                written,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Server.port(port),
                slash < 0 ? "*" : lower.substring(slash + 1));
    }

    /** The server of {@code endpoint} that this protects, as a sentence names it; empty text when it protects none. */
    String met(Endpoint endpoint, HostsFile hosts) {
        // A setting that names no database leads to all of them.
        boolean data = endpoint.database().isEmpty()
                || glob(database, endpoint.database().get().toLowerCase(Locale.ROOT));
        for (Server server : endpoint.reached()) {
            boolean samePort = port.isEmpty() || server.port().isEmpty() || port.equals(server.port());
            if (data && samePort) {
                String how = sameHost(server.host(), hosts);
                if (!how.isEmpty()) {
                    return how;
                }
            }
        }
        return "";
    }

    private String sameHost(String name, HostsFile hosts) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (glob(host, plain)) {
            return plain;
        }
        SortedSet<String> addresses = hosts.addresses(plain);
        for (String address : addresses) {
            boolean byAddress = glob(host, address) || hosts.addresses(host).contains(address);
            boolean byAlias = hosts.names(address).stream().anyMatch(alias -> glob(host, alias));
            if (byAddress || byAlias) {
                return address.equals(plain) ? plain : plain + " (" + address + ")";
            }
        }
        return "";
    }

    private static boolean glob(String pattern, String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
