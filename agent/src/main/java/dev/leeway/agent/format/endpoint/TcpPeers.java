package dev.leeway.agent.format.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /proc/PID/net/tcp} and {@code tcp6}: to whom connections lead that are open now, by the socket's inode. */
public final class TcpPeers {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String ESTABLISHED = "01";
    private static final int MAX_CONNECTIONS = 200_000;

    private TcpPeers() {}

    /**
     * An open connection.
     *
     * @param local port on this side
     * @param peer the other side, an IPv4 address inside IPv6 told as what it is
     */
    public record Connection(int local, Server peer) {}

    /** The connections in {@code table}. */
    public static Map<Long, Connection> read(String table) {
        Map<Long, Connection> found = new HashMap<>();
        table.lines().skip(1).limit(MAX_CONNECTIONS).map(String::strip).forEach(line -> {
            String[] fields = line.split("\\s+", INODE + 2);
            if (fields.length > INODE && fields[STATE].equals(ESTABLISHED)) {
                add(fields, found);
            }
        });
        return found;
    }

    private static void add(String[] fields, Map<Long, Connection> found) {
        String remote = fields[REMOTE];
        int colon = remote.indexOf(':');
        int localColon = fields[LOCAL].indexOf(':');
        if (colon < 0 || localColon < 0) {
            return;
        }
        try {
            int port = Integer.parseInt(remote.substring(colon + 1), 16);
            int local = Integer.parseInt(fields[LOCAL].substring(localColon + 1), 16);
            Optional<String> address = address(remote.substring(0, colon));
            if (address.isPresent() && port > 0 && port < 65_536) {
                found.put(
                        Long.valueOf(fields[INODE]),
                        new Connection(local, new Server(address.get(), OptionalInt.of(port))));
            }
        } catch (NumberFormatException e) {
            // A line of another shape says nothing.
            return;
        }
    }

    /** Words of four bytes in the machine's own order, here little endian. */
    static Optional<String> address(String hex) {
        if (hex.length() == 8) {
            return Optional.of(ipv4(hex));
        }
        if (hex.length() != 32) {
            return Optional.empty();
        }
        if (hex.startsWith("0000000000000000FFFF0000")) {
            return Optional.of(ipv4(hex.substring(24)));
        }
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 32; word += 8) {
            for (int half = 6; half > 0; half -= 4) {
                String group =
                        hex.substring(word + half, word + half + 2) + hex.substring(word + half - 2, word + half);
                text.append(text.isEmpty() ? "" : ":").append(Integer.toHexString(Integer.parseInt(group, 16)));
            }
        }
        return Optional.of(text.toString());
    }

    private static String ipv4(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 6; i >= 0; i -= 2) {
            text.append(Integer.parseInt(hex.substring(i, i + 2), 16)).append(i == 0 ? "" : ".");
        }
        return text.toString();
    }
}
