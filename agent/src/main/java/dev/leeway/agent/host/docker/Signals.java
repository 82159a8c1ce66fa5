package dev.leeway.agent.host.docker;

import java.util.List;
import java.util.regex.Pattern;

/** Names of the signals of Linux on the processors that container engines run on. */
final class Signals {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /** {@code SIGTERM} for 15; what has no name, or is one, as it is. */
    static String name(String signal) {
        if (!NUMBER.matcher(signal).matches()) {
            return signal;
        }
        int number = Integer.parseInt(signal);
        return number >= 1 && number <= NAMES.size() ? "SIG" + NAMES.get(number - 1) : signal;
    }
}
