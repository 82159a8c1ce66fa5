package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.PlacePatterns;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Searches the directories of one deployment for files that are neither libraries nor written by the service itself. */
public final class DeploymentFiles {
    private static final int DEEPEST = 20;
    private static final int MOST_NAMES = 60_000;

    private final Survey survey;
    private final PlacePatterns excluded;
    private final Set<String> written;
    private final Optional<Instant> started;
    private final Set<String> seen = new HashSet<>();
    private final SortedMap<String, String> files = new TreeMap<>();
    private final SortedMap<String, String> classes = new TreeMap<>();
    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private final SortedMap<StrayKind, NavigableSet<String>> strays = new TreeMap<>();
    private final NavigableSet<String> busy = new TreeSet<>();
    private final SortedMap<String, Kind> gaps = new TreeMap<>();
    private int names;

    /**
     * @param excluded places never entered
     * @param written files the service has open for writing, which are its data
     * @param started when the service started: what was written since is its data, too
     */
    public DeploymentFiles(Survey survey, PlacePatterns excluded, Set<String> written, Optional<Instant> started) {
        this.survey = survey;
        this.excluded = excluded;
        this.written = Set.copyOf(written);
        this.started = started;
    }

    /**
     * Searches {@code root}.
     *
     * @param prefix of the names of its files, empty or ending in a slash
     */
    public void search(String root, String prefix) throws InterruptedException {
        Optional<String> real = survey.resolve(root);
        if (real.isPresent() && survey.isDirectory(real.get())) {
            walk(real.get(), prefix, 0);
        }
    }

    private void walk(String directory, String prefix, int depth) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!seen.add(directory) || depth > DEEPEST) {
            return;
        }
        int skips = survey.skipped().size();
        List<String> inside = survey.names(directory);
        if (survey.skipped().size() > skips) {
            gaps.put(prefix, survey.skipped().get(skips).kind());
        }
        if (depth > 0 && inside.contains("pyvenv.cfg")) {
            return;
        }
        for (String name : inside) {
            if (++names > MOST_NAMES) {
                gaps.put(prefix, Kind.TOO_LARGE);
                return;
            }
            String path = PathText.below(directory, name);
            if (!excluded.match(path)) {
                take(path, name, prefix, depth);
            }
        }
    }

    private void take(String path, String name, String prefix, int depth) throws InterruptedException {
        int skips = survey.skipped().size();
        Optional<FileStat> stat = survey.stat(path);
        if (survey.skipped().size() > skips) {
            gaps.put(prefix + name, survey.skipped().get(skips).kind());
        }
        if (stat.isEmpty()) {
            return;
        }
        if (stat.get().type() == FileStat.Type.DIRECTORY) {
            boolean link = survey.isLink(path);
            Optional<StrayKind> kind = Strays.ofDirectory(name, prefix);
            kind.filter(each -> each == StrayKind.VERSION_CONTROL
                            || !survey.names(path).isEmpty())
                    .ifPresent(each -> stray(each, prefix + name + "/"));
            if (!link && kind.filter(StrayKind.VERSION_CONTROL::equals).isEmpty() && !PassingFiles.isDirectory(name)) {
                walk(path, prefix + name + "/", depth + 1);
            }
        } else if (stat.get().type() == FileStat.Type.FILE) {
            file(path, name, prefix, stat.get());
        }
    }

    private void file(String path, String name, String prefix, FileStat stat) {
        Optional<StrayKind> kind = Strays.ofName(name);
        kind.ifPresent(each -> stray(each, prefix + name));
        if (PassingFiles.isFile(name)) {
            return;
        }
        if (written.contains(path) || started.filter(stat.modified()::isAfter).isPresent()) {
            busy.add(prefix);
            return;
        }
        if (name.endsWith(".class")) {
            classes.put(prefix + name, path);
            return;
        }
        files.put(prefix + name, path);
        sizes.put(prefix + name, stat.size());
    }

    private void stray(StrayKind kind, String name) {
        strays.computeIfAbsent(kind, each -> new TreeSet<>()).add(name);
    }

    /** The files found, by the names they are told under before versions are taken out; where each lies. */
    SortedMap<String, String> files() {
        return files;
    }

    /** The class files found, by name. */
    SortedMap<String, String> classes() {
        return classes;
    }

    long size(String name) {
        return sizes.getOrDefault(name, 0L);
    }

    /** What should not be there, as far as names tell. */
    SortedMap<StrayKind, NavigableSet<String>> strays() {
        return strays;
    }

    /** Directories in which the service writes, by name. */
    NavigableSet<String> busy() {
        return busy;
    }

    /** What could not be looked at: directories, which end in a slash or are empty, and files. */
    SortedMap<String, Kind> gaps() {
        return gaps;
    }

    Survey survey() {
        return survey;
    }
}
