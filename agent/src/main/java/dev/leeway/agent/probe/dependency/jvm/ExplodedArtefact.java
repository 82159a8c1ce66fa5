package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveLimits;
import dev.leeway.agent.format.archive.ArchiveReader;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What an unpacked artefact says it is, by the very rules that apply to the packed one: its metadata is packed again, in
 * memory, and read.
 *
 * <p>It has no sum of its content: that would be an unkeyed one of loose files, which may hold secrets.
 */
final class ExplodedArtefact {
    private static final int MAX_FILE = 1 << 20;
    private static final int MOST_FILES = 400;

    private ExplodedArtefact() {}

    /** The artefact unpacked at {@code directory}; empty where nothing there tells name and version. */
    static Optional<Archive> read(Survey survey, String directory) {
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        String meta = PathText.below(directory, "META-INF");
        take(survey, metadata, directory, "META-INF/MANIFEST.MF");
        String maven = PathText.below(meta, "maven");
        for (String group : survey.names(maven)) {
            for (String artifact : survey.names(PathText.below(maven, group))) {
                if (metadata.size() < MOST_FILES) {
                    String place = "META-INF/maven/" + group + "/" + artifact;
                    take(survey, metadata, directory, place + "/pom.properties");
                    take(survey, metadata, directory, place + "/pom.xml");
                }
            }
        }
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        byte[] packed = packed(metadata);
        Archive read = new ArchiveReader(ArchiveLimits.standard())
                .read(new HeldBytes(packed), PathText.name(directory))
                .archive();
        return Optional.of(read)
                .filter(archive -> archive.identity().coordinates().version().isPresent());
    }

    private static void take(Survey survey, SortedMap<String, byte[]> to, String directory, String name) {
        survey.bytes(PathText.below(directory, name), MAX_FILE).ifPresent(content -> to.put(name, content));
    }

    private static byte[] packed(SortedMap<String, byte[]> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var each : metadata.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
