package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The Kubernetes pod a copy of a service runs in, as far as its node tells: nothing is asked of the cluster.
 *
 * @param namespace it belongs to
 * @param container name of the copy's container within the pod
 * @param workload what made the pod, by the shape of its name: {@code deployment}, {@code statefulset},
 *     {@code daemonset or job}, {@code static}, {@code pod} where the name has no such shape
 * @param quality its class of service: {@code guaranteed}, {@code burstable}, {@code besteffort}
 */
public record Pod(
        Optional<String> namespace, Optional<String> container, Optional<String> workload, Optional<String> quality) {
    public Pod {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(container, "container is null");
        requireNonNull(workload, "workload is null");
        requireNonNull(quality, "quality is null");
    }
}
