package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.manifest.ArtefactEntry;
import dev.leeway.agent.probe.dependency.manifest.Strays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what an artefact holds beside classes, libraries and what packers and builds add. */
final class OwnFiles {
    /** One more than is told, so that it shows that there are more. */
    private static final int MOST = 3_001;

    private final boolean wanted;
    private final SortedMap<String, ArtefactEntry> found = new TreeMap<>();

    /** @param wanted whether the archive is an artefact of the service's own, and not a library */
    OwnFiles(boolean wanted) {
        this.wanted = wanted;
    }

    /** Takes one file, no class; whether only its content tells what it is. */
    boolean opens(String archive, ArchiveEntry entry) {
        if (!wanted || archive.contains(Archive.SEPARATOR) || found.size() >= MOST || entry.isPackaging()) {
            return false;
        }
        String name = entry.name();
        String last = PathText.name(name);
        if (ArchiveName.isArchive(last) || last.equals("git.properties")) {
            return false;
        }
        found.put(name, new ArtefactEntry(name, entry.size(), entry.crc(), Optional.empty()));
        return Strays.askContent(last);
    }

    void opened(String name, Optional<byte[]> content) {
        found.computeIfPresent(name, (key, entry) -> new ArtefactEntry(key, entry.size(), entry.crc(), content));
    }

    List<ArtefactEntry> found() {
        return List.copyOf(found.values());
    }
}
