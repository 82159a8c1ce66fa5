package dev.leeway.agent.guard;

import dev.leeway.agent.format.endpoint.CommandSettings;
import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.Found;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides whether a command may start. */
public final class Guard {
    private static final String LEADS = " leads to ";

    private final Map<ProtectedEndpoints, List<ProtectedPattern>> others = new LinkedHashMap<>();
    private final HostsFile hosts;
    private final Elsewhere elsewhere;

    /**
     * A guard.
     *
     * @param others endpoints of other environments than the command's own
     * @param names every name those environments go by
     * @param hosts what names mean on this host
     */
    public Guard(List<ProtectedEndpoints> others, Set<String> names, HostsFile hosts) {
        for (ProtectedEndpoints each : others) {
            this.others.put(
                    each, each.endpoints().stream().map(ProtectedPattern::of).toList());
        }
        this.hosts = hosts;
        this.elsewhere = new Elsewhere(names);
    }

    /**
     * What was decided.
     *
     * @param breaches why the command may not start, a sentence each; none when it may
     * @param doubtful what a person typed that leads somewhere and could not be taken apart, names a protected host in a way that
     *     is not known here, or makes the command take its endpoints from elsewhere
     */
    public record Decision(List<String> breaches, SortedSet<String> doubtful) {
        public Decision {
            breaches = List.copyOf(breaches);
            doubtful = new TreeSet<>(doubtful);
        }
    }

    /** Looks where the settings of a command lead. */
    public Decision decide(List<String> command, Map<String, String> variables) {
        List<Setting> settings = CommandSettings.of(command, variables);
        Set<String> breaches = new LinkedHashSet<>();
        SortedSet<String> doubtful = new TreeSet<>();
        Set<Setting> judged = new LinkedHashSet<>();
        // What another setting overrules may still be used by the command, or by one that it starts.
        for (EndpointSettings.Result result : EndpointSettings.readEvery(settings)) {
            for (Found found : result.endpoints()) {
                judge(found, pattern -> true, breaches, doubtful);
                if (!found.endpoint().servers().isEmpty()) {
                    judged.add(found.setting());
                }
            }
            result.doubtful().values().forEach(setting -> doubtful.add(setting.typed()));
        }
        EndpointSettings.Result web = EndpointSettings.readOtherUrls(settings);
        // Where one database of a host is protected, its name says too little of what else answers there.
        for (Found found : web.endpoints()) {
            judge(found, ProtectedPattern::anyDatabase, breaches, doubtful);
            if (patterns().allMatch(ProtectedPattern::anyDatabase)) {
                judged.add(found.setting());
            }
        }
        web.doubtful().values().forEach(setting -> doubtful.add(setting.typed()));
        List<ProtectedPattern> patterns = patterns().toList();
        doubtful.addAll(new Mentions(patterns, hosts, elsewhere, judged).unjudged(command, variables));
        // What is refused for one thing it says needs no second line.
        doubtful.removeIf(typed -> breaches.stream().anyMatch(breach -> breach.startsWith(typed + LEADS)));
        return new Decision(List.copyOf(breaches), doubtful);
    }

    private Stream<ProtectedPattern> patterns() {
        return others.values().stream().flatMap(List::stream);
    }

    private void judge(Found found, Predicate<ProtectedPattern> counts, Set<String> breaches, Set<String> doubtful) {
        int before = breaches.size();
        others.forEach((protectedOnes, patterns) -> patterns.stream()
                .filter(counts)
                .map(pattern -> breach(found, protectedOnes.environment(), pattern))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .ifPresent(breaches::add));
        if (breaches.size() == before
                && patterns().filter(counts).anyMatch(pattern -> pattern.resembles(found.endpoint(), hosts))) {
            doubtful.add(found.setting().typed());
        }
    }

    private String breach(Found found, String environment, ProtectedPattern pattern) {
        String met = pattern.met(found.endpoint(), hosts);
        return met.isEmpty()
                ? ""
                : found.setting().typed() + LEADS + met + ", which is " + environment + "'s: " + pattern.written();
    }
}
