package dev.leeway.collector.align;

import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.List;

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
        List<HostNames> silent = new ArrayList<>();
        unseen.forEach(hosts -> silent.add(HostNames.of(hosts.hosts())));
        return HostNames.union(silent).without(speaking()).size();
    }

    private HostNames speaking() {
        List<HostNames> speaking = new ArrayList<>();
        variants.forEach(variant -> speaking.add(HostNames.of(variant.hosts())));
        return HostNames.union(speaking);
    }
}
