package dev.leeway.collector.judge;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that containers of one host answer to in the networks they have in common there: an engine knows them for that host alone, and
 * before any other server of names is asked.
 *
 * <p>A name counts only where its container, and the one that the service runs in, were seen on that very host.
 */
final class ContainerNames {
    private static final String CONTAINER = "container";
    /** Networks in which an engine answers to no name. */
    private static final Set<String> NAMELESS = Set.of("bridge", "host", "none", "podman");

    private final Fleet fleet;
    private final Map<Integer, Map<String, AlignedHost>> hosts = new HashMap<>();
    private final Map<AlignedHost, Networks> seen = new HashMap<>();

    /**
     * The networks of one host, by names without those of projects.
     *
     * @param names that containers answer to there, in lower case
     * @param members services whose containers are in there
     * @param elsewhere names by service that its containers were told another address of, in lower case
     */
    private record Networks(
            Map<String, Set<String>> names, Map<String, Set<String>> members, Map<String, Set<String>> elsewhere) {
        boolean answer(String service, String name) {
            return !elsewhere.getOrDefault(service, Set.of()).contains(name)
                    && names.entrySet().stream()
                            .filter(network -> network.getValue().contains(name))
                            .anyMatch(network -> members.getOrDefault(network.getKey(), Set.of())
                                    .contains(service));
        }
    }

    private static final Value RUNNING = new Value.Text("running");

    /** What is asked of hosts of {@code fleet} is looked up when it is asked for: few values of few fleets ever are. */
    ContainerNames(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Whether on each of these hosts of an environment it is a container of that host that answers {@code service} by that name.
     *
     * @param service under the name that the policy gives it
     * @param name in lower case, without a port
     */
    boolean answer(int environment, List<String> asked, String service, String name) {
        // The last label of a name with dots may be a domain of the real world.
        return !name.isEmpty()
                && name.indexOf('.') < 0
                && !asked.isEmpty()
                && asked.stream().allMatch(host -> networks(environment, host).answer(service, name));
    }

    private Networks networks(int environment, String name) {
        AlignedHost host = hosts.computeIfAbsent(
                        environment,
                        each -> fleet.hosts(each).stream().collect(Collectors.toMap(AlignedHost::name, one -> one)))
                .get(name);
        return host == null ? new Networks(Map.of(), Map.of(), Map.of()) : seen.computeIfAbsent(host, this::look);
    }

    private Networks look(AlignedHost host) {
        Networks networks = new Networks(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (Section section : host.snapshot().sections().values()) {
            boolean about = section.key().probe().equals(CONTAINER)
                    && section.key().subject().isPresent();
            if (about && section.outcome().observed() && runs(section) && isSeen(section)) {
                add(section, networks);
            }
        }
        return networks;
    }

    /** An engine keeps the names of those that stand still, and answers to none of them. */
    private static boolean runs(Section section) {
        return section.facts()
                .find(FactPath.of("state"))
                .filter(RUNNING::equals)
                .isPresent();
    }

    /** Whether nothing is missing of its networks, nor of the hosts that are told to it besides. */
    private static boolean isSeen(Section section) {
        return section.uncovered().stream()
                .map(gap -> gap.pattern().text())
                .noneMatch(pattern -> (pattern.endsWith("/**") && pattern.indexOf('/') == pattern.length() - 3)
                        || pattern.contains("/network[")
                        || pattern.contains("/extra-host[")
                        || pattern.endsWith("/state"));
    }

    private void add(Section section, Networks networks) {
        String own = section.key().subject().orElse("");
        String service = fleet.canonical(section.key()).subject().orElse(own);
        Facts facts = section.facts();
        for (int i = 0; i < facts.size(); i++) {
            FactPath.Segment first = FactPath.parse(facts.path(i)).segments().get(0);
            String key = first.key().orElse("");
            if (first.name().equals("extra-host")) {
                put(networks.elsewhere(), service, key);
            } else if (first.name().equals("network") && !NAMELESS.contains(key)) {
                texts(facts.value(i)).forEach(alias -> put(networks.names(), key, alias));
                networks.members().computeIfAbsent(key, each -> new HashSet<>()).add(service);
            }
        }
    }

    private static void put(Map<String, Set<String>> names, String key, String name) {
        names.computeIfAbsent(key, each -> new HashSet<>()).add(name.toLowerCase(Locale.ROOT));
    }

    private static List<String> texts(Value value) {
        List<Value> members = value instanceof Value.SetOf set ? set.members() : List.of(value);
        return members.stream()
                .filter(Value.Text.class::isInstance)
                .map(Value::display)
                .toList();
    }
}
