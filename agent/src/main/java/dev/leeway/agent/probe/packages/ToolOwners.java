package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which package owns which of the tools that were found. */
final class ToolOwners {
    private final List<FoundTool> tools;
    private final Map<String, InstalledPackage> byPath = new HashMap<>();
    private Optional<HostAccessException.Kind> unread = Optional.empty();

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

    /** Takes down that a list of packages could not be read: what owns a tool may stand there. */
    void unread(HostAccessException.Kind kind) {
        unread = unread.or(() -> Optional.of(kind));
    }

    /** Why a tool without owner may have one all the same; empty when every list was read. */
    Optional<HostAccessException.Kind> unread() {
        return unread;
    }

    /** The package that owns {@code found}. */
    Optional<InstalledPackage> ownerOf(FoundTool found) {
        return found.ownedAs().stream()
                .map(byPath::get)
                .flatMap(owner -> Optional.ofNullable(owner).stream())
                .findFirst();
    }
}
