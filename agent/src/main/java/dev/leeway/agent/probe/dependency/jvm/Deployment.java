package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.Layout;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Follows a class path to the archives it leads to, in the order in which a virtual machine searches them. */
final class Deployment {
    private static final int MOST_ENTRIES = 50_000;
    private static final List<String> LIBRARIES = List.of("BOOT-INF/lib", "WEB-INF/lib");

    private static final String QUARKUS_OWN = "app";
    private static final List<String> QUARKUS = List.of(QUARKUS_OWN, "lib/boot", "lib/main", "quarkus");

    private final JarStore store;
    private final Survey survey;
    private final Optional<String> workingDirectory;
    private final Set<String> visited = new LinkedHashSet<>();
    private final List<Archive> order = new ArrayList<>();
    private final List<ReadJar> searched = new ArrayList<>();
    private final Set<String> directories = new LinkedHashSet<>();
    private boolean unordered;

    /** @param workingDirectory where relative entries start; without it they lead nowhere */
    Deployment(JarStore store, Optional<String> workingDirectory) {
        this.store = store;
        this.survey = store.survey();
        this.workingDirectory = workingDirectory;
    }

    /** Takes every entry of {@code path}. */
    void follow(ClassPath path) throws InterruptedException {
        for (String entry : path.classPath()) {
            entry(entry);
        }
        for (String entry : path.agents()) {
            entry(entry);
        }
        for (String entry : path.modulePath()) {
            absolute(entry).ifPresent(this::module);
            checkInterrupt();
        }
        for (String module : List.copyOf(modules)) {
            store.at(module);
        }
    }

    private final Set<String> modules = new LinkedHashSet<>();

    /** Modules are found by name, so their order says nothing. */
    private void module(String path) {
        survey.resolve(path).ifPresent(real -> store.leads(path, real));
        if (survey.isDirectory(path)) {
            survey.names(path).stream()
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(name -> modules.add(PathText.below(path, name)));
        } else {
            modules.add(path);
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Optional<String> absolute(String path) {
        return path.startsWith("/")
                ? Optional.of(PathText.resolved("/", path))
                : workingDirectory.map(directory -> PathText.resolved(directory, path));
    }

    private void entry(String entry) throws InterruptedException {
        if (entry.equals("*") || entry.endsWith("/*")) {
            Optional<String> directory = absolute(entry.substring(0, entry.length() - 1) + ".");
            if (directory.isPresent()) {
                wildcard(directory.get());
            }
            return;
        }
        Optional<String> path = absolute(entry);
        if (path.isPresent()) {
            file(path.get());
        }
    }

    /** The launcher takes the archives in the order of the file system, which no path tells; here by name. */
    private void wildcard(String directory) throws InterruptedException {
        for (String name : survey.names(directory)) {
            if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
                unordered = true;
                file(PathText.below(directory, name));
            }
        }
    }

    private void file(String path) throws InterruptedException {
        Optional<String> real = survey.resolve(path);
        if (real.isEmpty() || visited.size() >= MOST_ENTRIES || !visited.add(real.get())) {
            return;
        }
        store.leads(path, real.get());
        if (survey.isDirectory(real.get())) {
            directory(real.get());
            return;
        }
        Optional<ReadJar> jar = store.at(real.get());
        if (jar.isEmpty()) {
            return;
        }
        searched.add(jar.get());
        if (jar.get().archive().layout() == Layout.QUARKUS) {
            quarkus(PathText.parent(real.get()));
        }
        order.addAll(jar.get().searched());
        for (String relative : jar.get().archive().manifest().classPath()) {
            Optional<String> next = manifestEntry(PathText.parent(path), relative);
            if (next.isPresent()) {
                file(next.get());
            }
        }
    }

    /** What starts Quarkus finds its application and libraries in a list of its own, in these directories beside it. */
    private void quarkus(String directory) throws InterruptedException {
        for (String below : QUARKUS) {
            String place = PathText.below(directory, below);
            for (String name : survey.names(place)) {
                if (name.endsWith(".jar")) {
                    String archive = PathText.below(place, name);
                    if (below.equals(QUARKUS_OWN)) {
                        store.own(archive);
                    }
                    store.at(archive);
                }
            }
        }
    }

    /** An exploded application holds its libraries where its own launcher looks for them. */
    private void directory(String directory) throws InterruptedException {
        directories.add(directory);
        for (String libraries : LIBRARIES) {
            for (String name : survey.names(PathText.below(directory, libraries))) {
                if (ArchiveName.isArchive(name)) {
                    store.at(PathText.below(directory, libraries) + "/" + name);
                }
            }
        }
    }

    /** A relative URL of a manifest as a path; those that lead elsewhere than to files are no archives of this host. */
    private static Optional<String> manifestEntry(String directory, String url) {
        String path = url.startsWith("file:") ? url.substring("file:".length()) : url;
        if (path.isEmpty() || path.contains("://") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(PathText.resolved(directory, path.replace("%20", " ")));
    }

    /** Everything searched for classes, in order, archives within archives included. */
    List<Archive> order() {
        return order;
    }

    /** The directories searched for classes. */
    Set<String> directories() {
        return directories;
    }

    /** The files searched for classes, in order. */
    Collection<ReadJar> searched() {
        return searched;
    }

    /** Whether some of the order is not the machine's own, because it was told to take a directory's archives as they come. */
    boolean unordered() {
        return unordered;
    }
}
