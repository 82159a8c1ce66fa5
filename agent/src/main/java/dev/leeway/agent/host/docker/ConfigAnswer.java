package dev.leeway.agent.host.docker;

import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.ImageConfig.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an image is run, as engines write it for images and containers alike. */
final class ConfigAnswer {
    private ConfigAnswer() {}

    static ImageConfig read(Fields config) {
        return new ImageConfig(
                config.text("User").orElse(""),
                config.text("WorkingDir").orElse(""),
                config.texts("Entrypoint"),
                config.texts("Cmd"),
                variables(config.texts("Env")),
                config.map("Labels"),
                config.names("ExposedPorts"),
                config.names("Volumes"),
                healthCheck(config.at("Healthcheck")),
                stopSignal(config),
                config.texts("Shell"));
    }

    /** As a name: Podman tells those of containers by their numbers. */
    private static Optional<String> stopSignal(Fields config) {
        OptionalLong number = config.number("StopSignal");
        Optional<String> text =
                number.isPresent() ? Optional.of(Long.toString(number.getAsLong())) : config.text("StopSignal");
        return text.map(Signals::name);
    }

    /** By name; of one name the last counts, and one without a value takes back what the image says. */
    static SortedMap<String, String> variables(List<String> assignments) {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            String name = equals < 0 ? assignment : assignment.substring(0, equals);
            if (equals < 0) {
                variables.remove(name);
            } else if (!name.isEmpty()) {
                variables.put(name, assignment.substring(equals + 1));
            }
        }
        return variables;
    }

    private static Optional<HealthCheck> healthCheck(Fields check) {
        List<String> test = check.texts("Test");
        return test.isEmpty()
                ? Optional.empty()
                : Optional.of(new HealthCheck(
                        test,
                        nanos(check.set("Interval")),
                        nanos(check.set("Timeout")),
                        nanos(check.set("StartPeriod")),
                        (int) Math.min(check.set("Retries").orElse(0), Integer.MAX_VALUE)));
    }

    private static Optional<Duration> nanos(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }
}
