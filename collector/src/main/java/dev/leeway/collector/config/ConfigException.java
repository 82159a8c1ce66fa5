package dev.leeway.collector.config;

import dev.leeway.schema.json.FormatException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that will not do: every fault of it, in the order of their places. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<FormatException> faults;

    /**
     * One or more faults.
     *
     * @param faults each a whole sentence with its place; none of them repeats a secret
     */
    ConfigException(List<FormatException> faults) {
        super(faults.stream().map(FormatException::getMessage).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, each {@code file:line:column: problem; next step}. */
    public List<FormatException> faults() {
        return faults;
    }
}
