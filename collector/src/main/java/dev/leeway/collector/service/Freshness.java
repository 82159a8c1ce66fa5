package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where snapshots do not show one moment: what changed between them looks like a difference. */
final class Freshness {
    /** Nightly snapshots of one night are never further apart. */
    private static final Duration APART = Duration.ofHours(24);

    private static final int MOST_NAMED = 5;
    private static final String VERSION = "main/version";

    private Freshness() {}

    /** What is to be said, in whole sentences. */
    static List<String> notes(ComparisonRun run) {
        List<String> notes = new ArrayList<>();
        apart(run, notes);
        deploys(run, notes);
        missed(run, notes);
        return notes;
    }

    private record Taken(Instant at, String host, String environment) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byTime = at.compareTo(other.at);
            int byPlace = byTime != 0 ? byTime : environment.compareTo(other.environment);
            return byPlace != 0 ? byPlace : host.compareTo(other.host);
        }

        String text() {
            return host + " in " + environment + " " + at.truncatedTo(ChronoUnit.MINUTES);
        }
    }

    private static void apart(ComparisonRun run, List<String> notes) {
        @Nullable Taken first = null;
        @Nullable Taken last = null;
        for (int environment = 0; environment < run.environments.size(); environment++) {
            for (AlignedHost host : run.fleet.hosts(environment)) {
                Taken taken = new Taken(host.heardAt(), host.name(), run.environments.name(environment));
                first = first == null || taken.compareTo(first) < 0 ? taken : first;
                last = last == null || taken.compareTo(last) > 0 ? taken : last;
            }
        }
        if (first == null || last == null) {
            return;
        }
        Duration between = Duration.between(first.at(), last.at());
        if (between.compareTo(APART) > 0) {
            notes.add("the snapshots lie " + between.toHours() + " hours apart (" + first.text() + ", " + last.text()
                    + "): what changed meanwhile is told as a difference");
        }
    }

    /** What agents took and could not deliver: of that time nothing, or only the states, are known. */
    private static void missed(ComparisonRun run, List<String> notes) {
        for (int environment = 0; environment < run.environments.size(); environment++) {
            SpoolCounts all = SpoolCounts.NONE;
            SortedSet<String> hosts = new TreeSet<>();
            for (AlignedHost host : run.fleet.hosts(environment)) {
                SpoolCounts missed = host.snapshot().agent().missed();
                if (!missed.isNone()) {
                    all = all.plus(missed);
                    hosts.add(host.name());
                }
            }
            if (!hosts.isEmpty()) {
                String named = hosts.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (hosts.size() > MOST_NAMED ? " and " + (hosts.size() - MOST_NAMED) + " more" : "");
                notes.add(run.environments.name(environment) + ": earlier snapshots of " + named + " will not arrive ("
                        + parts(all) + ")");
            }
        }
    }

    private static String parts(SpoolCounts counts) {
        List<String> parts = new ArrayList<>();
        part(parts, counts.coalesced(), "equal to the one before");
        part(parts, counts.dropped(), "dropped for want of room");
        part(parts, counts.damaged(), "damaged");
        part(parts, counts.refused(), "refused");
        return String.join(", ", parts);
    }

    private static void part(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** Two releases of a service among the hosts of one environment are a deploy that is not through. */
    private static void deploys(ComparisonRun run, List<String> notes) {
        SortedMap<String, SortedSet<String>> rolling = new TreeMap<>();
        for (Finding finding : run.findings) {
            if (finding.state() == DriftState.SPLIT
                    && finding.scope().kind() == Scope.Kind.SERVICE
                    && finding.address().section().probe().equals("process")
                    && finding.address().path().text().equals(VERSION)
                    && finding.between().size() == 1) {
                rolling.computeIfAbsent(finding.between().get(0), unused -> new TreeSet<>())
                        .add(finding.scope().name());
            }
        }
        rolling.forEach((environment, services) -> notes.add(environment + ": taken while "
                + String.join(", ", services) + (services.size() == 1 ? " was" : " were")
                + " rolled out, for two releases run there; compare again once that is through"));
    }
}
