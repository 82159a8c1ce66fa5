package dev.leeway.collector.notify;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses a message may go to. */
enum Reach {
    /** Those of the whole network alone. */
    PUBLIC,
    /** Those of private networks and of this machine as well. */
    PRIVATE;

    private enum Sort {
        PUBLIC,
        PRIVATE,
        /** Of the link, of whoever runs the machine, or of nobody: what asks there may be answered with credentials. */
        NEVER
    }

    /**
     * The address to connect to: one that was looked up once and is then used as it is, for a name may lead elsewhere the next time.
     *
     * @throws NotSentException when the name leads nowhere, or to any address that is out of reach
     */
    InetAddress address(String host) throws NotSentException {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new NotSentException(
                    "its host has no address; check its spelling, and that this machine can look up names", true);
        }
        for (InetAddress each : all) {
            Sort sort = sort(each);
            if (sort == Sort.NEVER) {
                throw new NotSentException(
                        "its host leads to an address nothing is ever sent to (link-local, metadata,"
                                + " multicast or none)",
                        false);
            }
            if (sort == Sort.PRIVATE && this == PUBLIC) {
                throw new NotSentException(
                        "its host leads to this machine or a private network; if it is meant to, set"
                                + " allowPrivate: true",
                        false);
            }
        }
        return all[0];
    }

    /** Whether messages may go to {@code address}. */
    boolean admits(InetAddress address) {
        Sort sort = sort(address);
        return sort == Sort.PUBLIC || (sort == Sort.PRIVATE && this == PRIVATE);
    }

    /** Whether {@code address} is one of the whole network, where what is sent in clear is read by anybody on the way. */
    static boolean isPublic(InetAddress address) {
        return sort(address) == Sort.PUBLIC;
    }

    private static Sort sort(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return Sort.NEVER;
        }
        return address instanceof Inet6Address ? ofSixteen(bytes) : ofFour(bytes);
    }

    private static Sort ofFour(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean metadata = Arrays.equals(bytes, new byte[] {100, 100, 100, (byte) 200})
                || (first == 192 && second == 0 && bytes[2] == 0 && (bytes[3] & 0xFF) == 192);
        if (metadata || first == 0 || first >= 224 || (first == 169 && second == 254)) {
            return Sort.NEVER;
        }
        boolean closed = first == 10
                || first == 127
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 100 && second >= 64 && second < 128)
                || (first == 198 && (second == 18 || second == 19));
        return closed ? Sort.PRIVATE : Sort.PUBLIC;
    }

    private static Sort ofSixteen(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean metadata = startsWith(bytes, 0xFD, 0x00, 0x0E, 0xC2)
                || (startsWith(bytes, 0xFD, 0x20, 0x00, 0xCE)
                        && zero(bytes, 4, 14)
                        && bytes[14] == 2
                        && bytes[15] == 0x54);
        if (metadata) {
            return Sort.NEVER;
        }
        boolean loopback = bytes[15] == 1 && zero(bytes, 0, 15);
        if (loopback || (first & 0xFE) == 0xFC || (first == 0xFE && (second & 0xC0) == 0xC0)) {
            return Sort.PRIVATE;
        }
        // Addresses that hold another: mapped, compatible, translated, and 6to4; they lead to what they hold.
        if (zero(bytes, 0, 12)
                || (zero(bytes, 0, 10) && bytes[10] == -1 && bytes[11] == -1)
                || startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B)) {
            return ofFour(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return ofFour(Arrays.copyOfRange(bytes, 2, 6));
        }
        // Teredo hides the address it holds.
        return startsWith(bytes, 0x20, 0x01, 0x00, 0x00) ? Sort.PRIVATE : Sort.PUBLIC;
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
