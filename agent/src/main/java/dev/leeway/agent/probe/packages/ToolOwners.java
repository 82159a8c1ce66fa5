package dev.leeway.agent.probe.packages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which package owns which of the tools that were found. */
final class ToolOwners {
    private final List<FoundTool> tools;
    private final Map<String, InstalledPackage> byPath = new HashMap<>();

    ToolOwners(List<FoundTool> tools) {
        this.tools = tools;
    }

    /** Whether the files of {@code candidate} are worth reading: some tool may be among them. */
    boolean concerns(InstalledPackage candidate) {
        return tools.stream().anyMatch(found -> found.tool().mayBeOwnedBy(candidate.name()));
    }

    /** Takes down that {@code owner} installed {@code paths}. */
    void owns(InstalledPackage owner, Iterable<String> paths) {
        for (String path : paths) {
            byPath.putIfAbsent(path, owner);
        }
    }

    /** The package that owns {@code found}. */
    Optional<InstalledPackage> ownerOf(FoundTool found) {
        return found.ownedAs().stream()
                .map(byPath::get)
                .flatMap(owner -> Optional.ofNullable(owner).stream())
                .findFirst();
    }
}
