package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** Tells the tools of the default search path: upstream version, and whether the operating system vouches for it. */
final class ToolFacts {
    private final SectionRecorder section;
    private final HostFiles files;

    ToolFacts(SectionRecorder section, HostFiles files) {
        this.section = section;
        this.files = files;
    }

    void record(List<FoundTool> tools, ToolOwners owners) {
        for (FoundTool found : tools) {
            FactPath path = FactPath.of("tool", found.tool().name());
            Optional<InstalledPackage> owner = owners.ownerOf(found);
            if (owner.isEmpty() && owners.unread().isPresent()) {
                section.uncovered(path.text() + "/**", owners.unread().get());
                continue;
            }
            section.fact(path.child("packaged"), Observed.flag(owner.isPresent()), found.target());
            if (owner.isPresent()) {
                boolean formula = owner.get().manager() == InstalledPackage.Manager.BREW;
                String installed = owner.get().version();
                String version = formula ? UpstreamVersion.ofFormula(installed) : UpstreamVersion.of(installed);
                section.fact(
                        path.child("version"),
                        Observed.version(version, found.tool().scheme()),
                        found.target());
            } else {
                recordUnowned(path, found);
            }
        }
    }

    private void recordUnowned(FactPath path, FoundTool found) {
        try {
            Optional<String> version = ToolVersion.of(found, files);
            if (version.isPresent()) {
                section.fact(
                        path.child("version"),
                        Observed.version(version.get(), found.tool().scheme()),
                        found.target());
            } else {
                section.uncovered(path.child("version").text(), HostAccessException.Kind.MALFORMED);
            }
        } catch (HostAccessException refused) {
            section.uncovered(path.child("version").text(), refused.kind());
        }
    }
}
