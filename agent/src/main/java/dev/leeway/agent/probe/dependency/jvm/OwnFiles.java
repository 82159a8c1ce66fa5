package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.manifest.ArtefactEntry;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import java.util.Optional;
import java.util.Set;

/** Gathers what an artefact holds beside classes, libraries and what packers and builds add. */
final class OwnFiles {
    /** Where a build leaves what it was made from. */
    private static final Set<String> GIT =
            Set.of("git.properties", "BOOT-INF/classes/git.properties", "WEB-INF/classes/git.properties");

    private final Optional<ArtefactFiles> found;

    /** @param found takes it; absent where the archive is a library, and no artefact of the service's own */
    OwnFiles(Optional<ArtefactFiles> found) {
        this.found = found;
    }

    /** Takes one file, no class; whether only its content tells what it is. */
    boolean opens(String archive, ArchiveEntry entry) {
        if (found.isEmpty() || !EntryVisitor.isDeployedWithin(archive) || entry.isPackaging()) {
            return false;
        }
        String name = within(archive) + entry.name();
        String last = PathText.name(name);
        if (ArchiveName.isArchive(last) || GIT.contains(entry.name())) {
            return false;
        }
        return found.get().take(new ArtefactEntry(name, entry.size(), entry.crc()));
    }

    /** Judges how the content of a file begins, and keeps none of it. */
    void opened(String archive, String name, Optional<byte[]> head) {
        found.ifPresent(files -> files.judge(within(archive) + name, head));
    }

    /** Where {@code archive} lies in the outermost one: nothing, or {@code web.war!/}. */
    private static String within(String archive) {
        int at = archive.indexOf(Archive.SEPARATOR);
        return at < 0 ? "" : archive.substring(at + Archive.SEPARATOR.length()) + Archive.SEPARATOR;
    }

    Optional<ArtefactFiles> found() {
        return found;
    }
}
