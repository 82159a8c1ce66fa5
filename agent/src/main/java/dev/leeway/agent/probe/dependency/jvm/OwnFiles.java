package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.JavaProperties;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.manifest.ArtefactEntry;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what an artefact holds beside classes, libraries and what packers and builds add. */
final class OwnFiles {
    private static final List<String> ROOTS = List.of("", "BOOT-INF/classes/", "WEB-INF/classes/");

    /** Where a build leaves what it was made from. */
    private static final Set<String> GIT = below("git.properties");

    private static final Set<String> BUILD = below("META-INF/build-info.properties");

    private final Optional<ArtefactFiles> found;
    /** By name, those of Git before others, whose names come later in the alphabet. */
    private final SortedMap<String, SortedMap<String, String>> sources = new TreeMap<>(
            Comparator.<String, Boolean>comparing(BUILD::contains).thenComparing(Comparator.naturalOrder()));

    /** @param found takes it; absent where the archive is a library, and no artefact of the service's own */
    OwnFiles(Optional<ArtefactFiles> found) {
        this.found = found;
    }

    /** Takes one file, no class; whether only its content tells what it is. */
    boolean opens(String archive, ArchiveEntry entry) {
        if (found.isPresent() && isSource(archive, entry.name())) {
            return true;
        }
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
        if (isSource(archive, name)) {
            head.ifPresent(content -> source(name, content));
            return;
        }
        found.ifPresent(files -> files.judge(within(archive) + name, head));
    }

    /** Where {@code archive} lies in the outermost one: nothing, or {@code web.war!/}. */
    private static String within(String archive) {
        int at = archive.indexOf(Archive.SEPARATOR);
        return at < 0 ? "" : archive.substring(at + Archive.SEPARATOR.length()) + Archive.SEPARATOR;
    }

    private static Set<String> below(String name) {
        return ROOTS.stream().map(root -> root + name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the file tells of the build of the outermost archive. */
    private static boolean isSource(String archive, String name) {
        return archive.indexOf(Archive.SEPARATOR) < 0 && (GIT.contains(name) || BUILD.contains(name));
    }

    private void source(String name, byte[] content) {
        try {
            sources.put(name, JavaProperties.read(new String(content, StandardCharsets.ISO_8859_1)));
        } catch (MalformedException e) {
            // What a build wrote and nobody can read names no commit.
            sources.remove(name);
        }
    }

    /** What builds left behind in files of properties, by the name of the file, the one to trust most first. */
    SortedMap<String, SortedMap<String, String>> sources() {
        return sources;
    }

    Optional<ArtefactFiles> found() {
        return found;
    }
}
