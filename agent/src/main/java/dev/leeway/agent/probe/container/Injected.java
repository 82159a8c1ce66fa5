package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.ImageConfig;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an engine gives every container by itself and then tells as if somebody had asked for it, as Podman does. */
final class Injected {
    private static final int DEFAULT_PIDS = 2_048;

    private final boolean podman;

    /** @param product which engine it is */
    Injected(String product) {
        this.podman = product.equals("podman");
    }

    /** What {@code container} has beneath what people chose: what its image says, and what the engine gave it beside that. */
    ImageConfig over(ImageConfig image, EngineContainer container) {
        SortedMap<String, String> variables = new TreeMap<>(image.variables());
        container.config().variables().forEach((name, value) -> {
            if (variable(container, name, value)) {
                variables.put(name, value);
            }
        });
        return new ImageConfig(
                image.user(),
                image.workingDirectory(),
                image.entrypoint(),
                image.command(),
                variables,
                image.labels(),
                image.ports(),
                image.volumes(),
                image.healthCheck(),
                image.stopSignal(),
                image.shell());
    }

    /** Whether the engine set it; of a home nobody can tell who chose it. */
    private boolean variable(EngineContainer container, String name, String value) {
        return podman
                && switch (name) {
                    case "HOSTNAME" -> !value.isEmpty() && container.id().startsWith(value);
                    case "container" -> value.equals("podman") || value.equals("oci");
                    case "TERM" -> value.equals("xterm");
                    case "HOME" -> true;
                    default -> false;
                };
    }

    /** Whether the most processes are those that the engine allows where nobody says. */
    boolean pids(ContainerLimits limits) {
        return podman && limits.pids().isPresent() && limits.pids().getAsLong() == DEFAULT_PIDS;
    }
}
