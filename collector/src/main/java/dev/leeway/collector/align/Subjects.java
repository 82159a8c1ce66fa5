package dev.leeway.collector.align;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which probes speak of what, and under which names the policy wants it known. */
final class Subjects {
    private static final String HOST = "host";
    /** What a probe this release does not know speaks of, if it speaks of subjects. */
    private static final String SERVICE = "service";
    /** Whose sections about services are about the images of their containers. */
    private static final String IMAGE = "image";

    private final Map<String, String> kinds = new HashMap<>();
    private final Set<String> inside = new HashSet<>(Set.of(IMAGE));
    private final SubjectNames names;

    Subjects(Catalogue catalogue, Policy policy) {
        for (ProbeEntry probe : catalogue.probes()) {
            kinds.put(probe.name(), probe.subjects());
            boolean ofContainers = probe.facts().stream()
                    .anyMatch(fact -> fact.pattern().text().startsWith(probe.name() + "["));
            if (probe.subjects().equals(HOST) && ofContainers) {
                inside.add(probe.name());
            }
        }
        names = new SubjectNames(policy);
    }

    String kind(String probe) {
        String kind = kinds.getOrDefault(probe, SERVICE);
        return kind.equals(HOST) ? SERVICE : kind;
    }

    /** Whether the probe's section about the host may list subjects. */
    boolean hasIndex(String probe) {
        return !kinds.getOrDefault(probe, HOST).equals(HOST);
    }

    /** Whether the probe tells of a service only what is in its container. */
    boolean tellsContainersAlone(String probe) {
        return inside.contains(probe);
    }

    SectionKey canonical(SectionKey key) {
        return names.canonical(key);
    }

    String canonical(String name) {
        return names.canonical(name);
    }
}
