package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.judge.Owners;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services of a fleet that were observed, and that no host which still delivers observes. What a host in time saw to be gone is no silence;
 * what nobody could look for is.
 */
final class SilentServices {
    /** So long what no host shows any more is told: of hosts that came and went, and of what the earlier report alone knows. */
    private static final Duration MEMORY = Duration.ofDays(14);
    /** Hosts of one deploy or one night do not fall silent at one moment. */
    private static final Duration TOGETHER = Duration.ofHours(1);

    private static final String SERVICE = "service";

    private final ComparisonRun run;
    private final Duration silence;
    private final SubjectNames names;
    private final Owners owners;
    private final List<SilentService> silent = new ArrayList<>();

    private SilentServices(ComparisonRun run, Duration silence) {
        this.run = run;
        this.silence = silence;
        this.names = new SubjectNames(run.policy);
        this.owners = new Owners(run.policy);
    }

    /** Those of a comparison, by environment and name; none where it is not of a whole fleet. */
    static List<SilentService> of(ComparisonRun run) {
        return run.options
                .silence()
                .map(time -> new SilentServices(run, time).all())
                .orElse(List.of());
    }

    private List<SilentService> all() {
        for (int environment = 0; environment < run.environments.size(); environment++) {
            of(environment);
        }
        return List.copyOf(silent);
    }

    private void of(int environment) {
        SortedMap<String, List<AlignedHost>> bearers = new TreeMap<>();
        for (AlignedHost host : run.fleet.gone(environment)) {
            for (Subject subject : host.subjects()) {
                if (subject.kind().equals(SERVICE)) {
                    bearers.computeIfAbsent(subject.name(), any -> new ArrayList<>())
                            .add(host);
                }
            }
        }
        for (Subject subject : run.census.subjects()) {
            List<AlignedHost> own = run.census.bearers(subject, environment);
            if (subject.kind().equals(SERVICE) && !own.isEmpty()) {
                bearers.computeIfAbsent(subject.name(), any -> new ArrayList<>())
                        .addAll(own);
            }
        }
        SortedMap<String, SilentService> before = before(environment);
        SortedSet<String> services = new TreeSet<>(bearers.keySet());
        services.addAll(before.keySet());
        Instant limit = run.options.asOf().minus(silence);
        for (String service : services) {
            List<AlignedHost> own = bearers.getOrDefault(service, List.of());
            if (own.stream().allMatch(host -> host.heardAt().isBefore(limit))) {
                (own.isEmpty()
                                ? forgotten(environment, Optional.ofNullable(before.get(service)))
                                : left(environment, service, own))
                        .ifPresent(silent::add);
            }
        }
    }

    /** One of which hosts alone tell that are silent or gone. */
    private Optional<SilentService> left(int environment, String service, List<AlignedHost> bearers) {
        Instant last = bearers.stream()
                .map(AlignedHost::heardAt)
                .max(Instant::compareTo)
                .orElse(run.options.asOf());
        boolean stays =
                bearers.stream().anyMatch(host -> !host.snapshot().host().isEphemeral());
        if (!stays && last.isBefore(run.options.asOf().minus(MEMORY))) {
            return Optional.empty();
        }
        return Optional.of(told(
                environment,
                service,
                last,
                Optional.of(last.plus(silence)),
                bearers.stream()
                        .filter(host -> !host.heardAt().isBefore(last.minus(TOGETHER)))
                        .map(AlignedHost::name)
                        .toList()));
    }

    /** One that no host shows any more: gone where all that could have it were looked at, and silent else. */
    private Optional<SilentService> forgotten(int environment, Optional<SilentService> before) {
        if (before.isEmpty()
                || before.get().lastSeen().isBefore(run.options.asOf().minus(MEMORY))) {
            return Optional.empty();
        }
        Subject subject = new Subject(SERVICE, before.get().service());
        Set<String> mayHave = new TreeSet<>(missing(environment));
        if (run.census.presence(subject, environment) == Census.Presence.UNKNOWN) {
            run.census.unlisted(subject, environment).forEach(host -> mayHave.add(host.name()));
        }
        if (mayHave.isEmpty()) {
            return Optional.empty();
        }
        Collection<String> hosts =
                before.get().hosts().isEmpty() ? mayHave : before.get().hosts();
        // What a host in time cannot see any more is silent at once.
        Instant since = before.get().since().orElse(before.get().lastSeen());
        return Optional.of(told(environment, subject.name(), before.get().lastSeen(), Optional.of(since), hosts));
    }

    private SilentService told(
            int environment, String service, Instant lastSeen, Optional<Instant> since, Collection<String> hosts) {
        return new SilentService(
                service,
                run.environments.name(environment),
                lastSeen,
                since,
                List.copyOf(hosts),
                owners.ofService(service));
    }

    /** Hosts of the earlier report that are not there at all. A store forgets none unless it is told to, and then they ended. */
    private Set<String> missing(int environment) {
        Set<String> here = new HashSet<>();
        for (AlignedHost host : run.fleet.hosts(environment)) {
            if (host.receivedAt().isPresent()) {
                return Set.of();
            }
            here.add(host.name());
        }
        run.fleet.gone(environment).forEach(host -> here.add(host.name()));
        Set<String> missing = new TreeSet<>();
        for (ReportEnvironment then : earlier(environment)) {
            then.hosts().stream()
                    .map(ReportHost::name)
                    .filter(name -> !here.contains(name))
                    .forEach(missing::add);
        }
        for (SilentService then : before(environment).values()) {
            then.hosts().stream().filter(name -> !here.contains(name)).forEach(missing::add);
        }
        return missing;
    }

    private List<ReportEnvironment> earlier(int environment) {
        return run.options.previous().stream()
                .flatMap(report -> report.environments().stream())
                .filter(then -> is(environment, then.name()))
                .toList();
    }

    private boolean is(int environment, String name) {
        return Environments.canonical(run.policy, name).equals(run.environments.name(environment));
    }

    /** What the earlier report observed or knew to be silent, by the names of today. */
    private SortedMap<String, SilentService> before(int environment) {
        SortedMap<String, SilentService> before = new TreeMap<>();
        run.options.previous().ifPresent(report -> {
            for (SilentService then : report.silent()) {
                if (is(environment, then.environment())) {
                    String service = names.canonical(then.service());
                    before.put(service, told(environment, service, then.lastSeen(), then.since(), then.hosts()));
                }
            }
            for (ReportEnvironment then : earlier(environment)) {
                for (String each : then.services()) {
                    String service = names.canonical(each);
                    before.putIfAbsent(service, told(environment, service, report.asOf(), Optional.empty(), List.of()));
                }
            }
        });
        return before;
    }
}
