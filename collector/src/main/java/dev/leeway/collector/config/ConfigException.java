package dev.leeway.collector.config;

import dev.leeway.schema.json.FormatException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A configuration that will not do: every fault of it, in the order of their places. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}):([0-9]{1,9}).*");

    private final transient List<FormatException> faults;

    /**
     * One or more faults.
     *
     * @param faults each a whole sentence with its place; none of them repeats a secret
     */
    ConfigException(List<FormatException> faults) {
        super(faults.stream()
                .sorted(Comparator.comparingLong(ConfigException::position))
                .map(FormatException::getMessage)
                .collect(Collectors.joining("\n")));
        this.faults = faults.stream()
                .sorted(Comparator.comparingLong(ConfigException::position))
                .toList();
    }

    private static long position(FormatException fault) {
        Matcher place = PLACE.matcher(fault.place());
        return place.matches() ? (Long.parseLong(place.group(1)) << 32) + Long.parseLong(place.group(2)) : 0;
    }

    /** The faults, each {@code file:line:column: problem; next step}. */
    public List<FormatException> faults() {
        return faults;
    }
}
