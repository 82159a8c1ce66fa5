package dev.leeway.agent.host.process;

import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.spi.Listener.Reach;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code /proc/PID/net/tcp}, {@code tcp6}, {@code udp} and {@code udp6}: which sockets wait, by inode.
 *
 * <p>Of UDP only ports below 1024 count: above, resolvers bind a random port for each question they ask.
 */
final class SocketTable {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String TCP_LISTEN = "0A";
    private static final String UDP_OPEN = "07";
    private static final int FIRST_FREE_UDP = 1024;

    private SocketTable() {}

    /**
     * The sockets of one table that wait on a port.
     *
     * @param protocol {@code tcp} or {@code udp}
     */
    static Map<Long, Listener> parse(String protocol, String table) {
        Map<Long, Listener> found = new HashMap<>();
        table.lines().skip(1).map(String::strip).forEach(line -> {
            String[] fields = line.split("\\s+");
            if (fields.length > INODE && waits(protocol, fields)) {
                listener(protocol, fields[LOCAL])
                        .ifPresent(listener -> inode(fields[INODE]).ifPresent(inode -> found.put(inode, listener)));
            }
        });
        return found;
    }

    private static boolean waits(String protocol, String[] fields) {
        return protocol.equals("tcp")
                ? fields[STATE].equals(TCP_LISTEN)
                : fields[STATE].equals(UDP_OPEN) && fields[REMOTE].endsWith(":0000");
    }

    private static Optional<Long> inode(String text) {
        try {
            return Optional.of(Long.valueOf(text)).filter(inode -> inode > 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Listener> listener(String protocol, String local) {
        int colon = local.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(local.substring(colon + 1), 16);
            boolean random = protocol.equals("udp") && port >= FIRST_FREE_UDP;
            return port < 1 || port > 65535 || random
                    ? Optional.empty()
                    : Optional.of(new Listener(protocol, port, reach(local.substring(0, colon))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Addresses are words in the machine's own byte order, here little endian: 127.0.0.1 is {@code 0100007F}. */
    private static Reach reach(String hex) {
        if (hex.chars().allMatch(c -> c == '0')) {
            return Reach.WILDCARD;
        }
        boolean loopback4 = hex.length() == 8 && hex.endsWith("7F");
        boolean loopback6 = hex.equals("00000000000000000000000001000000");
        boolean mapped = hex.startsWith("0000000000000000FFFF0000") && hex.endsWith("7F");
        return loopback4 || loopback6 || mapped ? Reach.LOOPBACK : Reach.ADDRESS;
    }
}
