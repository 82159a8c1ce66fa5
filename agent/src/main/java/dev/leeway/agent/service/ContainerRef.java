package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A container as the control group of a process tells it.
 *
 * @param engine {@code docker}, {@code containerd}, {@code crio}, {@code podman}, {@code lxc}, {@code machine}, or
 *     {@code container} when the path does not say
 * @param id the engine's id, or the container's name for engines that name their groups after it
 * @param podUid the Kubernetes pod it belongs to
 */
public record ContainerRef(String engine, String id, Optional<String> podUid) {
    public ContainerRef {
        requireNonNull(engine, "engine is null");
        requireNonNull(id, "id is null");
        requireNonNull(podUid, "podUid is null");
    }

    /** Whether the id is a name people gave. */
    public boolean named() {
        return engine.equals("lxc") || engine.equals("machine");
    }
}
