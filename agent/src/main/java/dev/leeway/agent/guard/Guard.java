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

/** Decides whether a command may start. */
public final class Guard {
    private final Map<ProtectedEndpoints, List<ProtectedPattern>> others = new LinkedHashMap<>();
    private final HostsFile hosts;

    /**
     * A guard.
     *
     * @param others endpoints of other environments than the command's own
     * @param hosts what names mean on this host
     */
    public Guard(List<ProtectedEndpoints> others, HostsFile hosts) {
        for (ProtectedEndpoints each : others) {
            this.others.put(
                    each, each.endpoints().stream().map(ProtectedPattern::of).toList());
        }
        this.hosts = hosts;
    }

    /**
     * What was decided.
     *
     * @param breaches why the command may not start, a sentence each; none when it may
     * @param doubtful names of settings that lead somewhere and could not be taken apart, and of variables and arguments that name
     *     a protected host in a way that is not known here
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
                breaches(found, breaches);
                if (!found.endpoint().servers().isEmpty()) {
                    judged.add(found.setting());
                }
            }
            doubtful.addAll(result.doubtful());
        }
        List<ProtectedPattern> patterns =
                others.values().stream().flatMap(List::stream).toList();
        doubtful.addAll(new Mentions(patterns, hosts, judged).unjudged(command, variables));
        return new Decision(List.copyOf(breaches), doubtful);
    }

    private void breaches(Found found, Set<String> breaches) {
        others.forEach((protectedOnes, patterns) -> patterns.stream()
                .map(pattern -> breach(found, protectedOnes.environment(), pattern))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .ifPresent(breaches::add));
    }

    private String breach(Found found, String environment, ProtectedPattern pattern) {
        String met = pattern.met(found.endpoint(), hosts);
        return met.isEmpty()
                ? ""
                : found.key() + " (" + found.setting().kind().text() + ") leads to " + met + ", which is " + environment
                        + "'s: " + pattern.written();
    }
}
