package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes one cause of what settings, connections and databases say of one way into another environment. */
public final class Gathering {
    private static final Set<String> BEYOND_DATABASES =
            Set.of("redis", "memcached", "amqp", "kafka", "nats", "smtp", "elasticsearch");

    private final Environments environments;
    private final List<Isolation.Hub> hubs;
    private final Map<String, String> together;

    Gathering(Environments environments, List<Isolation.Hub> hubs, Map<String, String> together) {
        this.environments = environments;
        this.hubs = new ArrayList<>(hubs);
        this.together = new TreeMap<>(together);
    }

    static String road(String service, String key) {
        return service + "\n" + key;
    }

    /** Ids of findings to the key of the cause they belong to. */
    public Map<String, String> together() {
        return Map.copyOf(together);
    }

    /**
     * {@code findings} of rules and of this room, each once, those on connections told as what they are.
     *
     * @param engines what answers at an endpoint, by the address of the fact that says so
     * @param destinations where settings lead
     */
    public List<Finding> told(List<Finding> findings, Map<String, String> engines, Destinations destinations) {
        Map<String, Finding> byId = new HashMap<>();
        List<Finding> told = new ArrayList<>();
        for (Finding finding : findings) {
            boolean connection =
                    finding.state() == DriftState.SHARED && isEndpoint(finding.address()) && isEqual(finding);
            Finding one = connection && !together.containsKey(finding.id())
                    ? connection(finding, engines, destinations)
                    : finding;
            if (byId.putIfAbsent(one.id(), one) == null) {
                told.add(one);
            }
        }
        for (Finding finding : told) {
            if (finding.state() == DriftState.SHARED
                    && finding.address().section().probe().equals("env")) {
                hubOfVariable(
                                finding,
                                finding.address().path().segments().get(0).name())
                        .ifPresent(hub -> together.putIfAbsent(finding.id(), hub.key()));
            }
        }
        return told;
    }

    /** Whether both environments hold one value; else it is shared because one bears the name of the other. */
    private static boolean isEqual(Finding finding) {
        List<Set<String>> held = finding.between().stream()
                .map(environment -> finding.values().stream()
                        .filter(value -> value.environment().equals(environment))
                        .flatMap(value -> value.value().stream())
                        .map(Value::display)
                        .collect(Collectors.toSet()))
                .distinct()
                .toList();
        return held.size() == 1 && !held.get(0).isEmpty();
    }

    private static boolean isEndpoint(Address address) {
        return address.section().probe().equals("connection")
                && address.path().text().startsWith("endpoint[");
    }

    private Finding connection(Finding finding, Map<String, String> engines, Destinations destinations) {
        FactPath.Segment first = finding.address().path().segments().get(0);
        String key = first.key().orElse("");
        String service = finding.scope().name();
        Optional<Isolation.Hub> own = hubOf(finding, each -> each.equals(key));
        // A setting that refers to a variable leads where that leads.
        String cause = own.or(() -> {
                    Destinations.Destination where = destinations.of(service, key, finding.between());
                    return hubOf(finding, each -> where.equals(destinations.of(service, each, finding.between())));
                })
                .map(Isolation.Hub::key)
                .orElseGet(() -> String.join("|", finding.between()) + "|" + service + "|" + key);
        together.put(finding.id(), cause);
        if (own.isEmpty()) {
            hubs.add(new Isolation.Hub(cause, finding.between(), Set.of(road(service, key))));
        }
        String engine = engines.getOrDefault(
                new Address(
                                finding.address().section(),
                                FactPath.of("endpoint", key).child("engine"))
                        .text(),
                "");
        return finding.explained(explanation(finding, service, key, engine));
    }

    private Explanation explanation(Finding finding, String service, String key, String engine) {
        int one = environments.names().indexOf(finding.between().get(0));
        int other = environments.names().indexOf(finding.between().get(1));
        int host = environments.isProduction(one) ? one : other;
        String guest = environments.name(host == one ? other : one);
        String what = BEYOND_DATABASES.contains(engine) ? engine : "database";
        return new ArrivalWords(environments)
                .explanation(
                        service,
                        host,
                        guest,
                        what,
                        key + " is " + value(finding, guest) + " in " + guest + " as in " + environments.name(host),
                        Optional.of(finding.explanation().why()));
    }

    private static String value(Finding finding, String environment) {
        return finding.values().stream()
                .filter(value -> value.environment().equals(environment))
                .map(EnvironmentValue::value)
                .flatMap(Optional::stream)
                .map(value -> value.display())
                .findFirst()
                .orElse("the same");
    }

    /** The cause of the same environments by which a variable of that service is told, its parts as the whole. */
    private Optional<Isolation.Hub> hubOfVariable(Finding finding, String variable) {
        return hubOf(finding, variable::equals).or(() -> hubOf(finding, key -> variable.startsWith(key + "_")));
    }

    /** The cause of the same environments by which a setting of that service is told. */
    private Optional<Isolation.Hub> hubOf(Finding finding, Predicate<String> setting) {
        String opening = finding.scope().name() + "\n";
        return hubs.stream()
                .filter(hub -> hub.between().equals(finding.between()))
                .filter(hub -> hub.roads().stream()
                        .filter(road -> road.startsWith(opening))
                        .map(road -> road.substring(opening.length()))
                        .anyMatch(key -> !key.isEmpty() && setting.test(key)))
                .findFirst();
    }
}
