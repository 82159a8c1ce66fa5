package dev.leeway.collector.policy;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.source.YamlText;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Proposes rules for what differs between environments, on every host and every day alike, and never within one.
 *
 * <p>Nothing is proposed of secrets, of versions, of what environments must not share, and of what is grave: that it is so
 * every day makes it no better.
 */
public final class LearnedRules {
    private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9]+");
    private static final int LONGEST = 40;

    private final Report report;
    private final Policy policy;
    private final int minHosts;
    private final Environments environments;
    private final SortedMap<String, SortedMap<String, Seen>> seen = new TreeMap<>();
    private final SortedSet<LocalDate> days = new TreeSet<>();
    private final Set<String> hosts = new HashSet<>();

    private LearnedRules(Report report, Policy policy, int minHosts) {
        this.report = report;
        this.policy = policy;
        this.minHosts = minHosts;
        List<String> names =
                report.environments().stream().map(each -> each.name()).toList();
        this.environments = Environments.of(policy, names);
    }

    /** What one environment had in one fact. */
    private static final class Seen {
        private final Set<Value> values = new HashSet<>();
        private final Set<String> hosts = new TreeSet<>();
        private final SortedSet<LocalDate> days = new TreeSet<>();
        private boolean lacked;
    }

    /**
     * The proposal, as YAML to paste into a policy.
     *
     * @param report of the newest snapshots, by the policy to be added to
     * @param snapshots all there are, of one date or several, each naming its environment
     * @param minHosts how many hosts of each environment must have shown it
     */
    public static String yaml(
            Report report, Policy policy, Catalogue catalogue, List<Snapshot> snapshots, int minHosts) {
        LearnedRules learned = new LearnedRules(report, policy, minHosts);
        learned.look(catalogue, snapshots);
        return learned.yaml(snapshots.size());
    }

    private static boolean isCandidate(Drift drift) {
        return drift.disposition() == Disposition.OPEN
                && drift.state() == DriftState.DIFFERENT
                && drift.between().size() == 2
                && drift.direction().isEmpty()
                && drift.values().stream()
                        .flatMap(value -> value.value().stream())
                        .allMatch(LearnedRules::mayBeLearned);
    }

    private static boolean mayBeLearned(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream().allMatch(LearnedRules::mayBeLearned);
        }
        if (value instanceof Value.ListOf list) {
            return list.members().stream().allMatch(LearnedRules::mayBeLearned);
        }
        return switch (value.kind()) {
            case SECRET, WITHHELD, VERSION -> false;
            default -> true;
        };
    }

    private void look(Catalogue catalogue, List<Snapshot> snapshots) {
        for (Drift drift : report.drifts()) {
            if (isCandidate(drift)) {
                seen.computeIfAbsent(drift.address().text(), unused -> new TreeMap<>());
            }
        }
        List<List<Snapshot>> none = new ArrayList<>();
        environments.names().forEach(unused -> none.add(List.of()));
        Fleet fleet = new Fleet(environments, none, policy, catalogue, report.asOf());
        for (Snapshot snapshot : snapshots) {
            String environment =
                    Environments.canonical(policy, snapshot.host().environment().orElse(""));
            if (environments.find(environment).isPresent()) {
                days.add(day(snapshot));
                hosts.add(environment + "\n" + snapshot.host().name());
                for (Section section : snapshot.sections().values()) {
                    look(
                            environment,
                            snapshot,
                            section,
                            fleet.canonical(section.key()).text() + "/");
                }
            }
        }
    }

    private static LocalDate day(Snapshot snapshot) {
        return LocalDate.ofInstant(snapshot.capturedAt(), ZoneOffset.UTC);
    }

    private void look(String environment, Snapshot snapshot, Section section, String opening) {
        if (!section.outcome().observed()) {
            return;
        }
        Set<String> found = new HashSet<>();
        section.facts().forEach((path, value) -> {
            Map<String, Seen> byEnvironment = seen.get(opening + path);
            if (byEnvironment != null) {
                Seen here = byEnvironment.computeIfAbsent(environment, unused -> new Seen());
                here.values.add(value);
                here.hosts.add(snapshot.host().name());
                here.days.add(day(snapshot));
                found.add(opening + path);
            }
        });
        seen.subMap(opening, opening + Character.MAX_VALUE).forEach((address, byEnvironment) -> {
            if (!found.contains(address)) {
                byEnvironment.computeIfAbsent(environment, unused -> new Seen()).lacked = true;
            }
        });
    }

    private String yaml(int snapshots) {
        SortedMap<String, List<Drift>> byAddress = new TreeMap<>();
        int grave = 0;
        int unsteady = 0;
        int never = 0;
        for (Drift drift : report.drifts()) {
            if (isCandidate(drift)) {
                if (drift.severity().atLeast(Severity.HIGH)) {
                    grave++;
                } else if (isSteady(drift)) {
                    byAddress
                            .computeIfAbsent(drift.address().text(), unused -> new ArrayList<>())
                            .add(drift);
                } else {
                    unsteady++;
                }
            } else if (drift.disposition() == Disposition.OPEN) {
                never++;
            }
        }
        StringBuilder out = new StringBuilder();
        line(
                out,
                "# Proposed by leeway policy learn from " + count(snapshots, "snapshot") + " of "
                        + count(hosts.size(), "host") + " on " + count(days.size(), "day")
                        + (days.isEmpty() ? "" : ", " + days.first() + (days.size() > 1 ? " to " + days.last() : ""))
                        + ".");
        line(
                out,
                "# Read each before you keep it: what nobody meant to differ is a drift, however long it has been so.");
        if (grave > 0) {
            line(out, "# Not proposed, for it is grave: " + count(grave, "drift") + " that leeway report tells.");
        }
        if (unsteady > 0) {
            line(
                    out,
                    "# Not proposed, for hosts or days of one environment disagree, or too few showed it: "
                            + count(unsteady, "drift") + ".");
        }
        if (never > 0) {
            line(
                    out,
                    "# Not proposed, for it is a version, withheld, shared, not there on one side or adrift within one"
                            + " environment: " + count(never, "drift") + ".");
        }
        line(out, byAddress.isEmpty() ? "rules: []" : "rules:");
        byAddress.forEach((address, drifts) -> rules(out, drifts));
        return out.toString();
    }

    private boolean isSteady(Drift drift) {
        return drift.between().stream().allMatch(environment -> {
            Seen here =
                    seen.getOrDefault(drift.address().text(), new TreeMap<>()).get(environment);
            return here != null && here.values.size() == 1 && !here.lacked && here.hosts.size() >= minHosts;
        });
    }

    /** One rule where the fact differs from each environment to the reference, else one for each pair. */
    private void rules(StringBuilder out, List<Drift> drifts) {
        Address address = drifts.get(0).address();
        boolean apart = drifts.stream().allMatch(drift -> isApart(address, drift.between()));
        int held = environments.size() - 1;
        if (drifts.size() == held && held > 1) {
            SortedSet<String> all = new TreeSet<>(environments.names());
            rule(out, address, List.copyOf(all), apart, "[\"*\", \"*\"]");
            return;
        }
        for (Drift drift : drifts) {
            rule(
                    out,
                    address,
                    drift.between(),
                    isApart(address, drift.between()),
                    "[" + YamlText.name(drift.between().get(0)) + ", "
                            + YamlText.name(drift.between().get(1)) + "]");
        }
    }

    private void rule(StringBuilder out, Address address, List<String> of, boolean apart, String between) {
        SortedMap<String, Seen> byEnvironment = seen.getOrDefault(address.text(), new TreeMap<>());
        List<String> shown = new ArrayList<>();
        for (String name : environments.names()) {
            Seen here = byEnvironment.get(name);
            if (of.contains(name) && here != null) {
                shown.add(name + " " + shown(here.values) + " (" + count(here.hosts.size(), "host") + ", "
                        + count(here.days.size(), "day") + ")");
            }
        }
        line(out, "  # " + YamlText.remark(String.join("; ", shown)));
        // What may be any value may also be none; that everybody had one was seen just as often.
        for (String expectation : apart ? List.of("different") : List.of("any", "present")) {
            line(out, "  - match: " + YamlText.quoted(address.text()));
            line(out, "    expect: " + expectation);
            line(out, "    between: " + between);
        }
    }

    private static String shown(Set<Value> values) {
        String text = values.iterator().next().display();
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "'";
    }

    /** What leads somewhere, or is called after its environment, must go on differing. */
    private boolean isApart(Address address, List<String> between) {
        String path = address.path().text();
        return path.endsWith("/host")
                || between.stream().allMatch(name -> {
                    Seen here =
                            seen.getOrDefault(address.text(), new TreeMap<>()).get(name);
                    return here != null && here.values.stream().allMatch(value -> bears(value, name));
                });
    }

    private boolean bears(Value value, String environment) {
        Set<String> spellings =
                environments.find(environment).map(environments::spellings).orElse(Set.of(environment));
        for (String word : WORDS.split(value.display().toLowerCase(Locale.ROOT))) {
            if (spellings.contains(word)) {
                return value.kind() == Value.Kind.TEXT;
            }
        }
        return false;
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
