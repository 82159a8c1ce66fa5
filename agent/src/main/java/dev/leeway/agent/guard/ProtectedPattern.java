package dev.leeway.agent.guard;

import dev.leeway.agent.format.endpoint.AddressText;
import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Server;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One protected endpoint.
 *
 * @param written as the policy has it
 * @param host name, address or pattern, in lower case
 * @param port empty for any
 * @param hosts what {@code host} stands for
 * @param database what the database is called
 */
record ProtectedPattern(String written, String host, OptionalInt port, Pattern hosts, Pattern database) {
    private static final int MAX_LABELS = 128;

    static ProtectedPattern of(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        int bracket = lower.indexOf(']');
        int slash = lower.indexOf('/');
        String place = slash < 0 ? lower : lower.substring(0, slash);
        int colon = place.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? place : place.substring(0, colon);
        String port = colon < 0 ? "*" : place.substring(colon + 1);
        String plain = AddressText.canonical(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        return new ProtectedPattern(
                written, plain, Server.port(port), glob(plain), glob(slash < 0 ? "*" : lower.substring(slash + 1)));
    }

    /** The server of {@code endpoint} that this protects, as a sentence names it; empty text when it protects none. */
    String met(Endpoint endpoint, HostsFile known) {
        // A setting that names no database leads to all of them.
        boolean data = endpoint.database().isEmpty()
                || database.matcher(endpoint.database().get().toLowerCase(Locale.ROOT))
                        .matches();
        for (Server server : endpoint.reached()) {
            boolean samePort = port.isEmpty() || server.port().isEmpty() || port.equals(server.port());
            if (data && samePort) {
                String how = sameHost(server.host(), known);
                if (!how.isEmpty()) {
                    return how;
                }
            }
        }
        return "";
    }

    /** Whether it protects a host or a port whatever database is meant. */
    boolean anyDatabase() {
        return written.indexOf('/') < 0 || written.endsWith("/*");
    }

    /**
     * Whether a server of {@code endpoint} is named as this is but for the end of the name, {@code db-prod-1} beside {@code
     * db-prod-1.example.com}: only a resolver could tell whether they are one. Not where the hosts file tells.
     */
    boolean resembles(Endpoint endpoint, HostsFile known) {
        return endpoint.servers().stream()
                .map(Server::host)
                .filter(name -> known.addresses(name).isEmpty() && !HostsFile.isAddress(name))
                .anyMatch(this::resembles);
    }

    private boolean resembles(String name) {
        String[] typed = name.split("\\.", MAX_LABELS);
        String[] own = host.split("\\.", MAX_LABELS);
        int shared = Math.min(typed.length, own.length);
        boolean concrete = false;
        for (int i = 0; i < shared; i++) {
            if (!glob(own[i]).matcher(typed[i]).matches()) {
                return false;
            }
            concrete |= own[i].indexOf('*') < 0;
        }
        return typed.length != own.length && concrete && !HostsFile.isAddress(host);
    }

    /** Whether {@code word} leads to the host this protects; never where that is any host. */
    boolean isHost(String word, HostsFile known) {
        return host.chars().anyMatch(Character::isLetterOrDigit)
                && !sameHost(word.toLowerCase(Locale.ROOT), known).isEmpty();
    }

    private String sameHost(String name, HostsFile known) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (hosts.matcher(AddressText.canonical(plain)).matches()) {
            return plain;
        }
        for (String address : known.addresses(plain)) {
            String canonical = AddressText.canonical(address);
            boolean byAddress = hosts.matcher(canonical).matches()
                    || known.addresses(host).stream()
                            .map(AddressText::canonical)
                            .anyMatch(canonical::equals);
            boolean byAlias = known.names(address).stream()
                    .anyMatch(alias -> hosts.matcher(alias).matches());
            if (byAddress || byAlias) {
                return address.equals(plain) ? plain : plain + " (" + address + ")";
            }
        }
        return "";
    }

    private static Pattern glob(String pattern) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
