package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.PlacePatterns;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
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
    /** Of all names together, as they are kept. */
    private static final long MOST_CHARACTERS = 16 << 20;
    /** Encoded, and in a pattern, it may become three times as long. */
    private static final int LONGEST_PREFIX = 1_000;

    private final Survey survey;
    private final PlacePatterns excluded;
    private final Writer writer;
    private final Set<String> seen = new HashSet<>();
    private final SortedMap<String, String> files = new TreeMap<>();
    private final SortedMap<String, String> classes = new TreeMap<>();
    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private final SortedMap<String, String> doubtful = new TreeMap<>();
    private final SortedMap<StrayKind, NavigableSet<String>> strays = new TreeMap<>();
    private final NavigableSet<String> busy = new TreeSet<>();
    private final SortedMap<String, Kind> gaps = new TreeMap<>();
    private int names;
    private long characters;

    /**
     * Searches with {@code survey}.
     *
     * @param excluded places never entered
     * @param writer tells which files are the service's data
     */
    public DeploymentFiles(Survey survey, PlacePatterns excluded, Writer writer) {
        this.survey = survey;
        this.excluded = excluded;
        this.writer = writer;
    }

    /**
     * Searches {@code root}.
     *
     * @param prefix of the names of its files, empty or ending in a slash
     */
    public void search(String root, String prefix) throws InterruptedException {
        Optional<String> real = survey.resolve(root);
        Optional<FileStat> stat = real.flatMap(survey::stat);
        if (real.isPresent() && stat.isPresent() && stat.get().type() == FileStat.Type.DIRECTORY) {
            walk(new Place(real.get(), prefix, prefix.length(), 0, stat.get(), stat.get()));
        }
    }

    /**
     * A directory.
     *
     * @param prefix of the names of its files
     * @param top how much of it stands for the root
     */
    private record Place(String path, String prefix, int top, int depth, FileStat stat, FileStat root) {
        Place inner(String below, String name, FileStat found) {
            return new Place(below, prefix + name + "/", top, depth + 1, found, root);
        }

        /** The name of the topmost directory below the root that it is or lies in; a name deeper down may come and go. */
        String topmost() {
            return prefix.substring(0, prefix.indexOf('/', top) + 1);
        }
    }

    private void walk(Place place) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!seen.add(place.path())) {
            return;
        }
        if (place.depth() > DEEPEST || place.prefix().length() > LONGEST_PREFIX) {
            gaps.put(place.topmost(), Kind.TOO_LARGE);
            return;
        }
        List<String> inside = survey.names(place.path());
        survey.failure().ifPresent(kind -> gaps.put(place.prefix(), kind));
        if (place.depth() > 0 && inside.contains("pyvenv.cfg")) {
            return;
        }
        SortedMap<String, FileStat> plain = new TreeMap<>();
        for (String name : inside) {
            characters += place.path().length() + place.prefix().length() + 2L * name.length();
            if (++names > MOST_NAMES || characters > MOST_CHARACTERS) {
                gaps.put(place.prefix(), Kind.TOO_LARGE);
                break;
            }
            String path = PathText.below(place.path(), name);
            if (!excluded.match(path)) {
                take(path, name, place).ifPresent(stat -> plain.put(name, stat));
            }
        }
        files(place, plain);
    }

    /** Enters a directory; what a file is, is given back. */
    private Optional<FileStat> take(String path, String name, Place place) throws InterruptedException {
        Optional<FileStat> stat = survey.stat(path);
        // What cannot be asked for could be a directory, and is called otherwise where its name can be read.
        survey.failure().ifPresent(kind -> gaps.put(place.prefix() + (Survey.isUnreadable(name) ? "" : name), kind));
        if (stat.isPresent() && stat.get().type() == FileStat.Type.DIRECTORY) {
            boolean link = survey.isLink(path);
            Optional<StrayKind> kind = Strays.ofDirectory(name, place.prefix());
            kind.filter(each -> each == StrayKind.VERSION_CONTROL
                            || !survey.names(path).isEmpty())
                    .ifPresent(each -> stray(each, place.prefix() + name + "/"));
            if (!link && kind.filter(StrayKind.VERSION_CONTROL::equals).isEmpty() && !PassingFiles.isDirectory(name)) {
                walk(place.inner(path, name, stat.get()));
            }
        }
        return stat.filter(each -> each.type() == FileStat.Type.FILE);
    }

    private void files(Place place, SortedMap<String, FileStat> plain) {
        plain.keySet().forEach(name -> Strays.ofName(name).ifPresent(kind -> stray(kind, place.prefix() + name)));
        plain.keySet().removeIf(PassingFiles::isFile);
        boolean data = place.depth() > 0
                && plain.values().stream().anyMatch(file -> writer.wrote(place.stat(), file, place.root()));
        plain.forEach((name, stat) -> {
            String path = PathText.below(place.path(), name);
            boolean own = place.depth() == 0 && writer.wrote(stat, stat, place.root());
            if (data || own || writer.writes(path, stat)) {
                busy.add(place.depth() > 0 ? place.topmost() : place.prefix() + name);
                if (Strays.askContent(name, stat.size())) {
                    doubtful.put(place.prefix() + name, path);
                }
            } else if (name.endsWith(".class")) {
                classes.put(place.prefix() + name, path);
            } else {
                files.put(place.prefix() + name, path);
                sizes.put(place.prefix() + name, stat.size());
            }
        });
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

    /** Files of which only the content tells whether they should be there, among those that the service writes. */
    SortedMap<String, String> doubtful() {
        return doubtful;
    }

    /** Where the service writes: topmost directories, which end in a slash, and files at the top. */
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
