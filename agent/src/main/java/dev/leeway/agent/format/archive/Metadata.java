package dev.leeway.agent.format.archive;

import dev.leeway.agent.format.JavaProperties;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.archive.Identity.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The small files of an archive that say what it is, read and summed up without what a rebuild changes. */
final class Metadata {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String MAVEN = "META-INF/maven/";
    private static final String POM_PROPERTIES = "/pom.properties";
    private static final String POM_XML = "/pom.xml";
    private static final Set<String> CLASSPATH = Set.of("BOOT-INF/classpath.idx", "WEB-INF/classpath.idx");
    private static final Set<String> BUILD_INFO = Set.of(
            "META-INF/build-info.properties",
            "BOOT-INF/classes/META-INF/build-info.properties",
            "WEB-INF/classes/META-INF/build-info.properties",
            "git.properties",
            "BOOT-INF/classes/git.properties",
            "WEB-INF/classes/git.properties");

    private final ByteSource source;
    private final ArchiveScan scan;
    private final EntryContent contents;
    private final SkipLog skips;
    private final String path;
    /** By directory: where both files tell, the properties count, which hold what the pom came to. */
    private final Map<String, PomEntry> poms = new LinkedHashMap<>();

    private JarManifest manifest = JarManifest.none();
    private List<String> classpath = List.of();

    Metadata(String path, ByteSource source, ArchiveScan scan, EntryContent contents, SkipLog skips) {
        this.path = path;
        this.source = source;
        this.scan = scan;
        this.contents = contents;
        this.skips = skips;
    }

    /** Whether an entry of this name is one of these files. */
    static boolean isWanted(String name) {
        if (name.endsWith(POM_PROPERTIES) || name.endsWith(POM_XML)) {
            // Below other directories it came with classes for one release, or with those of an application.
            return name.startsWith(MAVEN) || name.contains("/" + MAVEN);
        }
        return name.equals(MANIFEST) || BUILD_INFO.contains(name) || CLASSPATH.contains(name);
    }

    /** Opens each file once; one that cannot be read is told and counts as it is declared. */
    void read() {
        for (EntryRef ref : scan.metadata().values()) {
            NameHash name = NameHash.of(ref.name().getBytes(StandardCharsets.UTF_8));
            boolean summed = false;
            if (scan.isSound() && !isSuperfluous(ref)) {
                try {
                    summed = take(ref, name, contents.bytes(source, ref));
                } catch (SkippedException e) {
                    skips.add(path, e, ref.name());
                } catch (MalformedException e) {
                    skips.add(path, SkipReason.MALFORMED, "not a properties file", ref.name());
                }
            }
            if (!summed) {
                scan.sum().add(name, ref.size(), ref.crc());
            }
        }
    }

    /** A pom.xml beside pom.properties, which come first in the order of names, tells nothing more. */
    private boolean isSuperfluous(EntryRef ref) {
        return ref.name().endsWith(POM_XML) && poms.containsKey(directory(ref.name()));
    }

    /** Returns whether the sum has a normalised form of it. */
    private boolean take(EntryRef ref, NameHash name, byte[] content) throws MalformedException {
        if (ref.name().equals(MANIFEST)) {
            manifest = JarManifest.read(content);
            scan.sum().add(name, BuildNoise.of(manifest));
            return true;
        }
        if (ref.name().endsWith(POM_XML)) {
            PomXml.read(content).ifPresent(c -> add(ref, c, Evidence.POM_XML));
            return false;
        }
        if (CLASSPATH.contains(ref.name())) {
            classpath = index(new String(content, StandardCharsets.UTF_8));
            return false;
        }
        SortedMap<String, String> properties = JavaProperties.read(new String(content, StandardCharsets.ISO_8859_1));
        if (ref.name().endsWith(POM_PROPERTIES)) {
            fromProperties(ref.name(), properties).ifPresent(c -> add(ref, c, Evidence.POM_PROPERTIES));
        }
        scan.sum().add(name, BuildNoise.of(properties));
        return true;
    }

    private void add(EntryRef ref, Coordinates coordinates, Evidence evidence) {
        poms.putIfAbsent(directory(ref.name()), new PomEntry(coordinates, evidence));
    }

    /** What the properties leave out, the directories {@code META-INF/maven/GROUP/ARTIFACT} tell. */
    private static Optional<Coordinates> fromProperties(String name, SortedMap<String, String> properties) {
        String[] parts = directory(name.substring(name.lastIndexOf(MAVEN))).split("/", -1);
        Optional<String> group = value(properties, "groupId").or(() -> part(parts, 2));
        Optional<String> artifact = value(properties, "artifactId").or(() -> part(parts, 3));
        return artifact.map(a -> new Coordinates(group, a, Optional.empty(), value(properties, "version")));
    }

    private static Optional<String> value(SortedMap<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !value.contains("${"));
    }

    private static Optional<String> part(String[] parts, int index) {
        return parts.length == 4 && !parts[index].isEmpty() ? Optional.of(parts[index]) : Optional.empty();
    }

    private static String directory(String name) {
        return name.substring(0, name.lastIndexOf('/'));
    }

    /** The paths of a {@code classpath.idx}: a list item on each line, in quotation marks. */
    private static List<String> index(String text) {
        List<String> paths = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> line.startsWith("- ")).forEach(line -> {
            String item = line.substring(2).strip();
            boolean quoted = item.length() > 1 && item.startsWith("\"") && item.endsWith("\"");
            paths.add(quoted ? item.substring(1, item.length() - 1) : item);
        });
        return List.copyOf(paths);
    }

    JarManifest manifest() {
        return manifest;
    }

    List<String> classpath() {
        return classpath;
    }

    List<PomEntry> poms() {
        return List.copyOf(poms.values());
    }
}
