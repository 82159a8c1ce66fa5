package dev.leeway.collector.sbom;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;
import java.util.List;
import java.util.Optional;

/**
 * How far a bill of materials speaks.
 *
 * @param maker the tool that made it
 * @param services whose libraries it lists, sorted; none where it tells no name that a service could have
 * @param guessed what the name of its one service was taken from where that need not be a service: {@code a container
 *     image}
 * @param libraries facts of those services that it tells
 * @param packages facts of the host that it tells
 * @param aspects what of which kinds of library it tells, in words, as {@code maven versions}
 * @param unplaced how many components name no package that Leeway has facts for
 * @param dated whether it tells when it was made
 */
public record BillScope(
        String maker,
        List<String> services,
        Optional<String> guessed,
        List<AddressPattern> libraries,
        List<AddressPattern> packages,
        List<String> aspects,
        int unplaced,
        boolean dated) {
    public BillScope {
        requireNonNull(maker, "maker is null");
        requireNonNull(guessed, "guessed is null");
        services = List.copyOf(services);
        libraries = List.copyOf(libraries);
        packages = List.copyOf(packages);
        aspects = List.copyOf(aspects);
    }
}
