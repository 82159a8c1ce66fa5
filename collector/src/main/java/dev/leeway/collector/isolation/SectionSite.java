package dev.leeway.collector.isolation;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.judge.Whereabouts;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Section;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One section as hosts of one environment saw it.
 *
 * @param environment where
 * @param environmentName its canonical name
 * @param key under the names of the policy
 * @param hosts sorted
 * @param section what they saw
 * @param seen when the first of them began to look
 * @param whereabouts what addresses tell
 */
record SectionSite(
        int environment,
        String environmentName,
        SectionKey key,
        List<String> hosts,
        Section section,
        Instant seen,
        Whereabouts whereabouts) {
    SectionSite {
        requireNonNull(environmentName, "environmentName is null");
        requireNonNull(key, "key is null");
        requireNonNull(section, "section is null");
        requireNonNull(seen, "seen is null");
        requireNonNull(whereabouts, "whereabouts is null");
        hosts = HostNames.of(hosts);
    }

    /** Its subject, as people call it: {@code database[shop]}. */
    String label() {
        return key.text();
    }

    String name() {
        return key.subject().orElse("");
    }

    Scope scope() {
        return new Scope(Scope.Kind.SERVICE, name());
    }

    Address address(String path) {
        return new Address(key, FactPath.parse(path));
    }

    Optional<Value> value(String path) {
        return section.facts().find(FactPath.parse(path));
    }

    Optional<String> text(String path) {
        return value(path).filter(Value.Text.class::isInstance).map(Value::display);
    }

    /** The texts and numbers of a fact that may hold several. */
    SortedSet<String> texts(String path) {
        SortedSet<String> texts = new TreeSet<>();
        value(path).ifPresent(value -> add(value, texts));
        return texts;
    }

    private static void add(Value value, SortedSet<String> texts) {
        if (value instanceof Value.SetOf set) {
            set.members().forEach(member -> add(member, texts));
        } else if (value.kind() != Value.Kind.SECRET && value.kind() != Value.Kind.WITHHELD) {
            texts.add(value.display());
        }
    }

    /** The address at which the server sees itself, where that means one place. */
    Optional<String> serverAddress() {
        return text("server/address").filter(whereabouts::tells);
    }

    /** Whether a fact that is not there may have gone unseen. */
    boolean covers(String path) {
        String address = section.key().text() + "/" + path;
        return section.uncovered().stream().noneMatch(gap -> gap.pattern().matches(address));
    }

    /** What a report says of one fact here. */
    EnvironmentValue reported(String path) {
        Optional<Value> value = value(path).map(Value::withoutTags);
        return new EnvironmentValue(
                environmentName,
                hosts,
                value.isPresent()
                        ? EnvironmentValue.Standing.PRESENT
                        : covers(path) ? EnvironmentValue.Standing.MISSING : EnvironmentValue.Standing.UNKNOWN,
                value,
                Optional.ofNullable(section.evidence().get(path)));
    }
}
