package dev.leeway.collector.agreement;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether containers are what their Compose files say, in each environment by itself. */
public final class ComposeAgreement {
    /** Who says so when no rule does. */
    private static final JudgedBy JUDGE = JudgedBy.leeway("agreement with Compose");

    private final Fleet fleet;
    private final Environments environments;
    private final Demands demands;

    /** What is to be said of {@code fleet}; rules of the user that let a promise be are obeyed. */
    public ComposeAgreement(Fleet fleet, Demands demands) {
        this.fleet = fleet;
        this.environments = fleet.environments();
        this.demands = demands;
    }

    /**
     * A promise and the hosts that do not keep it, all in the same way.
     *
     * @param promise as the first of them tells it
     */
    private record Broken(ComposePromise promise, List<String> hosts) {
        /** What no file declares is the least, and of the others what most hosts have comes first. */
        static final Comparator<Broken> FIRST = Comparator.<Broken, Boolean>comparing(
                        each -> each.promise().state().equals(ComposePromise.UNDECLARED))
                .thenComparing(each -> -each.hosts().size());
    }

    /** One finding for each promise that an environment does not keep, sorted by environment and address. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            int here = environment;
            broken(environment).forEach((address, broken) -> {
                broken.forEach(each -> Collections.sort(each.hosts()));
                broken.sort(Broken.FIRST);
                findings.add(demands.judged(finding(here, address, broken), List.of(address), here));
            });
        }
        return findings;
    }

    private SortedMap<Address, List<Broken>> broken(int environment) {
        SortedMap<Address, List<Broken>> all = new TreeMap<>();
        for (Crowd crowd : fleet.crowds(environment)) {
            for (Section section : crowd.sections().values()) {
                boolean about = section.key().probe().equals("container")
                        && section.key().subject().isPresent()
                        && section.outcome().observed();
                if (about) {
                    SectionKey key = fleet.canonical(section.key());
                    section.facts()
                            .forEach((path, value) -> ComposePromise.of(section, path, value)
                                    .ifPresent(promise -> add(
                                            promise,
                                            crowd.names(),
                                            all.computeIfAbsent(
                                                    new Address(key, promise.path()), unused -> new ArrayList<>()))));
                }
            }
        }
        return all;
    }

    private static void add(ComposePromise promise, HostNames hosts, List<Broken> all) {
        for (Broken each : all) {
            if (each.promise().brokenAs(promise)) {
                each.hosts().addAll(hosts);
                return;
            }
        }
        all.add(new Broken(promise, new ArrayList<>(hosts)));
    }

    private Finding finding(int environment, Address address, List<Broken> broken) {
        String name = environments.name(environment);
        ComposePromise promise = broken.get(0).promise();
        String service = address.section().subject().orElse("");
        Scope scope = new Scope(Scope.Kind.SERVICE, service);
        return new Finding(
                DriftIds.of(DriftIds.drift(scope, List.of(name), address, promise.drift()), "compose"),
                address,
                scope,
                List.of(name),
                promise.drift(),
                severity(environment, promise),
                Disposition.OPEN,
                values(name, broken),
                Optional.empty(),
                explanation(service, name, broken),
                JUDGE,
                Finding.Nature.FACT);
    }

    /** What no file declares works until the container is made anew. */
    private Severity severity(int environment, ComposePromise promise) {
        boolean production = environments.isProduction(environment);
        if (promise.state().equals(ComposePromise.UNDECLARED)) {
            return production ? Severity.MEDIUM : Severity.LOW;
        }
        return production ? Severity.HIGH : Severity.MEDIUM;
    }

    /** How the promise stands, as the fact has it; what is promised and what is there the summary says. */
    private static List<EnvironmentValue> values(String environment, List<Broken> broken) {
        return broken.stream()
                .map(each -> new EnvironmentValue(
                        environment,
                        each.hosts(),
                        Standing.PRESENT,
                        Optional.of(new Value.Text(each.promise().state())),
                        Optional.of(each.promise().place()).filter(place -> !place.isEmpty())))
                .toList();
    }

    private static Explanation explanation(String service, String environment, List<Broken> broken) {
        String where = Hosts.words(broken.stream().map(Broken::hosts).toList());
        return new Explanation(
                service + " in " + environment + " is not what its Compose files say: "
                        + broken.get(0).promise().words() + where,
                "A container keeps what it was made with; what its files say since is true from the next time on that somebody"
                        + " brings the project up.",
                "Bring the project up again in " + environment
                        + " (docker compose up -d), or write into its files what is" + " meant to run.",
                "That the container which is made next behaves as the one that was tested.");
    }
}
