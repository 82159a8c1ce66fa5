package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.spi.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is known of an anchored process that may tell its name. Everything that could not be read is empty.
 *
 * @param anchored the process
 * @param program what its command line says
 * @param container what the engine's files say of its container
 * @param pod name of the Kubernetes pod it runs in
 * @param namespace of that pod
 * @param node name of the host, to know static pods by
 * @param environment variables of the process that name things
 * @param packageName the name in the {@code package.json} its script belongs to
 * @param answered whether its files could be asked; else only what does not need them can name it
 */
public record Clues(
        Anchored anchored,
        Program program,
        Optional<ContainerNames> container,
        Optional<String> pod,
        Optional<String> namespace,
        Optional<String> node,
        SortedMap<String, String> environment,
        Optional<String> packageName,
        boolean answered) {
    public Clues {
        requireNonNull(anchored, "anchored is null");
        requireNonNull(program, "program is null");
        requireNonNull(container, "container is null");
        requireNonNull(pod, "pod is null");
        requireNonNull(namespace, "namespace is null");
        requireNonNull(node, "node is null");
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        requireNonNull(packageName, "packageName is null");
    }

    /** The pod's name taken apart. */
    Optional<PodName> podName() {
        return pod.map(name -> PodName.of(name, node));
    }

    /** What is known of the pod it runs in, empty where it runs in none. */
    Optional<Pod> inPod() {
        Optional<ContainerRef> ref = anchored.place().container();
        boolean contained = ref.flatMap(ContainerRef::podUid).isPresent();
        Optional<String> kind = ref.filter(ContainerRef::ofStaticPod)
                .map(each -> "static")
                .or(() -> podName().map(PodName::kind));
        return contained || pod.isPresent()
                ? Optional.of(new Pod(
                        namespace,
                        container.flatMap(ContainerNames::podContainer),
                        kind,
                        ref.flatMap(ContainerRef::quality)))
                : Optional.empty();
    }

    /** The variable of that name, where it was read and is not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Every name its container goes by. */
    List<String> containerNames() {
        List<String> names = new ArrayList<>();
        anchored.place().container().map(ContainerRef::id).ifPresent(names::add);
        container.ifPresent(known -> {
            known.name().ifPresent(names::add);
            known.service().ifPresent(names::add);
        });
        return List.copyOf(names);
    }

    /**
     * What an engine's own files say of a container.
     *
     * @param name the name it was given, or that the engine made up
     * @param service the Compose or Swarm service it runs for
     * @param project the Compose project or Swarm stack
     * @param number which of a Compose service's containers it is
     * @param podContainer the container's name within its Kubernetes pod
     */
    public record ContainerNames(
            Optional<String> name,
            Optional<String> service,
            Optional<String> project,
            Optional<String> number,
            Optional<String> podContainer) {
        public ContainerNames {
            requireNonNull(name, "name is null");
            requireNonNull(service, "service is null");
            requireNonNull(project, "project is null");
            requireNonNull(number, "number is null");
            requireNonNull(podContainer, "podContainer is null");
        }

        /** Nothing is known. */
        public static final ContainerNames NONE = new ContainerNames(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** The project without its slot, so that the two of a blue-green pair are one. */
        public Optional<String> plainProject() {
            return project.map(each -> PlainName.of(each).name());
        }

        /**
         * As an engine labels a container.
         *
         * @param label what a label of that name says
         */
        public static ContainerNames labelled(Optional<String> name, Function<String, Optional<String>> label) {
            Optional<String> stack = label.apply("com.docker.stack.namespace");
            Optional<String> swarm = label.apply("com.docker.swarm.service.name")
                    .map(service -> stack.filter(each -> service.startsWith(each + "_"))
                            .map(each -> service.substring(each.length() + 1))
                            .orElse(service));
            return new ContainerNames(
                    name,
                    label.apply("com.docker.compose.service")
                            .or(() -> label.apply("io.podman.compose.service"))
                            .or(() -> swarm),
                    label.apply("com.docker.compose.project")
                            .or(() -> label.apply("io.podman.compose.project"))
                            .or(() -> stack),
                    label.apply("com.docker.compose.container-number"),
                    label.apply("io.kubernetes.container.name"));
        }

        /** Only the name is known. */
        public static ContainerNames called(String name) {
            return new ContainerNames(
                    Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
