package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.MalformedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a file.
 *
 * @param line from 1
 * @param expected what should stand there
 */
record Fault(int line, String expected) {
    private static final Pattern PLACED = Pattern.compile("(?:at |line )(\\d{1,9})(?::\\d+)?: (.*)", Pattern.DOTALL);

    static Fault of(MalformedException fault) {
        String message = String.valueOf(fault.getMessage());
        Matcher placed = PLACED.matcher(message);
        return placed.matches() ? new Fault(Integer.parseInt(placed.group(1)), placed.group(2)) : new Fault(1, message);
    }
}
