package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What something of a container engine is made for or runs on; empty where nobody says.
 *
 * @param os {@code linux}
 * @param architecture as images have it: {@code amd64}, {@code arm64}
 * @param variant of the architecture: {@code v8}
 */
public record EnginePlatform(Optional<String> os, Optional<String> architecture, Optional<String> variant) {
    /** Nobody says. */
    public static final EnginePlatform UNKNOWN =
            new EnginePlatform(Optional.empty(), Optional.empty(), Optional.empty());

    public EnginePlatform {
        requireNonNull(os, "os is null");
        requireNonNull(architecture, "architecture is null");
        requireNonNull(variant, "variant is null");
    }

    /** {@code linux/arm64/v8}; empty where system or architecture are not known. */
    public Optional<String> text() {
        return os.flatMap(system -> architecture.map(machine ->
                system + "/" + machine + variant.map(each -> "/" + each).orElse("")));
    }
}
