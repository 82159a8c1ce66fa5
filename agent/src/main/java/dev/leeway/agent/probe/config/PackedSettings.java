package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveContent;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveLimits;
import dev.leeway.agent.format.archive.ArchiveReader;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.SectionRecorder;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Files of settings within archives of Java programs, read within the limits for archives. Libraries within them are not looked into,
 * for it is the program's own settings that count.
 */
final class PackedSettings {
    /** Where the classes of a program lie; what lies nearer to them comes first. */
    static final List<String> ROOTS = List.of("BOOT-INF/classes/", "WEB-INF/classes/", "");

    static final int MAX_FILE = 1 << 20;

    private static final String[] LOST = {"file[classpath:*]/**", "required[*]/**"};
    private static final int MAX_BYTES = 8 << 20;
    private static final Pattern KNOWN = Pattern.compile("(?:config/)?(?:application|bootstrap)[A-Za-z0-9_.-]{0,100}"
            + "\\.(?:properties|ya?ml|conf)"
            + "|(?:logback|log4j2?)[A-Za-z0-9_.-]{0,100}\\.(?:xml|properties|ya?ml|json)"
            + "|META-INF/(?:microprofile-config|application|bootstrap)[A-Za-z0-9_-]{0,100}\\.(?:properties|ya?ml)");

    private final ArchiveReader reader =
            new ArchiveReader(ArchiveLimits.standard().withDepth(0));
    private final HostFiles files;
    private final SectionRecorder section;
    private int left = MAX_BYTES;

    PackedSettings(HostFiles files, SectionRecorder section) {
        this.files = files;
        this.section = section;
    }

    /** What a file at {@code place} below a root of the class path is called in facts; empty where nobody reads it. */
    static Optional<String> key(String place) {
        return KNOWN.matcher(place).matches() ? Optional.of("classpath:" + place) : Optional.empty();
    }

    /**
     * Those in the archive at {@code path}.
     *
     * @param needed whether it must be there, for a program was started from it
     */
    List<PackedFile> in(String path, boolean needed) {
        Entries entries = new Entries(path);
        try (SeekableByteChannel channel = files.open(path)) {
            ArchiveContent content = reader.read(channel, path, entries);
            if (content.archive().content().isEmpty()) {
                lost(Kind.MALFORMED);
            }
        } catch (HostAccessException e) {
            if (needed || e.kind() != Kind.ABSENT) {
                lost(e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
            }
        } catch (IOException e) {
            lost(Kind.UNREADABLE);
        }
        return entries.found();
    }

    void lost(Kind kind) {
        for (String pattern : LOST) {
            section.uncovered(pattern, kind);
        }
    }

    /** Takes files of settings as they are met; of two for one place on the class path the one that is found first. */
    private final class Entries implements EntryVisitor {
        private final String path;
        private final Map<String, Long> sizes = new HashMap<>();
        private final SortedMap<String, PackedFile> byName =
                new TreeMap<>(Comparator.comparingInt(Entries::root).thenComparing(Comparator.naturalOrder()));

        Entries(String path) {
            this.path = path;
        }

        private static int root(String name) {
            int root = 0;
            while (!name.startsWith(ROOTS.get(root))) {
                root++;
            }
            return root;
        }

        private static String place(String name) {
            return name.substring(ROOTS.get(root(name)).length());
        }

        @Override
        public void visit(String archive, ArchiveEntry entry) {}

        @Override
        public int most() {
            return MAX_FILE;
        }

        @Override
        public boolean opens(String archive, ArchiveEntry entry) {
            Optional<String> key = key(place(entry.name()));
            if (key.isPresent() && (entry.size() > MAX_FILE || entry.size() > left)) {
                section.uncovered(Facts.of(key.get()).text() + "/**", Kind.TOO_LARGE);
                section.uncovered("required[*]/**", Kind.TOO_LARGE);
                return false;
            }
            key.ifPresent(unused -> left -= (int) entry.size());
            key.ifPresent(unused -> sizes.put(entry.name(), entry.size()));
            return key.isPresent();
        }

        @Override
        public void opened(String archive, String name, Optional<byte[]> head) {
            String key = key(place(name)).orElseThrow();
            if (head.isPresent() && head.get().length == sizes.getOrDefault(name, -1L)) {
                ConfigFile file = new ConfigFile(files, path + Archive.SEPARATOR + name, key);
                byName.put(name, new PackedFile(file, head.get()));
            } else {
                section.uncovered(Facts.of(key).text() + "/**", Kind.MALFORMED);
                section.uncovered("required[*]/**", Kind.MALFORMED);
            }
        }

        List<PackedFile> found() {
            return new ArrayList<>(byName.values());
        }
    }
}
