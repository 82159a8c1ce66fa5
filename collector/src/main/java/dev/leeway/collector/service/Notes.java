package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.sbom.BillReader;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Remarks about a comparison as a whole. */
final class Notes {
    /** A nightly snapshot is never older than this. */
    private static final Duration STALE = Duration.ofDays(2);

    private Notes() {}

    /** What is to be said, with {@code more}, in the order of the alphabet. */
    static List<String> of(ComparisonRun run, List<String> more) {
        SortedSet<String> notes = new TreeSet<>(run.fleet.notes());
        notes.addAll(run.roles.notes());
        notes.addAll(more);
        notes.addAll(run.apart.notes());
        // A subject that is not there is asked for by what stands for it, which no section holds.
        if (run.findings.isEmpty() && asksForNothing(run)) {
            notes.add("no snapshot holds a fact that --only asks for: compare its patterns with the addresses of"
                    + " docs/facts.md");
        }
        UnmetPatterns unmet = new UnmetPatterns(run);
        notes.addAll(unmet.notes("--only", run.options.only()));
        notes.addAll(unmet.notes(UnmetPatterns.IGNORED, run.options.ignore()));
        notes.addAll(unmet.notes(UnmetPatterns.ALLOWED, run.options.allowUnknown()));
        List<String> bills = new ArrayList<>();
        List<String> snapshots = new ArrayList<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            if (run.environments.unnamed(environment)) {
                if (bills(run.fleet.hosts(environment))) {
                    bills.add(run.environments.name(environment));
                } else {
                    snapshots.add(run.environments.name(environment));
                }
            }
            Instant oldest = run.options.asOf();
            for (AlignedHost host : run.fleet.hosts(environment)) {
                Instant captured = host.heardAt();
                oldest = captured.isBefore(oldest) ? captured : oldest;
            }
            Duration age = Duration.between(oldest, run.options.asOf());
            if (age.compareTo(STALE) > 0) {
                notes.add(
                        run.environments.name(environment) + ": the oldest snapshot is " + age.toDays() + " days old");
            }
        }
        notes.addAll(Freshness.notes(run));
        if (!snapshots.isEmpty()) {
            boolean one = snapshots.size() == 1;
            notes.add(String.join(", ", snapshots)
                    + (one
                            ? " names no environment, so no rule between environments applies to it; take it again with"
                            : " name no environment, so no rule between environments applies to them; take them again with")
                    + " leeway-agent snapshot --environment");
        }
        if (!bills.isEmpty()) {
            notes.add(unnamed(bills, run.environments, run.policy));
        }
        return List.copyOf(notes);
    }

    /** What comparing bills of no environment costs, told once for all of them. */
    private static String unnamed(List<String> bills, Environments environments, Policy policy) {
        String production = environments.production();
        String earlier = policy.environments().stream()
                        .map(Environment::name)
                        .filter(name -> !name.equals(production))
                        .findFirst()
                        .orElse("dev")
                + "=FILE";
        String example = bills.size() > 1 ? earlier + " " + production + "=FILE" : earlier;
        return String.join(", ", bills)
                + (bills.size() > 1 ? ": bills of materials that name" : ": a bill of materials that names")
                + " no environment, so nobody knows what is promoted where: a newer version is neither lag nor hotfix but a"
                + " difference, and rules between environments do not apply; say which it is before the file: leeway diff "
                + example;
    }

    private static boolean asksForNothing(ComparisonRun run) {
        return IntStream.range(0, run.environments.size())
                .mapToObj(run.fleet::crowds)
                .flatMap(List::stream)
                .flatMap(crowd -> crowd.sections().values().stream())
                .allMatch(run.filter::asksElsewhere);
    }

    /** Bills of materials, which name no environment unless Leeway wrote them. */
    private static boolean bills(List<AlignedHost> hosts) {
        return hosts.stream().allMatch(host -> host.snapshot().host().labels().containsKey(BillReader.SOURCE));
    }
}
