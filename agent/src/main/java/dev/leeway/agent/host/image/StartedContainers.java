package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs in containers of which only the engine tells: by what each was started with.
 *
 * @param services as seen from the host
 * @param proc what a kernel would tell of their processes; what only a kernel knows is closed where it may matter
 */
record StartedContainers(List<Service> services, HostFiles proc) {
    /** Of a start nobody tells: so late that nothing is younger. */
    private static final long NEVER = 253_370_764_800L;

    StartedContainers {
        services = List.copyOf(services);
    }

    /** @param asCreated whether what runs is what lies there for sure */
    static StartedContainers of(List<EngineContainer> containers, HostFiles files, boolean asCreated) {
        List<Service> services = new ArrayList<>();
        SortedMap<String, byte[]> kernel = new TreeMap<>();
        Set<String> closed = new HashSet<>();
        Set<List<Object>> seen = new HashSet<>();
        // Each second is told as ticks since the one before it.
        long boot = containers.stream()
                .flatMap(each -> each.state().started().stream())
                .mapToLong(Instant::getEpochSecond)
                .min()
                .orElse(NEVER);
        kernel.put("/stat", bytes("btime " + boot + "\n"));
        for (EngineContainer container : containers) {
            boolean known = !seen.add(List.of(
                    container.service(),
                    container.config().entrypoint(),
                    container.config().command(),
                    container.config().variables(),
                    container.config().user(),
                    container.config().workingDirectory()));
            StartCommand command = new StartCommand(files, container.config());
            long ticks = 100
                    * (container.state().started().map(Instant::getEpochSecond).orElse(boot) - boot);
            Optional<HostProcess> process =
                    known ? Optional.empty() : command.process(ticks).map(each -> each.numbered(services.size() + 1));
            if (process.isPresent()) {
                services.add(service(container, process.get()));
                tell(process.get(), command.variables(), kernel);
                if (!asCreated) {
                    closed.add("/" + process.get().pid() + "/maps");
                    closed.add("/" + process.get().pid() + "/fd");
                }
            }
        }
        return new StartedContainers(merged(services), new FixedFiles(kernel, closed));
    }

    private static List<Service> merged(List<Service> services) {
        SortedMap<String, Service> byName = new TreeMap<>();
        services.forEach(each -> byName.merge(each.name(), each, (one, other) -> {
            List<Replica> replicas = new ArrayList<>(one.replicas());
            replicas.addAll(other.replicas());
            return new Service(one.name(), one.namedBy(), one.anchoredBy(), replicas);
        }));
        return List.copyOf(byName.values());
    }

    private static Service service(EngineContainer container, HostProcess process) {
        return new Service(
                container.service(),
                container.namedBy(),
                "container",
                List.of(new Replica(
                        process,
                        List.of(),
                        Optional.empty(),
                        Optional.of(container.id()),
                        new TreeMap<>(),
                        new TreeSet<>())));
    }

    /** Writes what the kernel would tell of {@code process}. */
    static void tell(HostProcess process, Map<String, String> variables, SortedMap<String, byte[]> into) {
        String directory = "/" + process.pid() + "/";
        StringBuilder environment = new StringBuilder();
        variables.forEach((name, value) ->
                environment.append(name).append('=').append(value).append('\0'));
        into.put(
                directory + "stat",
                bytes(process.pid() + " (" + process.name() + ") S 0 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 "
                        + process.startTicks() + " 0 0\n"));
        into.put(directory + "environ", bytes(environment.toString()));
        into.put(directory + "cmdline", bytes(String.join("\0", process.arguments()) + "\0"));
        into.put(directory + "maps", bytes(""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The services as they look from inside, where their root is everybody's. */
    List<Service> inside() {
        return services.stream()
                .map(service -> new Service(
                        service.name(),
                        service.namedBy(),
                        service.anchoredBy(),
                        service.replicas().stream()
                                .map(replica -> new Replica(
                                        replica.leader().sharingRoot(),
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        replica.labels(),
                                        replica.listeners()))
                                .toList()))
                .toList();
    }
}
