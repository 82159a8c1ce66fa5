package dev.leeway.collector.align;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.SectionKey;

/**
 * Knows the one fact that stands for a subject as a whole, so that its absence is one drift under one address.
 *
 * <p>Told by the catalogue alone: the address must not depend on which sections happened to be seen.
 */
public final class SubjectTokens {
    private final Catalogue catalogue;

    /** The tokens of {@code catalogue}. */
    public SubjectTokens(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The address under which the index of the first probe about such subjects lists {@code subject}. */
    public Address of(Subject subject) {
        for (ProbeEntry probe : catalogue.probes()) {
            if (probe.subjects().equals(subject.kind())) {
                return new Address(SectionKey.of(probe.name()), path(probe, subject));
            }
        }
        return new Address(SectionKey.of(subject.kind()), FactPath.of(subject.kind(), subject.name()));
    }

    private static FactPath path(ProbeEntry probe, Subject subject) {
        FactPath listed = FactPath.of(subject.kind(), subject.name());
        String opening = probe.name() + "/" + subject.kind() + "[*]/";
        for (FactEntry entry : probe.facts()) {
            String pattern = entry.pattern().text();
            if (pattern.startsWith(opening) && pattern.indexOf('*', opening.length()) < 0) {
                return new FactPath(listed.text() + "/" + pattern.substring(opening.length()));
            }
        }
        return listed;
    }
}
