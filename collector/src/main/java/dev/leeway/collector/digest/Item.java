package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is told.
 *
 * @param id of the cause or drift, whole; empty for what has none
 * @param shown as much of it as its report needs; empty where nothing more can be asked
 * @param severity empty for what has none
 * @param text what is the matter, in one line
 * @param owner who answers for it, as it is shown
 * @param owners all who are to hear of it as theirs
 * @param environments it is between
 * @param address of the fact that leads
 * @param age {@code open for 23 days}, {@code came back}, {@code last seen ... by web-01}; empty for what is new or timeless
 * @param why it matters; may be empty
 * @param align what to do; may be empty
 */
public record Item(
        Optional<String> id,
        Optional<String> shown,
        Optional<Severity> severity,
        String text,
        Optional<String> owner,
        List<String> owners,
        List<String> environments,
        Optional<String> address,
        Optional<String> age,
        String why,
        String align) {
    /** One for whoever answers for it alone. */
    public Item(
            Optional<String> id,
            Optional<String> shown,
            Optional<Severity> severity,
            String text,
            Optional<String> owner,
            List<String> environments,
            Optional<String> address,
            Optional<String> age,
            String why,
            String align) {
        this(id, shown, severity, text, owner, owner.stream().toList(), environments, address, age, why, align);
    }

    public Item {
        requireNonNull(id, "id is null");
        requireNonNull(shown, "shown is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(text, "text is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(address, "address is null");
        requireNonNull(age, "age is null");
        requireNonNull(why, "why is null");
        requireNonNull(align, "align is null");
        owners = List.copyOf(owners);
        environments = List.copyOf(environments);
    }

    /** The same for more people than who is shown, each once. */
    Item concerning(Collection<String> whose, Collection<String> where) {
        Set<String> allOwners = new LinkedHashSet<>(owners);
        allOwners.addAll(whose);
        Set<String> allEnvironments = new LinkedHashSet<>(environments);
        allEnvironments.addAll(where);
        return new Item(
                id,
                shown,
                severity,
                text,
                owner,
                List.copyOf(allOwners),
                List.copyOf(allEnvironments),
                address,
                age,
                why,
                align);
    }

    /** What is a line and no more. */
    static Item line(String text) {
        return line(text, "");
    }

    /** What is a line with another beneath it, which may be empty. */
    static Item line(String text, String detail) {
        return new Item(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                detail.isEmpty() ? Optional.empty() : Optional.of(detail),
                "",
                "");
    }
}
