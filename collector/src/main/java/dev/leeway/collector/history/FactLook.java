package dev.leeway.collector.history;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.ValueLikeness;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.Optional;

/**
 * What one section says of a fact: a value, or that there is none, or why that is not known.
 *
 * @param value empty where there is none, and where that is not known
 * @param unknown why it is not known; empty where it is
 */
public record FactLook(Optional<Value> value, String unknown) {
    public FactLook {
        requireNonNull(value, "value is null");
        requireNonNull(unknown, "unknown is null");
    }

    /** Where what is stored cannot be read. */
    public static FactLook damaged() {
        return new FactLook(Optional.empty(), "not known: what is stored is damaged");
    }

    /** Where there is no such section. */
    public static FactLook none(String section) {
        return new FactLook(Optional.empty(), "not observed: no section " + section);
    }

    /**
     * What {@code section} says of {@code address}.
     *
     * @param since the revision of the probe that first told it
     */
    public static FactLook of(Section section, Address address, int since) {
        FactPath path = address.path();
        Optional<Value> value = section.facts().find(path);
        if (value.isPresent()) {
            return new FactLook(value, "");
        }
        if (!section.outcome().observed()) {
            return new FactLook(
                    Optional.empty(), "not observed: " + section.outcome().text());
        }
        for (Uncovered gap : section.uncovered()) {
            if (gap.pattern().matches(address.text())) {
                return new FactLook(Optional.empty(), "not observed: " + gap.reason());
            }
        }
        return section.revision() < since
                ? new FactLook(Optional.empty(), "not observed: the probe did not know it yet")
                : new FactLook(Optional.empty(), "");
    }

    /** Whether the section tells, be it that there is none. */
    public boolean known() {
        return unknown.isEmpty();
    }

    /** Whether another look says the same. Secrets under another key say nothing of having changed. */
    public boolean same(FactLook other) {
        if (value.isPresent() && other.value.isPresent()) {
            return ValueLikeness.of(value.get(), other.value.get()) != Likeness.DIFFERENT;
        }
        return unknown.equals(other.unknown) && value.equals(other.value);
    }

    /** The value, {@code absent}, or why nobody knows; of a secret that there is one. */
    public String text() {
        return unknown.isEmpty()
                ? value.map(each -> each.withoutTags().display()).orElse("absent")
                : unknown;
    }
}
