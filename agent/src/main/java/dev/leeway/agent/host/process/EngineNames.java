package dev.leeway.agent.host.process;

import dev.leeway.agent.host.process.ContainerFiles.Found;
import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the engine itself calls its containers, asked at the first container that nothing else names, or that is of Compose, whose other
 * projects may stand still.
 */
final class EngineNames {
    /** An engine that hangs delays the look at the processes by so much, once. */
    private static final long WAIT_SECONDS = 8;

    private final ContainerEngine engine;
    private Optional<List<EngineContainer>> known = Optional.empty();

    EngineNames(ContainerEngine engine) {
        this.engine = engine;
    }

    /** What is known of the container with that id; nothing of any where the engine gives no answer. */
    Found find(String id) throws InterruptedException {
        return containers().stream()
                .filter(container -> container.id().equals(id))
                .findFirst()
                .map(EngineNames::named)
                .orElse(Found.NOTHING);
    }

    /** The names of the services by ids of their containers; none where the engine gives no answer. */
    Map<String, String> services() throws InterruptedException {
        Map<String, String> services = new HashMap<>();
        containers().forEach(container -> services.put(container.id(), container.service()));
        return services;
    }

    private List<EngineContainer> containers() throws InterruptedException {
        if (known.isEmpty()) {
            known = Optional.of(asked());
        }
        return known.get();
    }

    /** The answer is waited for in a thread of its own, which goes on for others who want it when this wait is over. */
    private List<EngineContainer> asked() throws InterruptedException {
        FutureTask<List<EngineContainer>> answer = new FutureTask<>(engine::containers);
        Thread thread = new Thread(answer, "service-engine");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // No engine, one closed to this user, one that fails or is late: its containers go by what runs in them.
            return List.of();
        }
    }

    private static Found named(EngineContainer container) {
        SortedMap<String, String> labels = container.config().labels();
        return new Found(
                Optional.of(ContainerNames.labelled(Optional.of(container.name()), name -> label(labels, name))),
                label(labels, "io.kubernetes.pod.name"),
                label(labels, "io.kubernetes.pod.namespace"));
    }

    private static Optional<String> label(SortedMap<String, String> labels, String name) {
        return Optional.ofNullable(labels.get(name)).filter(value -> !value.isEmpty());
    }
}
