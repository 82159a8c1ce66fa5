package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who was observed; what belongs to one host alone lives here and not in sections.
 *
 * @param name the host's own short name or the configured one
 * @param environment {@code dev}, {@code staging}, {@code prod}, ...; empty when nobody said
 * @param role whose peers it has for host facts; empty when nobody said
 * @param kind what sort of host it is
 * @param labels such as {@code slot: blue}, {@code lifetime: ephemeral}
 */
public record Host(
        String name,
        Optional<String> environment,
        Optional<String> role,
        HostKind kind,
        SortedMap<String, String> labels) {
    /** The label that says how long a host stays. */
    public static final String LIFETIME = "lifetime";
    /** What it says of one that comes and goes. */
    public static final String EPHEMERAL = "ephemeral";

    public Host {
        requireNonNull(name, "name is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(kind, "kind is null");
        labels = labels.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Whether it comes and goes, as its label {@code lifetime: ephemeral} says. */
    public boolean isEphemeral() {
        return EPHEMERAL.equals(labels.get(LIFETIME));
    }
}
