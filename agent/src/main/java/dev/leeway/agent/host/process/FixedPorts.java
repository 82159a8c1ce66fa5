package dev.leeway.agent.host.process;

import java.util.List;

/**
 * Tells ports somebody chose from those the kernel hands out.
 *
 * <p>A port is random when it lies in the range the kernel picks from, at 32768 or above, is not reserved, and does not
 * stand in the process' own command line. The floor of 32768, where that range begins unless tuned, keeps hosts tuned to
 * 1024–65535 from losing every port they serve.
 *
 * @param low first port of the kernel's range
 * @param high its last port
 * @param reserved value of {@code ip_local_reserved_ports}: {@code 50051,60000-60010}
 */
record FixedPorts(int low, int high, String reserved) {
    private static final int FLOOR = 32_768;
    private static final int CEILING = 60_999;

    /** Reads the two kernel settings; texts that cannot be read give the kernel's own range. */
    static FixedPorts of(String range, String reserved) {
        String[] ends = range.strip().split("\\s+");
        try {
            return ends.length == 2
                    ? new FixedPorts(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), reserved.strip())
                    : new FixedPorts(FLOOR, CEILING, reserved.strip());
        } catch (NumberFormatException e) {
            return new FixedPorts(FLOOR, CEILING, reserved.strip());
        }
    }

    boolean fixed(int port, List<String> commandLine) {
        boolean random = port >= Math.max(low, FLOOR) && port <= high;
        return !random || isReserved(port) || names(commandLine, Integer.toString(port));
    }

    private boolean isReserved(int port) {
        for (String part : reserved.split(",")) {
            String[] ends = part.strip().split("-");
            int first = number(ends[0]);
            if (port >= first && port <= (ends.length > 1 ? number(ends[1]) : first)) {
                return first > 0;
            }
        }
        return false;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean names(List<String> commandLine, String port) {
        return commandLine.stream().anyMatch(argument -> containsNumber(argument, port));
    }

    private static boolean containsNumber(String text, String number) {
        for (int at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
            int end = at + number.length();
            boolean startsThere = at == 0 || !Character.isDigit(text.charAt(at - 1));
            if (startsThere && (end == text.length() || !Character.isDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }
}
