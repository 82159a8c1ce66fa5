package dev.leeway.agent.host.process;

import dev.leeway.agent.service.ContainerRef;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of a node's log files tell of its pods: {@code /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log} and
 * {@code /var/log/pods/NAMESPACE_POD_UID}.
 *
 * <p>The kubelet makes them, whatever engine runs the containers, and anybody may list them. No log is opened.
 */
final class KubeletFiles {
    private static final String CONTAINERS = "/var/log/containers";
    private static final String PODS = "/var/log/pods";
    /** A node runs some hundreds of containers at most; logs of those that ended stay for a while. */
    private static final int MOST = 20_000;

    private static final Pattern CONTAINER = Pattern.compile("([^_/]+)_([^_/]+)_(.+)-([0-9a-f]{64})\\.log");
    private static final Pattern POD = Pattern.compile("([^_/]+)_([^_/]+)_([0-9a-f][0-9a-f-]{31,35})");

    private final Map<String, Known> byContainer = new HashMap<>();
    private final Map<String, Known> byPod = new HashMap<>();

    /** Reads the names once. */
    KubeletFiles(HostFiles files) {
        for (String name : names(files, CONTAINERS)) {
            Matcher matcher = CONTAINER.matcher(name);
            if (matcher.matches()) {
                byContainer.put(
                        matcher.group(4), new Known(matcher.group(1), matcher.group(2), Optional.of(matcher.group(3))));
            }
        }
        for (String name : names(files, PODS)) {
            Matcher matcher = POD.matcher(name);
            if (matcher.matches()) {
                byPod.put(matcher.group(3), new Known(matcher.group(2), matcher.group(1), Optional.empty()));
            }
        }
    }

    /** What is known of {@code container}, or of its pod alone. */
    Optional<Known> find(ContainerRef container) {
        return Optional.ofNullable(byContainer.get(container.id()))
                .or(() -> container.podUid().map(byPod::get));
    }

    private static List<String> names(HostFiles files, String directory) {
        try {
            return files.listIfPresent(directory, MOST);
        } catch (HostAccessException closed) {
            return List.of();
        }
    }

    /**
     * One of them.
     *
     * @param pod its name
     * @param namespace of the pod
     * @param container its name within the pod, where the container itself is known
     */
    record Known(String pod, String namespace, Optional<String> container) {}
}
