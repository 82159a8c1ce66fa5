package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.script.ScriptFile;
import dev.leeway.agent.probe.database.script.ScriptTool;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks directories for scripts; links to directories are not followed, so that every file is met once.
 *
 * @param named whether the user named the place
 */
record ScriptWalk(HostFiles files, FoundScripts found, boolean named) {
    private static final int MAX_DEPTH = 10;
    private static final int MAX_ENTRIES = 20_000;
    private static final Set<String> PASSED =
            Set.of("node_modules", "site-packages", "dist-packages", "venv", "__pycache__", "target", "log", "logs");

    /**
     * Takes what lies below a directory.
     *
     * @param path on the host
     * @param seen how paths in it begin, empty for a root
     * @param enters whether a directory, as paths are seen, is worth a look
     */
    void directory(String path, String seen, Predicate<String> enters) throws InterruptedException {
        directory(path, seen, enters, 0);
    }

    private void directory(String path, String seen, Predicate<String> enters, int depth) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<String> names;
        try {
            names = files.listIfPresent(path, MAX_ENTRIES);
        } catch (HostAccessException e) {
            found.lose(path, e.kind());
            return;
        }
        if (!found.look(names.size() + 1)) {
            return;
        }
        for (String name : names) {
            String inside = seen.isEmpty() ? name : seen + "/" + name;
            boolean script = mayBe(inside);
            boolean passed = name.startsWith(".") || PASSED.contains(name);
            if (script || (!passed && depth < MAX_DEPTH && enters.test(inside))) {
                entry(path + "/" + name, inside, script, enters, depth);
            }
        }
    }

    private void entry(String path, String inside, boolean script, Predicate<String> enters, int depth)
            throws InterruptedException {
        try {
            Optional<FileStat> stat = files.statLink(path);
            FileStat.Type type = stat.map(FileStat::type).orElse(FileStat.Type.OTHER);
            if (type == FileStat.Type.DIRECTORY && enters.test(inside)) {
                directory(path, inside, enters, depth + 1);
            } else if (type != FileStat.Type.DIRECTORY && script) {
                file(path, inside);
            }
        } catch (HostAccessException e) {
            found.lose(path, e.kind());
        }
    }

    /** Takes one file. */
    void file(String path, String seen) {
        try {
            if (seen.endsWith(".class") || seen.endsWith(".rb")) {
                found.add(new ScriptFile(seen, named, Optional.empty()));
                return;
            }
            Optional<FileStat> stat = files.stat(path);
            if (stat.isEmpty() || stat.get().type() != FileStat.Type.FILE) {
                return;
            }
            if (found.takes(stat.get().size())) {
                byte[] content = files.read(path, FoundScripts.MAX_FILE);
                found.add(new ScriptFile(seen, named, Optional.of(content)));
            } else {
                // Its name still tells that it is there.
                found.add(new ScriptFile(seen, named, Optional.empty()));
            }
        } catch (HostAccessException e) {
            found.lose(path, e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
        }
    }

    private boolean mayBe(String path) {
        return Arrays.stream(ScriptTool.values()).anyMatch(tool -> tool.mayBe(path, named));
    }
}
