package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the collector listens.
 *
 * @param host an IP address as a number, without brackets, or {@code localhost}
 * @param port 0 to 65535, 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9.]{7,15}|localhost)):([0-9]{1,5})");
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final int MOST = 65535;
    private static final String NEXT_STEP =
            "; write an address and a port, as 127.0.0.1:7411, 0.0.0.0:7411 or '[::1]:7411'";

    public ListenAddress {
        requireNonNull(host, "host is null");
    }

    /**
     * The address a text names.
     *
     * @throws IllegalArgumentException saying what is wrong and how to write it
     */
    public static ListenAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > MOST) {
            throw new IllegalArgumentException("no address to listen on" + NEXT_STEP);
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        boolean fourParts = parts.group(1) != null || FOUR.matcher(host).matches();
        if (!host.equals("localhost") && !(fourParts && isNumeric(host))) {
            throw new IllegalArgumentException("no IP address" + NEXT_STEP);
        }
        return new ListenAddress(host, Integer.parseInt(parts.group(3)));
    }

    /** Nothing is looked up for what consists of digits, dots and colons. */
    private static boolean isNumeric(String host) {
        try {
            return !InetAddress.getByName(host).getHostAddress().isEmpty();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether nobody but this machine can reach it. */
    public boolean isLoopback() {
        return host.equals("localhost") || address().isLoopbackAddress();
    }

    /** Whether it stands for every address of the machine. */
    public boolean isEveryAddress() {
        return !host.equals("localhost") && address().isAnyLocalAddress();
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address that was checked is none", e);
        }
    }

    /** {@code 127.0.0.1:7411}, {@code [::1]:7411}. */
    public String text() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
