package dev.leeway.collector.digest;

import dev.leeway.schema.report.Report;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names environments go by, as the policy of a report has them: what a channel is told to be for means the same at night, at once and when
 * its configuration is checked. A name in other letters is the same name, as everywhere in a policy.
 */
public final class EnvironmentNames {
    private final Map<String, String> canonical = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> observed;

    private EnvironmentNames(Map<String, String> names, Collection<String> observed) {
        canonical.putAll(names);
        this.observed = new HashSet<>(observed);
    }

    /** Those a report on a whole fleet knows; a report of an earlier release knows those it observed, and no aliases. */
    public static EnvironmentNames of(Report report) {
        return new EnvironmentNames(
                report.names(),
                report.environments().stream().map(each -> each.name()).toList());
    }

    /**
     * Those of a policy.
     *
     * @param names every name the policy lists to the one it goes by
     * @param observed other environments, by their canonical names
     */
    public static EnvironmentNames of(Map<String, String> names, Collection<String> observed) {
        return new EnvironmentNames(names, observed);
    }

    /** The name that reports use for what is called {@code name}, which is itself where nobody calls anything so. */
    public String canonical(String name) {
        return canonical.getOrDefault(name, name);
    }

    /** Whether the policy or anything that was observed has that name. */
    public boolean isKnown(String name) {
        return canonical.containsKey(name) || observed.contains(name);
    }
}
