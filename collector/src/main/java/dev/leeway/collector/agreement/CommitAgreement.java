package dev.leeway.collector.agreement;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the working copy, the image and the artefact of a service tell one commit, host by host. */
public final class CommitAgreement {
    /** Who says so when no rule does. */
    private static final JudgedBy JUDGE = JudgedBy.leeway("agreement of commits");

    private final Fleet fleet;
    private final Environments environments;
    private final Demands demands;

    /** What is to be said of {@code fleet}; rules of the user that let a commit be are obeyed. */
    public CommitAgreement(Fleet fleet, Demands demands) {
        this.fleet = fleet;
        this.environments = fleet.environments();
        this.demands = demands;
    }

    /** One finding for each service and environment in which places name several commits, sorted by environment and service. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            for (Map.Entry<String, List<Told>> told :
                    contradictions(environment).entrySet()) {
                findings.add(finding(environment, told.getKey(), told.getValue()));
            }
        }
        return findings;
    }

    /**
     * What one host tells of one service.
     *
     * @param host its name
     * @param commits by where they are written
     * @param evidence likewise
     */
    private record Told(String host, Map<CommitSource, SortedSet<String>> commits, Map<CommitSource, String> evidence) {
        /** How many of the places name a commit that none before them names. */
        long distinct() {
            List<SortedSet<String>> others = new ArrayList<>();
            for (SortedSet<String> each : commits.values()) {
                if (others.stream().noneMatch(other -> Commits.agree(each, other))) {
                    others.add(each);
                }
            }
            return others.size();
        }

        boolean contradictory() {
            List<SortedSet<String>> all = List.copyOf(commits.values());
            return all.stream().anyMatch(commits -> !Commits.agree(commits, all.get(0)));
        }
    }

    /** The contradictory hosts of each service. */
    private SortedMap<String, List<Told>> contradictions(int environment) {
        SortedMap<String, List<Told>> all = new TreeMap<>();
        for (Crowd crowd : fleet.crowds(environment)) {
            SortedMap<String, Told> services = new TreeMap<>();
            for (Section section : crowd.sections().values()) {
                for (CommitSource source : CommitSource.values()) {
                    note(crowd.names().get(0), section, source, services);
                }
            }
            services.forEach((service, told) -> {
                if (told.contradictory()) {
                    List<Told> own = all.computeIfAbsent(service, unused -> new ArrayList<>());
                    crowd.names().forEach(host -> own.add(new Told(host, told.commits(), told.evidence())));
                }
            });
        }
        all.values().forEach(own -> own.sort(Comparator.comparing(Told::host)));
        return all;
    }

    private void note(String host, Section section, CommitSource source, SortedMap<String, Told> services) {
        boolean about = section.key().probe().equals(source.probe())
                && section.key().subject().isPresent()
                && section.outcome().observed();
        SortedSet<String> commits =
                about ? source.in(section).map(Commits::of).orElseGet(TreeSet::new) : new TreeSet<>();
        if (!commits.isEmpty()) {
            String service = fleet.canonical(section.key()).subject().orElse("");
            Told told = services.computeIfAbsent(
                    service,
                    unused -> new Told(host, new EnumMap<>(CommitSource.class), new EnumMap<>(CommitSource.class)));
            told.commits().computeIfAbsent(source, unused -> new TreeSet<>()).addAll(commits);
            Optional.ofNullable(section.evidence().get(source.path()))
                    .ifPresent(place -> told.evidence().putIfAbsent(source, place));
        }
    }

    /** Hosts that tell the same, most of them first. */
    private static List<List<Told>> alike(List<Told> hosts) {
        Map<Map<CommitSource, String>, List<Told>> alike = new LinkedHashMap<>();
        for (Told host : hosts) {
            Map<CommitSource, String> commits = new EnumMap<>(CommitSource.class);
            host.commits().forEach((source, each) -> commits.put(source, Commits.shortened(each)));
            alike.computeIfAbsent(commits, unused -> new ArrayList<>()).add(host);
        }
        return alike.values().stream()
                .sorted(Comparator.comparing(each -> -each.size()))
                .toList();
    }

    private static List<String> names(List<Told> hosts) {
        return hosts.stream().map(Told::host).toList();
    }

    private Finding finding(int environment, String service, List<Told> hosts) {
        List<List<Told>> alike = alike(hosts);
        Told first = alike.get(0).get(0);
        List<CommitSource> sources = List.copyOf(first.commits().keySet());
        String name = environments.name(environment);
        Address address = address(sources.get(0), service);
        Scope scope = new Scope(Scope.Kind.SERVICE, service);
        List<EnvironmentValue> values = alike.stream()
                .flatMap(group -> group.get(0).commits().entrySet().stream()
                        .map(told -> value(
                                name,
                                names(group),
                                told.getKey(),
                                told.getValue(),
                                group.get(0).evidence())))
                .toList();
        Finding finding = new Finding(
                DriftIds.of(
                        DriftIds.drift(scope, List.of(name), address, DriftState.SPLIT),
                        sources.stream().map(CommitSource::probe).collect(Collectors.joining("|"))),
                address,
                scope,
                List.of(name),
                DriftState.SPLIT,
                environments.isProduction(environment) ? Severity.HIGH : Severity.MEDIUM,
                Disposition.OPEN,
                values,
                Optional.empty(),
                explanation(
                        service,
                        name,
                        first,
                        Hosts.words(alike.stream().map(CommitAgreement::names).toList())),
                JUDGE,
                Finding.Nature.FACT);
        return demands.judged(
                finding,
                sources.stream().map(source -> address(source, service)).toList(),
                environment);
    }

    private static EnvironmentValue value(
            String environment,
            List<String> hosts,
            CommitSource source,
            SortedSet<String> commits,
            Map<CommitSource, String> evidence) {
        String place = evidence.getOrDefault(source, "");
        return new EnvironmentValue(
                environment,
                hosts,
                EnvironmentValue.Standing.PRESENT,
                Optional.of(new Value.Text(Commits.shortened(commits))),
                Optional.of(place.isEmpty() ? source.words() : source.words() + ", " + place));
    }

    private static Address address(CommitSource source, String service) {
        return new Address(new SectionKey(source.probe(), Optional.of(service)), FactPath.parse(source.path()));
    }

    private static Explanation explanation(String service, String environment, Told told, String where) {
        String commits = told.commits().entrySet().stream()
                .map(entry -> entry.getKey().words() + " says " + Commits.shortened(entry.getValue()))
                .collect(Collectors.joining(", "));
        return new Explanation(
                service + " in " + environment + " is of " + (told.distinct() > 2 ? "three" : "two") + " commits: "
                        + commits + where,
                "What runs was not made from what lies there, so reading either to understand the other misleads.",
                "Deploy " + service + " in " + environment + " again, from one commit.",
                "That the commit somebody tested or reviewed is the one that answers requests.");
    }
}
