package dev.leeway.schema.console;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables a command was called with, whatever its launcher made of them.
 *
 * <p>A launcher that sets a variable for Java's sake names it in {@code LEEWAY_CALLER}, between colons, and keeps what the caller
 * had, if anything, as {@code LEEWAY_CALLER_NAME}.
 */
public final class CallerVariables {
    private static final String CHANGED = "LEEWAY_CALLER";
    private static final String KEPT = CHANGED + "_";

    private CallerVariables() {}

    /**
     * The caller's.
     *
     * @param variables of this process
     */
    public static SortedMap<String, String> of(Map<String, String> variables) {
        SortedMap<String, String> callers = new TreeMap<>(variables);
        for (String name :
                Optional.ofNullable(variables.get(CHANGED)).orElse("").split(":")) {
            Optional<String> kept = Optional.ofNullable(variables.get(KEPT + name));
            kept.ifPresentOrElse(value -> callers.put(name, value), () -> callers.remove(name));
            callers.remove(KEPT + name);
        }
        callers.remove(CHANGED);
        return callers;
    }
}
