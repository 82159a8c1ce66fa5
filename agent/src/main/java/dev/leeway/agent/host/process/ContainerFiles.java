package dev.leeway.agent.host.process;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.ComposeLabels;
import dev.leeway.agent.service.ContainerRef;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What container engines leave on disk about a container: its name, its Compose service, its place in a pod.
 *
 * <p>Read as files; the engine is asked only of a container that no file in a known place tells of, such as one whose engine
 * keeps its data elsewhere, or whose files are for root alone.
 */
final class ContainerFiles {
    private static final int MAX_FILE = 4 << 20;
    private static final String COMPOSE = "com.docker.compose.";
    private static final Pattern IMAGE = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int MAX_DRIVERS = 64;
    private static final List<String> CONTAINERD_TASKS = List.of(
            "/run/containerd/io.containerd.runtime.v2.task/k8s.io/",
            "/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/",
            "/run/containerd/io.containerd.runtime.v2.task/default/");
    private static final List<String> CRIO_STATES =
            List.of("/run/containers/storage/overlay-containers/", "/var/lib/containers/storage/overlay-containers/");

    private static final String PODMAN_INDEX = "/var/lib/containers/storage/overlay-containers/containers.json";

    private final HostFiles files;
    private final EngineNames engine;

    ContainerFiles(HostFiles files, EngineNames engine) {
        this.files = files;
        this.engine = engine;
    }

    /** What is known of {@code container}. */
    Found find(ContainerRef container) throws InterruptedException {
        if (container.named()) {
            return Found.NOTHING;
        }
        Found found = docker(container.id()).or(() -> runtime(container.id())).orElse(Found.NOTHING);
        if (found.names().isEmpty()) {
            // Of Podman's containers only the engine knows the labels, by which others are called.
            found = engine.find(container.id());
        }
        return found.names().isEmpty() && container.engine().equals("podman") ? podman(container.id()) : found;
    }

    /** Podman keeps names in its index, those of root's containers here; what Compose calls a container it keeps in a database that is not read here. */
    private Found podman(String id) {
        return json(PODMAN_INDEX).filter(JsonNode.Elements.class::isInstance).stream()
                .flatMap(index -> ((JsonNode.Elements) index).elements().stream())
                .filter(entry -> entry.textAt("id").filter(id::equals).isPresent())
                .flatMap(entry -> entry.at("names").stream())
                .filter(JsonNode.Elements.class::isInstance)
                .flatMap(names -> ((JsonNode.Elements) names).elements().stream())
                .filter(JsonNode.Text.class::isInstance)
                .map(name -> ((JsonNode.Text) name).text())
                .findFirst()
                .map(name -> new Found(Optional.of(ContainerNames.called(name)), Optional.empty(), Optional.empty()))
                .orElse(Found.NOTHING);
    }

    private Optional<Found> docker(String id) {
        return dataRoots().stream()
                .flatMap(root ->
                        json(root + "/containers/" + id + "/config.v2.json")
                                .map(config -> ofDocker(config, root))
                                .stream())
                .findFirst();
    }

    private List<String> dataRoots() {
        Optional<String> moved = json("/etc/docker/daemon.json")
                .flatMap(node -> node.textAt("data-root"))
                .filter(path -> path.startsWith("/"));
        return moved.map(path -> List.of(path, "/var/lib/docker")).orElse(List.of("/var/lib/docker"));
    }

    private Found ofDocker(JsonNode config, String root) {
        Map<String, String> all = texts(config.at("Config", "Labels"));
        Map<String, String> labels = ComposeLabels.any(all)
                ? ComposeLabels.own(
                        all, imageLabels(root, config.textAt("Image").orElse("")))
                : all;
        return new Found(
                Optional.of(
                        ContainerNames.labelled(config.textAt("Name"), name -> Optional.ofNullable(labels.get(name)))),
                Optional.ofNullable(labels.get("io.kubernetes.pod.name")),
                Optional.ofNullable(labels.get("io.kubernetes.pod.namespace")));
    }

    /** What Docker's own store says of an image; nothing of one that lies elsewhere. */
    private Map<String, String> imageLabels(String root, String id) {
        if (!IMAGE.matcher(id).matches()) {
            return Map.of();
        }
        try {
            return files.listIfPresent(root + "/image", MAX_DRIVERS).stream()
                    .flatMap(driver -> json(
                            root + "/image/" + driver + "/imagedb/content/sha256/" + id.substring(id.indexOf(':') + 1))
                            .stream())
                    .findFirst()
                    .map(image -> texts(image.at("config", "Labels")))
                    .orElse(Map.of());
        } catch (HostAccessException e) {
            return Map.of();
        }
    }

    private static Map<String, String> texts(Optional<JsonNode> node) {
        Map<String, String> texts = new TreeMap<>();
        node.filter(JsonNode.Members.class::isInstance)
                .ifPresent(members -> ((JsonNode.Members) members).members().forEach((name, member) -> {
                    if (member instanceof JsonNode.Text text) {
                        texts.put(name, text.text());
                    }
                }));
        return texts;
    }

    /** The runtime's own configuration, which containerd, CRI-O and Podman keep beside a running container. */
    private Optional<Found> runtime(String id) {
        Optional<JsonNode> containerd = CONTAINERD_TASKS.stream()
                .flatMap(directory -> json(directory + id + "/config.json").stream())
                .findFirst();
        Optional<JsonNode> config = containerd.or(() -> CRIO_STATES.stream()
                .flatMap(directory -> json(directory + id + "/userdata/config.json").stream())
                .findFirst());
        return config.map(ContainerFiles::ofRuntime).filter(found -> !found.equals(Found.EMPTY));
    }

    private static Found ofRuntime(JsonNode config) {
        Optional<String> container = annotation(config, "io.kubernetes.cri.container-name")
                .or(() -> annotation(config, "io.kubernetes.container.name"));
        Optional<String> pod = annotation(config, "io.kubernetes.cri.sandbox-name")
                .or(() -> annotation(config, "io.kubernetes.pod.name"));
        return new Found(
                Optional.of(new ContainerNames(
                        annotation(config, "nerdctl/name"),
                        annotation(config, COMPOSE + "service"),
                        annotation(config, COMPOSE + "project"),
                        annotation(config, COMPOSE + "container-number"),
                        container)),
                pod,
                annotation(config, "io.kubernetes.cri.sandbox-namespace")
                        .or(() -> annotation(config, "io.kubernetes.pod.namespace")));
    }

    private static Optional<String> annotation(JsonNode config, String name) {
        return config.textAt("annotations", name);
    }

    private Optional<JsonNode> json(String path) {
        try {
            return files.readIfPresent(path, MAX_FILE)
                    .flatMap(bytes -> JsonText.read(new String(bytes, StandardCharsets.UTF_8)));
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    /**
     * What was found.
     *
     * @param names what the container is called
     * @param pod the Kubernetes pod it belongs to
     * @param namespace of that pod
     */
    record Found(Optional<ContainerNames> names, Optional<String> pod, Optional<String> namespace) {
        static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), Optional.empty());

        /** A configuration was there and named nothing. */
        static final Found EMPTY = new Found(Optional.of(ContainerNames.NONE), Optional.empty(), Optional.empty());
    }
}
