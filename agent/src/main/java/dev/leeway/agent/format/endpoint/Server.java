package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where one server is reached.
 *
 * @param host a name in lower case, an address without brackets, or the path of a local socket
 * @param port empty where none is written
 */
public record Server(String host, OptionalInt port) implements Comparable<Server> {
    private static final int MAX_SERVERS = 64;
    private static final int MAX_HOST = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9]+)?");
    private static final Pattern SOCKET = Pattern.compile("/[A-Za-z0-9_./:-]*");
    private static final Pattern LISTENER = Pattern.compile("[A-Za-z_]{2,30}://.*");
    private static final Comparator<Server> ORDER = Comparator.comparing(Server::host)
            .thenComparing(server -> server.port().orElse(0));

    /** Whether it is the machine of whoever reads its name. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** The server {@code text} names, {@code host}, {@code host:port} or {@code [address]:port}; empty when it names none. */
    public static Optional<Server> of(String text) {
        if (text.length() > MAX_HOST + 8) {
            return Optional.empty();
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : of(text.substring(1, end), text.substring(end + 1));
        }
        if (text.startsWith("/") || text.indexOf(':') != text.lastIndexOf(':')) {
            return of(text, "");
        }
        int colon = text.indexOf(':');
        return colon < 0 ? of(text, "") : of(text.substring(0, colon), text.substring(colon));
    }

    private static Optional<Server> of(String host, String colonPort) {
        boolean known = !host.isEmpty()
                && host.length() <= MAX_HOST
                && (NAME.matcher(host).matches()
                        || ADDRESS.matcher(host).matches()
                        || SOCKET.matcher(host).matches());
        if (!known) {
            return Optional.empty();
        }
        String name = host.startsWith("/") ? host : host.toLowerCase(Locale.ROOT);
        if (colonPort.isEmpty() || colonPort.equals(":")) {
            return Optional.of(new Server(name, OptionalInt.empty()));
        }
        OptionalInt port = colonPort.startsWith(":") ? port(colonPort.substring(1)) : OptionalInt.empty();
        return port.isPresent() ? Optional.of(new Server(name, port)) : Optional.empty();
    }

    /** The port {@code text} is; empty when it is none. */
    public static OptionalInt port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port < 1 || port > 65_535 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Servers with commas between them, each perhaps behind a listener's name; empty when one of them is none. */
    public static Optional<List<Server>> list(String text) {
        List<Server> servers = new ArrayList<>();
        for (String part : text.strip().split("\\s*[,;]\\s*", MAX_SERVERS + 1)) {
            String plain = LISTENER.matcher(part).matches() ? part.substring(part.indexOf("://") + 3) : part;
            Optional<Server> server = of(plain);
            if (server.isEmpty() || servers.size() == MAX_SERVERS) {
                return Optional.empty();
            }
            servers.add(server.get());
        }
        return Optional.of(servers);
    }

    /** The same with {@code usual} as its port where none is written. */
    public Server on(OptionalInt usual) {
        return port.isPresent() || host.startsWith("/") ? this : new Server(host, usual);
    }

    /** {@code host:port}, an address of colons in brackets. */
    public String text() {
        String name = host.indexOf(':') >= 0 && !host.startsWith("/") ? "[" + host + "]" : host;
        return port.isPresent() ? name + ":" + port.getAsInt() : name;
    }

    @Override
    public int compareTo(Server other) {
        return ORDER.compare(this, other);
    }
}
