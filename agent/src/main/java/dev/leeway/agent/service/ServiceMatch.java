package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A service the configuration names: {@code {name: shop-web, match: {commandLine: "*shop*.jar*"}}}. Everything given must
 * match; texts are patterns with {@code *} and {@code ?}.
 *
 * @param name what the service is called
 * @param commandLine the whole command line, arguments joined by blanks
 * @param unit systemd unit; a pattern without a dot stands for services
 * @param container container name or id, or the name of a compose service
 * @param port fixed port one of its processes waits on
 */
public record ServiceMatch(
        String name,
        Optional<String> commandLine,
        Optional<String> unit,
        Optional<String> container,
        OptionalInt port) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@:-]{0,127}");

    public ServiceMatch {
        requireNonNull(name, "name is null");
        requireNonNull(commandLine, "commandLine is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(container, "container is null");
        requireNonNull(port, "port is null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a service name: use letters, digits and . _ + @ : -, 128 at most");
        }
        if (commandLine.isEmpty() && unit.isEmpty() && container.isEmpty() && port.isEmpty()) {
            throw new IllegalArgumentException(
                    "service '" + name + "' matches nothing: give commandLine, unit, container or port");
        }
    }

    boolean coversCommandLine(Iterable<String> arguments) {
        return commandLine.isEmpty() || Glob.matches(commandLine.get(), String.join(" ", arguments));
    }

    boolean coversUnit(Optional<String> seen) {
        return unit.isEmpty()
                || seen.filter(name -> Glob.matches(unit.get(), name) || Glob.matches(unit.get() + ".service", name))
                        .isPresent();
    }

    boolean coversContainer(Iterable<String> names) {
        if (container.isEmpty()) {
            return true;
        }
        for (String each : names) {
            if (Glob.matches(container.get(), each)) {
                return true;
            }
        }
        return false;
    }
}
