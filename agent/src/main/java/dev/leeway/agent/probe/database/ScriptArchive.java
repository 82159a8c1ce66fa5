package dev.leeway.agent.probe.database;

import dev.leeway.agent.format.archive.ArchiveContent;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveLimits;
import dev.leeway.agent.format.archive.ArchiveReader;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.database.script.ScriptFile;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scripts in archives of Java programs and in the archives within them. */
final class ScriptArchive {
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:jar|war|ear)");
    private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    private static final List<ScriptTool> TOOLS = List.of(ScriptTool.FLYWAY, ScriptTool.LIQUIBASE);

    private final ArchiveReader reader =
            new ArchiveReader(ArchiveLimits.standard().withDepth(3));
    private final HostFiles files;
    private final FoundScripts found;
    private final boolean named;

    ScriptArchive(HostFiles files, FoundScripts found, boolean named) {
        this.files = files;
        this.found = found;
        this.named = named;
    }

    static boolean isOne(String path) {
        return ARCHIVE.matcher(path).matches();
    }

    void read(String path) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!found.look(1)) {
            return;
        }
        try (SeekableByteChannel channel = files.open(path)) {
            ArchiveContent content = reader.read(channel, path, new Scripts());
            if (content.archive().content().isEmpty()) {
                found.lose(path, Kind.MALFORMED);
            }
        } catch (HostAccessException e) {
            found.lose(path, e.kind());
        } catch (IOException e) {
            found.lose(path, Kind.UNREADABLE);
        }
    }

    private static String inClassPath(String name) {
        for (String prefix : CLASSES) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    /** Takes scripts as they are met; what is larger than is read is there by its name alone. */
    private final class Scripts implements EntryVisitor {
        private final Map<String, Boolean> whole = new HashMap<>();

        @Override
        public void visit(String archive, ArchiveEntry entry) {
            String path = inClassPath(entry.name());
            if (path.endsWith(".class") && path.startsWith("db/migration/") && ScriptTool.FLYWAY.mayBe(path, named)) {
                found.add(new ScriptFile(path, named, Optional.empty()));
            }
        }

        @Override
        public int most() {
            return FoundScripts.MAX_FILE;
        }

        @Override
        public boolean opens(String archive, ArchiveEntry entry) {
            String path = inClassPath(entry.name());
            boolean script = !path.endsWith(".class")
                    && !path.startsWith("META-INF/maven/")
                    && TOOLS.stream().anyMatch(tool -> tool.mayBe(path, false) || (named && isNamed(tool, path)));
            if (script) {
                whole.put(archive + "!/" + entry.name(), found.takes(entry.size()));
            }
            return script;
        }

        @Override
        public void opened(String archive, String name, Optional<byte[]> head) {
            boolean complete = Boolean.TRUE.equals(whole.remove(archive + "!/" + name));
            found.add(new ScriptFile(inClassPath(name), named, complete ? head : Optional.empty()));
        }

        /** In an archive that the user named scripts may lie anywhere, but not every description of a library is a changelog. */
        private boolean isNamed(ScriptTool tool, String path) {
            return tool == ScriptTool.FLYWAY && tool.mayBe(path, true);
        }
    }
}
