package dev.leeway.agent.probe.dependency.dotnet;

import static java.util.Objects.requireNonNull;

/**
 * A library a .NET application was published with.
 *
 * @param name of the package or project
 * @param version of it
 * @param type {@code package}, {@code project}, {@code runtimepack}, {@code reference}
 */
public record DotnetLibrary(String name, String version, String type) {
    public DotnetLibrary {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(type, "type is null");
    }
}
