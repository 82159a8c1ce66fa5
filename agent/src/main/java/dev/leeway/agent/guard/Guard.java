package dev.leeway.agent.guard;

import dev.leeway.agent.format.endpoint.CommandSettings;
import dev.leeway.agent.format.endpoint.EndpointSettings;
import dev.leeway.agent.format.endpoint.Found;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Setting;
import dev.leeway.schema.policy.ProtectedEndpoints;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides whether a command may start. */
public final class Guard {
    private final List<ProtectedEndpoints> others;
    private final HostsFile hosts;

    /**
     * A guard.
     *
     * @param others endpoints of other environments than the command's own
     * @param hosts what names mean on this host
     */
    public Guard(List<ProtectedEndpoints> others, HostsFile hosts) {
        this.others = List.copyOf(others);
        this.hosts = hosts;
    }

    /**
     * What was decided.
     *
     * @param breaches why the command may not start, a sentence each; none when it may
     * @param doubtful names of settings that lead somewhere and could not be taken apart
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
        // A variable that an argument overrules may still be used by the command, or by one that it starts.
        List<Setting> ofVariables = settings.stream()
                .filter(setting -> setting.kind() == Setting.Kind.VARIABLE)
                .toList();
        Set<String> breaches = new LinkedHashSet<>();
        SortedSet<String> doubtful = new TreeSet<>();
        for (EndpointSettings.Result result :
                List.of(EndpointSettings.read(settings), EndpointSettings.read(ofVariables))) {
            result.endpoints().forEach(found -> breaches(found, breaches));
            doubtful.addAll(result.doubtful());
        }
        return new Decision(List.copyOf(breaches), doubtful);
    }

    private void breaches(Found found, Set<String> breaches) {
        for (ProtectedEndpoints protectedOnes : others) {
            protectedOnes.endpoints().stream()
                    .map(ProtectedPattern::of)
                    .map(pattern -> breach(found, protectedOnes.environment(), pattern))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .ifPresent(breaches::add);
        }
    }

    private String breach(Found found, String environment, ProtectedPattern pattern) {
        String met = pattern.met(found.endpoint(), hosts);
        return met.isEmpty()
                ? ""
                : found.key() + " (" + found.setting().kind().text() + ") leads to " + met + ", which is " + environment
                        + "'s: " + pattern.written();
    }
}
