package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.ImageConfig;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What containers are given by nobody's choice and then tell as if somebody had asked for it: by engines, as Podman does, and by
 * Compose.
 */
final class Injected {
    private static final int DEFAULT_PIDS = 2_048;
    private static final int DEFAULT_STOP_SECONDS = 10;
    private static final String DEFAULT_SIGNAL = "SIGTERM";
    /**
     * Set by Compose 1 to the container whose volumes the new one takes over, for a scheduler of old: {@code
     * affinity:container==2f27e9...}.
     */
    private static final String PREDECESSOR = "affinity:container";

    private static final Pattern IS_CONTAINER = Pattern.compile("=[0-9a-f]{12,64}");

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
                image.stopSignal().or(() -> container.config().stopSignal().filter(this::signal)),
                image.shell());
    }

    /** Whether the engine or Compose set it; of a home nobody can tell who chose it. */
    private boolean variable(EngineContainer container, String name, String value) {
        boolean succeeds =
                name.equals(PREDECESSOR) && IS_CONTAINER.matcher(value).matches();
        return succeeds || (podman && byPodman(container, name, value));
    }

    private static boolean byPodman(EngineContainer container, String name, String value) {
        return switch (name) {
            case "HOSTNAME" ->
                container.settings().namespaces().network().equals("host")
                        || (!value.isEmpty() && container.id().startsWith(value));
            case "container" -> value.equals("podman") || value.equals("oci");
            case "TERM" -> value.equals("xterm");
            case "HOME" -> true;
            default -> false;
        };
    }

    private boolean signal(String name) {
        return podman && name.equals(DEFAULT_SIGNAL);
    }

    /** How long it waits for a container to end, where somebody chose it. */
    OptionalInt stopTimeout(ContainerSettings settings) {
        OptionalInt seconds = settings.stopTimeout();
        boolean own = podman && seconds.isPresent() && seconds.getAsInt() == DEFAULT_STOP_SECONDS;
        return own ? OptionalInt.empty() : seconds;
    }

    /** Whether the tendency to swap is what the engine tells where nobody says. */
    boolean swappiness(ContainerLimits limits) {
        return podman && limits.swappiness().isPresent() && limits.swappiness().getAsLong() == 0;
    }

    /** Whether the most processes are those that the engine allows where nobody says. */
    boolean pids(ContainerLimits limits) {
        return podman && limits.pids().isPresent() && limits.pids().getAsLong() == DEFAULT_PIDS;
    }
}
