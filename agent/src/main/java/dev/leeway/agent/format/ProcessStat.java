package dev.leeway.agent.format;

import java.util.Optional;

/**
 * The one line of {@code /proc/PID/stat}.
 *
 * @param name short name, which may hold blanks and parentheses
 * @param parent process id of the parent
 * @param kernel whether it is a thread of the kernel
 * @param zombie whether it has ended and waits for its parent
 * @param nice from -20, served first, to 19
 * @param startTicks start since boot in clock ticks; with the id it names one process for good
 */
public record ProcessStat(String name, int parent, boolean kernel, boolean zombie, int nice, long startTicks) {
    private static final long KERNEL_THREAD = 0x0020_0000L;
    // Fields counted from the one after the name.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int FLAGS = 6;
    private static final int NICE = 16;
    private static final int START = 19;

    /** Reads the line; empty when it is cut short. */
    public static Optional<ProcessStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open || close + 2 > line.length()) {
            return Optional.empty();
        }
        String[] fields = line.substring(close + 1).strip().split(" ", START + 2);
        if (fields.length <= START) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessStat(
                    line.substring(open + 1, close),
                    Integer.parseInt(fields[PARENT]),
                    (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0,
                    fields[STATE].equals("Z") || fields[STATE].equals("X"),
                    Integer.parseInt(fields[NICE]),
                    Long.parseLong(fields[START])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
