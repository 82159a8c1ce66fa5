package dev.leeway.collector.policy;

import dev.leeway.collector.align.AliasSuggestion;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.judge.Whereabouts;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.YamlText;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Proposes a whole policy for a fleet from its snapshots, and says of each line what it was seen from. */
public final class FirstPolicy {
    private static final List<String> REQUIRED = List.of("env", "process", "os", "jdk", "package", "dependency");
    private static final String SERVICE = "service";
    private static final int MOST_SERVICES = 300;
    private static final int MOST_NETWORKS = 20;
    private static final int USUAL_DAYS = 7;
    private static final int COLUMN = 34;

    private final Policy shipped;
    private final List<Side> sides;
    private final Environments environments;
    private final Census census;
    private final Instant asOf;
    private final StringBuilder out = new StringBuilder();

    private FirstPolicy(List<Side> sides, Policy shipped, Catalogue catalogue, Instant asOf) {
        this.shipped = shipped;
        this.sides = sides;
        this.asOf = asOf;
        this.environments =
                Environments.of(shipped, sides.stream().map(Side::environment).toList());
        List<List<Snapshot>> snapshots = new ArrayList<>();
        environments.names().forEach(name -> snapshots.add(snapshots(name)));
        this.census = new Census(new Fleet(environments, snapshots, shipped, catalogue, asOf));
    }

    private List<Snapshot> snapshots(String environment) {
        return sides.stream()
                .filter(side ->
                        Environments.canonical(shipped, side.environment()).equals(environment))
                .findFirst()
                .map(Side::snapshots)
                .orElse(List.of());
    }

    /**
     * The text of the policy.
     *
     * @param sides the environments as the shipped policy tells them apart, one or more
     * @param shipped the policy that ships
     * @param unseen probes not to be required, because a comparison with it was incomplete
     */
    public static String yaml(List<Side> sides, Policy shipped, Catalogue catalogue, Instant asOf, Set<String> unseen) {
        return new FirstPolicy(sides, shipped, catalogue, asOf).yaml(unseen);
    }

    private String yaml(Set<String> unseen) {
        int hosts = sides.stream().mapToInt(side -> side.snapshots().size()).sum();
        line("# Proposed by leeway init from the snapshots of " + count(hosts, "host")
                + ". What it does not say is as the policy that ships has it.");
        line("# See docs/policy.md; `leeway policy check` tells what of it goes with nothing.");
        line("");
        environments();
        line("");
        services();
        line("");
        owners();
        line("");
        require(unseen);
        age();
        line("");
        line("# What differs on purpose: `leeway policy learn DIR` proposes rules from what never differs within one.");
        line("rules: []");
        line("waivers: []");
        return out.toString();
    }

    private void environments() {
        line(
                "# In promotion order, production last: which version is ahead, and what production forbids, follows from it.");
        line("environments:");
        List<String> order = order();
        for (String name : order) {
            TreeSet<String> spelled = new TreeSet<>();
            for (Snapshot snapshot : snapshots(name)) {
                snapshot.host().environment().ifPresent(spelled::add);
            }
            spelled.remove(name);
            String remark = count(snapshots(name).size(), "host")
                    + (spelled.isEmpty() ? "" : ", called " + String.join(", ", spelled));
            if (!Environments.listed(shipped, name)) {
                remark += likely(name)
                        .map(known ->
                                "; if it is " + known + " as well: {name: " + known + ", aliases: [" + name + "]}")
                        .orElse("; its place in the order is a guess");
            }
            line(padded("  - " + YamlText.name(name)) + "# " + YamlText.remark(remark));
        }
        line(padded("reference: " + YamlText.name(order.get(order.size() - 1))) + "# what the others are held against");
        networks(order);
    }

    /** As a remark: whoever works where he should not is seen there as well. */
    private void networks(List<String> order) {
        line(
                "# networks: no snapshot tells of the network its host is in; with them, clients of production's databases that");
        line("# come from elsewhere are told: {name: dev, networks: [10.1.0.0/16]}");
        SeenNetworks seen = new SeenNetworks(Whereabouts.of(environments));
        order.forEach(name -> snapshots(name).forEach(snapshot -> seen.add(name, snapshot)));
        boolean any = false;
        for (String name : order) {
            SortedMap<String, String> own = seen.of(name);
            if (!own.isEmpty()) {
                if (!any) {
                    line("# Seen with one environment alone, and its own if nobody strayed:");
                }
                any = true;
                List<String> quoted = own.keySet().stream()
                        .map(YamlText::quoted)
                        .limit(MOST_NETWORKS)
                        .toList();
                String from = String.join(", ", new TreeSet<>(own.values()));
                line("#   - {name: " + YamlText.remark(YamlText.name(name)) + ", networks: ["
                        + YamlText.remark(String.join(", ", quoted)) + "]}   by " + YamlText.remark(from)
                        + (own.size() > MOST_NETWORKS ? ", and " + (own.size() - MOST_NETWORKS) + " more" : ""));
            }
        }
    }

    /** As usual names have it; others before what they begin like, and before all where they begin like nothing. */
    private List<String> order() {
        List<String> order = new ArrayList<>();
        for (String name : environments.names()) {
            if (Environments.listed(shipped, name)) {
                order.add(name);
            }
        }
        List<String> others = new ArrayList<>(environments.names());
        others.removeAll(order);
        others.sort(Comparator.naturalOrder());
        int first = 0;
        for (String other : others) {
            int place = likely(other).map(order::indexOf).filter(at -> at >= 0).orElse(first);
            order.add(place, other);
            first += place == first ? 1 : 0;
        }
        return order;
    }

    private Optional<String> likely(String name) {
        String word = name.toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        String known = Environments.canonical(shipped, word);
        return Environments.listed(shipped, known) ? Optional.of(known) : Optional.empty();
    }

    private List<String> where(Subject subject) {
        List<String> where = new ArrayList<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            if (!census.bearers(subject, environment).isEmpty()) {
                where.add(environments.name(environment));
            }
        }
        return where;
    }

    private List<Subject> servicesFound() {
        List<Subject> services = new ArrayList<>();
        for (Subject subject : census.subjects()) {
            if (subject.kind().equals(SERVICE)) {
                services.add(subject);
            }
        }
        return services;
    }

    private void services() {
        List<Subject> all = servicesFound();
        line("# Names that mean the same service; what has one name everywhere needs no entry.");
        if (all.isEmpty()) {
            line("services: {}");
            return;
        }
        line("services:");
        AliasSuggestion suggestion = new AliasSuggestion(census);
        for (Subject subject : all.subList(0, Math.min(MOST_SERVICES, all.size()))) {
            List<String> where = where(subject);
            line(padded("  " + YamlText.name(subject.name()) + ": []") + "# "
                    + YamlText.remark(String.join(", ", where)));
            alias(subject, where, suggestion);
        }
        if (all.size() > MOST_SERVICES) {
            line("  # ... and " + (all.size() - MOST_SERVICES) + " more");
        }
    }

    /** Of two names the one of the later environment stands for both, as reports have it. */
    private void alias(Subject subject, List<String> where, AliasSuggestion suggestion) {
        int last = environments.size() - 1;
        for (int other = 0; other < last; other++) {
            int later = where.isEmpty() ? -1 : environments.names().indexOf(where.get(where.size() - 1));
            if (later > other && !where.contains(environments.name(other))) {
                Optional<Subject> found = suggestion.counterpart(subject, later, other);
                if (found.isPresent()) {
                    line("  # "
                            + YamlText.remark(YamlText.name(subject.name()) + ": ["
                                    + YamlText.name(found.get().name()) + "]")
                            + "   if "
                            + YamlText.remark(found.get().name()) + " of " + YamlText.remark(environments.name(other))
                            + " is the same: its name or its variables are alike");
                }
            }
        }
    }

    private void owners() {
        line("# Who answers for what: names of services, or patterns (`shop-*`, `database[*]/**`).");
        line("# owners:");
        List<Subject> all = servicesFound();
        for (Subject subject : all.subList(0, Math.min(MOST_SERVICES, all.size()))) {
            line("#   " + YamlText.remark(YamlText.name(subject.name())) + ": team");
        }
        if (all.isEmpty()) {
            line("#   \"os/**\": team");
        }
    }

    /** What every host showed whole can be asked of every host from now on. */
    private void require(Set<String> unseen) {
        line("# What must be comparable, or the result is incomplete (exit 3): a gate needs it.");
        List<String> whole = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (String probe : REQUIRED) {
            boolean seen =
                    sides.stream().flatMap(side -> side.snapshots().stream()).allMatch(each -> shows(each, probe));
            if (seen && !unseen.contains(probe)) {
                whole.add(YamlText.quoted(isOfServices(probe) ? probe + "[*]/**" : probe + "/**"));
            } else {
                gaps.add(probe);
            }
        }
        line("require: [" + String.join(", ", whole) + "]");
        if (!gaps.isEmpty()) {
            line("# not seen whole on every host, and so not required: " + String.join(", ", gaps)
                    + " (leeway-agent doctor says why)");
        }
    }

    private boolean isOfServices(String probe) {
        return sides.stream()
                        .flatMap(side -> side.snapshots().stream())
                        .flatMap(snapshot -> snapshot.sections().keySet().stream())
                        .anyMatch(key ->
                                key.probe().equals(probe) && key.subject().isPresent())
                && List.of("env", "process", "dependency").contains(probe);
    }

    private static boolean shows(Snapshot snapshot, String probe) {
        boolean any = false;
        for (Section section : snapshot.sections().values()) {
            if (section.key().probe().equals(probe)) {
                if (!section.outcome().observed() || !section.uncovered().isEmpty()) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private void age() {
        long oldest = sides.stream()
                .flatMap(side -> side.snapshots().stream())
                .mapToLong(snapshot -> Math.max(
                        0, Duration.between(snapshot.capturedAt(), asOf).toDays()))
                .max()
                .orElse(0);
        long days = oldest < USUAL_DAYS ? USUAL_DAYS : Math.min(9999, oldest + USUAL_DAYS);
        line(padded("maxAge: " + days + "d") + "# an older snapshot is not believed"
                + (oldest < USUAL_DAYS ? "" : "; the oldest is of " + count((int) oldest, "day") + " ago"));
    }

    private static String padded(String text) {
        return text.length() < COLUMN ? text + " ".repeat(COLUMN - text.length()) : text + "  ";
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
