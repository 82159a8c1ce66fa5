package dev.leeway.collector.align;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one environment says under one section key.
 *
 * @param takesPart whether the environment has the service, or hosts of the role, at all
 * @param variants distinct observed sections, by their first host
 * @param unseen hosts that should have spoken and were not observed
 */
public record EnvironmentSections(boolean takesPart, List<SectionVariant> variants, List<UnseenHosts> unseen) {
    /** An environment without the service or role. */
    public static final EnvironmentSections ELSEWHERE = new EnvironmentSections(false, List.of(), List.of());

    public EnvironmentSections {
        variants = List.copyOf(variants);
        unseen = List.copyOf(unseen);
    }

    /** How many hosts were observed, or should have spoken and were not: under an alias a host may be both. */
    public int hosts() {
        return speaking().size() + silent();
    }

    /** How many hosts were not observed at all. */
    public int silent() {
        Set<String> silent = new HashSet<>();
        unseen.forEach(hosts -> silent.addAll(hosts.hosts()));
        silent.removeAll(speaking());
        return silent.size();
    }

    private Set<String> speaking() {
        Set<String> speaking = new HashSet<>();
        variants.forEach(variant -> speaking.addAll(variant.hosts()));
        return speaking;
    }
}
