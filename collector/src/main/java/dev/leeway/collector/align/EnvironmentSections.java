package dev.leeway.collector.align;

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
}
