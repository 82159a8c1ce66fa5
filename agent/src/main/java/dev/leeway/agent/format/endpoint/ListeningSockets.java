package dev.leeway.agent.format.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /proc/PID/net/tcp}, {@code tcp6}, {@code udp} and {@code udp6}: on which addresses a process waits, by the socket's inode. */
public final class ListeningSockets {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int MAX_SOCKETS = 200_000;
    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");

    private ListeningSockets() {}

    /**
     * A socket that waits.
     *
     * @param address of this side, as text; {@code 0.0.0.0} and {@code ::} for every address
     * @param port of this side
     */
    public record Bound(String address, int port) {}

    /** Those in {@code table}, a table of {@code protocol}: {@code tcp} or {@code udp}. */
    public static Map<Long, Bound> read(String protocol, String table) {
        Map<Long, Bound> found = new HashMap<>();
        String waiting = protocol.equals("tcp") ? LISTENING : UNCONNECTED;
        table.lines().skip(1).limit(MAX_SOCKETS).map(String::strip).forEach(line -> {
            String[] fields = line.split("\\s+", INODE + 2);
            boolean waits = fields.length > INODE && fields[STATE].equals(waiting) && fields[REMOTE].endsWith(":0000");
            if (waits && fields[INODE].matches("\\d{1,18}")) {
                bound(fields[LOCAL]).ifPresent(each -> found.put(Long.valueOf(fields[INODE]), each));
            }
        });
        return found;
    }

    private static Optional<Bound> bound(String local) {
        int colon = local.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(local.substring(colon + 1), 16);
            return TcpPeers.address(local.substring(0, colon))
                    .map(address -> new Bound(shown(AddressText.canonical(address)), port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** As RFC 5952 writes it: the first longest run of zero groups left out. */
    private static String shown(String address) {
        Matcher zeros = ZEROS.matcher(address);
        int start = -1;
        int end = -1;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        if (address.indexOf(':') < 0 || start < 0) {
            return address;
        }
        String before = address.substring(0, start);
        String after = address.substring(end);
        return (before.endsWith(":") ? before.substring(0, before.length() - 1) : before) + "::"
                + (after.startsWith(":") ? after.substring(1) : after);
    }
}
