package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.List;
import java.util.Set;

/** Finds what the policy requires and an environment never looked for, so that not even a gap would tell. */
final class RequiredSections {
    private static final String NOWHERE = "required by the policy, and no snapshot of the environment holds it";

    private RequiredSections() {}

    static void check(ComparisonRun run) {
        for (AddressPattern pattern : run.policy.require()) {
            String probe = probe(pattern);
            for (int environment = 0; environment < run.environments.size(); environment++) {
                if (!probe.isEmpty() && !looked(run, pattern, probe, environment)) {
                    add(run, pattern, probe, environment);
                }
            }
        }
    }

    private static void add(ComparisonRun run, AddressPattern pattern, String probe, int environment) {
        List<AlignedHost> hosts = run.fleet.hosts(environment);
        Outcome outcome = Outcome.NOT_REQUESTED;
        String reason = NOWHERE;
        for (AlignedHost host : hosts) {
            for (Section section : host.snapshot().sections().values()) {
                if (section.key().probe().equals(probe) && section.outcome().fell()) {
                    outcome = section.outcome();
                    reason = section.reason().orElse(reason);
                }
            }
        }
        List<String> names = hosts.stream().map(AlignedHost::name).toList();
        boolean required = !run.requirements.allows(pattern.text());
        run.gaps.other(environment, pattern.text(), outcome, reason, names, 0, required);
    }

    /** The probe a pattern is about; empty where that is a wildcard and anything will do. */
    private static String probe(AddressPattern pattern) {
        String text = pattern.text();
        int end = text.length();
        for (char stop : new char[] {'[', '/'}) {
            int at = text.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        String probe = text.substring(0, end);
        return probe.indexOf('*') >= 0 ? "" : probe;
    }

    /** Whether any host was looked at, be it only by the index that says that there is nothing of the kind. */
    private static boolean looked(ComparisonRun run, AddressPattern pattern, String probe, int environment) {
        Set<SectionKey> indexes =
                run.census.indexes(run.fleet.subject(probe, "").kind());
        for (AlignedHost host : run.fleet.hosts(environment)) {
            for (Section section : host.snapshot().sections().values()) {
                SectionKey key = section.key();
                boolean index = key.subject().isEmpty() && (key.probe().equals(probe) || indexes.contains(key));
                if (section.outcome().observed() && (index || pattern.canMatchIn(run.fleet.canonical(key)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
