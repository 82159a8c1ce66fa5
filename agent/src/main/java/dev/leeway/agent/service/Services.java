package dev.leeway.agent.service;

import dev.leeway.agent.service.Named.Rule;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names what is anchored and merges copies of one name into one service.
 *
 * <p>Where one name would hide different programs, it is qualified: {@code shop-web.metrics} for a second container of a
 * pod or a second program of a container, {@code shop-web} for the service {@code web} of the Compose project {@code shop}
 * when another project on the host has a {@code web} too, {@code shop-web@team-a} for one of the Kubernetes namespace
 * {@code team-a} when another namespace on the node has a {@code shop-web} too.
 */
public final class Services {
    /** Containers that accompany another in a pod and are deployed for its sake. */
    private static final Set<String> SIDECARS = Set.of(
            "istio-proxy",
            "envoy",
            "pilot-agent",
            "linkerd-proxy",
            "linkerd2-proxy",
            "vault-agent",
            "cloud-sql-proxy",
            "cloud_sql_proxy",
            "daprd",
            "fluent-bit",
            "consul-dataplane");

    private final List<Item> items = new ArrayList<>();
    private final Map<String, String> asEngine;

    private Services(List<Clues> found, List<ServiceMatch> configured, Map<String, String> asEngine) {
        this.asEngine = asEngine;
        for (Clues clues : found) {
            Naming.name(clues, configured)
                    .filter(named -> clues.answered() || named.rule().namesFromOutside())
                    .ifPresent(named -> items.add(new Item(clues, named)));
        }
    }

    /**
     * The services, sorted by name.
     *
     * @param asEngine what the engine's own containers are called by their ids, as far as it was asked: it knows of projects that
     *     stand still, too
     */
    public static List<Service> of(List<Clues> found, List<ServiceMatch> configured, Map<String, String> asEngine) {
        Services services = new Services(found, configured, asEngine);
        services.qualifyProjects();
        services.qualifyPods();
        services.qualifySupervised();
        services.qualifyNamespaces();
        return services.merged();
    }

    private void qualifyProjects() {
        byKey(item -> item.named().rule() == Rule.COMPOSE
                        ? Optional.of(item.named().name())
                        : Optional.empty())
                .values()
                .stream()
                .forEach(this::qualifyProjects);
    }

    private void qualifyProjects(List<Item> group) {
        boolean several = group.stream().map(Services::project).distinct().count() > 1;
        boolean asked = group.stream()
                .allMatch(item -> container(item).filter(asEngine::containsKey).isPresent());
        for (Item item : List.copyOf(group)) {
            Optional<String> full =
                    project(item).map(project -> project + "-" + item.named().name());
            if (asked ? full.equals(container(item).map(asEngine::get)) : several) {
                full.ifPresent(name -> replace(item, name));
            }
        }
    }

    private static Optional<String> project(Item item) {
        return item.clues().container().flatMap(Clues.ContainerNames::plainProject);
    }

    private void qualifyPods() {
        byKey(item -> item.named().rule() == Rule.KUBERNETES ? podUid(item) : Optional.empty()).values().stream()
                .filter(group ->
                        group.stream().map(Services::container).distinct().count() > 1
                                || group.stream().allMatch(Services::accompanies))
                .forEach(this::qualifyPod);
    }

    private void qualifyPod(List<Item> group) {
        List<Item> mains =
                group.stream().filter(item -> namesakes(item, part(item))).toList();
        if (mains.isEmpty()) {
            mains = group.stream()
                    .filter(item -> !SIDECARS.contains(part(item)))
                    .toList();
        }
        Optional<Item> main = mains.size() == 1 ? Optional.of(mains.get(0)) : Optional.empty();
        group.stream()
                .filter(item -> main.filter(item::equals).isEmpty())
                .forEach(item -> replace(item, item.named().name() + "." + part(item)));
    }

    /** One that accompanies is not the service, though nothing of that runs just now. */
    private static boolean accompanies(Item item) {
        return SIDECARS.contains(part(item)) && !namesakes(item, part(item));
    }

    private static boolean namesakes(Item item, String part) {
        String workload = item.named().name();
        return workload.equals(part) || workload.endsWith("-" + part);
    }

    private static String part(Item item) {
        return item.clues()
                .container()
                .flatMap(Clues.ContainerNames::podContainer)
                .map(PlainName::clean)
                .orElseGet(() -> Naming.program(item.clues()).name());
    }

    /** Teams may deploy under one name, each in a namespace of its own; where only one does, the name says enough. */
    private void qualifyNamespaces() {
        byKey(item -> item.named().rule() == Rule.KUBERNETES
                        ? item.clues().namespace().map(any -> item.named().name())
                        : Optional.empty())
                .values()
                .stream()
                .filter(group -> group.stream()
                                .map(item -> item.clues().namespace())
                                .distinct()
                                .count()
                        > 1)
                .forEach(group -> group.forEach(item -> replace(
                        item,
                        item.named().name() + "@" + item.clues().namespace().orElseThrow())));
    }

    private void qualifySupervised() {
        byKey(item -> item.clues().anchored().supervised().isPresent()
                                && item.named().rule() != Rule.CONFIGURATION
                        ? container(item)
                        : Optional.empty())
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .forEach(group -> group.forEach(item -> {
                    if (item.named().rule() != Rule.SUPERVISOR) {
                        String program = Naming.supervised(item.clues())
                                .orElseGet(() -> Naming.within(item.clues()))
                                .name();
                        replace(item, item.named().name() + "." + program);
                    }
                }));
    }

    private static Optional<String> container(Item item) {
        return item.clues().anchored().place().container().map(ContainerRef::id);
    }

    private static Optional<String> podUid(Item item) {
        return item.clues().anchored().place().container().flatMap(ContainerRef::podUid);
    }

    private Map<String, List<Item>> byKey(Function<Item, Optional<String>> key) {
        Map<String, List<Item>> groups = new TreeMap<>();
        for (Item item : items) {
            key.apply(item)
                    .ifPresent(text -> groups.computeIfAbsent(text, each -> new ArrayList<>())
                            .add(item));
        }
        return groups;
    }

    private void replace(Item item, String name) {
        items.set(
                items.indexOf(item),
                new Item(
                        item.clues(),
                        new Named(
                                PlainName.clean(name),
                                item.named().rule(),
                                item.named().labels())));
    }

    private List<Service> merged() {
        Map<String, List<Item>> byName = new HashMap<>(items.stream()
                .collect(Collectors.groupingBy(item -> item.named().name())));
        return byName.values().stream()
                .map(Services::service)
                .sorted(Comparator.comparing(Service::name))
                .toList();
    }

    private static Service service(List<Item> copies) {
        Item first = copies.stream()
                .min(Comparator.comparing(item -> item.named().rule()))
                .orElseThrow();
        return new Service(
                first.named().name(),
                first.named().rule().text(),
                copies.stream()
                        .map(item -> item.clues().anchored().by())
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                        .text(),
                copies.stream().map(Services::replica).toList());
    }

    private static Replica replica(Item item) {
        Anchored anchored = item.clues().anchored();
        return new Replica(
                anchored.leader(),
                anchored.workers(),
                anchored.supervised().isPresent()
                        ? Optional.empty()
                        : anchored.place().unit(),
                anchored.place().container().map(ContainerRef::id),
                item.named().labels(),
                new TreeSet<>(anchored.listeners()),
                item.clues().inPod());
    }

    private record Item(Clues clues, Named named) {}
}
