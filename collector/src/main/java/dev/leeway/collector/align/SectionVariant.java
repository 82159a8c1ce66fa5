package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Section;
import java.util.List;
import java.util.Optional;

/**
 * One observed section and the hosts of one environment that share it.
 *
 * @param section under the name its hosts gave it
 * @param hosts sorted, never empty
 * @param release version of the agents that saw it; empty where they are of several
 * @param rules their rules of redaction; empty where they are not all of one, or do not say
 */
public record SectionVariant(Section section, List<String> hosts, Optional<String> release, Optional<String> rules) {
    public SectionVariant {
        requireNonNull(section, "section is null");
        requireNonNull(release, "release is null");
        requireNonNull(rules, "rules is null");
        hosts = HostNames.of(hosts);
    }

    /** The engine whose words these are, for sections of databases. */
    public Optional<String> product() {
        return EngineNames.product(section);
    }

    /** The engine's version, for sections of databases. */
    public Optional<String> version() {
        return EngineNames.version(section);
    }

    /** What its hosts wrote of {@code pattern} under the names they know, in those of {@code key}. */
    public AddressPattern canonical(AddressPattern pattern, SectionKey key) {
        String opening = section.key().text() + "/";
        return section.key().equals(key) || !pattern.text().startsWith(opening)
                ? pattern
                : AddressPattern.parse(key.text() + "/" + pattern.text().substring(opening.length()));
    }
}
