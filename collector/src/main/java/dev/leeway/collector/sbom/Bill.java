package dev.leeway.collector.sbom;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A bill of materials as it was read, before anything is made of it.
 *
 * @param made when, where it says so
 * @param tools that made it, as {@code syft 1.52.0}
 * @param subject what it is about, where it says so
 * @param properties of its metadata that Leeway knows
 * @param components all of them, nested ones included
 * @param uses by reference what a component uses
 * @param incomplete references of components whose parts the bill says it does not know all of; {@link #WHOLE} where
 *     that is true of all
 */
record Bill(
        Optional<Instant> made,
        List<String> tools,
        Optional<Component> subject,
        List<Component.Property> properties,
        List<Component> components,
        Map<String, List<String>> uses,
        Set<String> incomplete) {
    /** Stands for the bill as a whole where it says what it does not know. */
    static final String WHOLE = "";

    Bill {
        tools = List.copyOf(tools);
        properties = List.copyOf(properties);
        components = List.copyOf(components);
        uses = Map.copyOf(uses);
        incomplete = Set.copyOf(incomplete);
    }

    /** The tools in a few words. */
    String maker() {
        return tools.isEmpty() ? "an unnamed tool" : String.join(", ", tools.subList(0, Math.min(2, tools.size())));
    }

    /** The value of a property of the metadata. */
    Optional<String> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .map(Component.Property::value)
                .findFirst();
    }

    /** Whether it says itself that it may lack parts of what is known by {@code ref}. */
    boolean mayLackPartsOf(Optional<String> ref) {
        return incomplete.contains(WHOLE) || ref.filter(incomplete::contains).isPresent();
    }
}
