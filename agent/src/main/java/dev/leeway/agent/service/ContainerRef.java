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
 * @param quality the pod's class of service: {@code guaranteed}, {@code burstable} or {@code besteffort}
 */
public record ContainerRef(String engine, String id, Optional<String> podUid, Optional<String> quality) {
    public ContainerRef {
        requireNonNull(engine, "engine is null");
        requireNonNull(id, "id is null");
        requireNonNull(podUid, "podUid is null");
        requireNonNull(quality, "quality is null");
    }

    /** One of no pod. */
    static ContainerRef outsidePods(String engine, String id) {
        return new ContainerRef(engine, id, Optional.empty(), Optional.empty());
    }

    /** Whether its pod is one that the node's own files define: the kubelet hashes those into an id without dashes. */
    boolean ofStaticPod() {
        return podUid.filter(uid -> uid.indexOf('-') < 0).isPresent();
    }

    /** Whether the id is a name people gave. */
    public boolean named() {
        return engine.equals("lxc") || engine.equals("machine");
    }
}
