package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveContent;
import dev.leeway.agent.format.archive.Layout;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One archive file that was read.
 *
 * @param path where it lies
 * @param content everything told of it
 * @param classes for each archive in it that holds some, by {@link Archive#path()}, what stands for its classes; in the
 *     order in which the file lists the archives
 * @param files what it holds beside classes and libraries, where it is an artefact of the service's own
 * @param commit it was built from, likewise, where it says so
 */
record ReadJar(
        String path,
        ArchiveContent content,
        Map<String, long[]> classes,
        Optional<ArtefactFiles> files,
        Optional<SourceCommit> commit) {
    private static final long[] NONE = {};

    /** One of which nothing is known but what it holds. */
    ReadJar(String path, ArchiveContent content) {
        this(path, content, Map.of(), Optional.empty(), Optional.empty());
    }

    Archive archive() {
        return content.archive();
    }

    /** The archives that a loader searches for this file, in its order: itself, and the libraries in it that come with it. */
    List<Archive> searched() {
        List<Archive> all = new ArrayList<>(List.of(archive()));
        boolean carries = archive().layout() == Layout.SPRING_BOOT || archive().layout() == Layout.WAR;
        if (!carries) {
            return all;
        }
        Map<String, Archive> libraries = new HashMap<>();
        archive().nested().stream().filter(Archive::library).forEach(each -> libraries.put(each.path(), each));
        List<String> order = new ArrayList<>();
        archive()
                .classpathIndex()
                .forEach(name -> order.add(PathText.name(archive().path()) + Archive.SEPARATOR + name));
        order.addAll(classes.keySet());
        archive().nested().forEach(each -> order.add(each.path()));
        for (String path : order) {
            Archive library = libraries.remove(path);
            if (library != null) {
                all.add(library);
            }
        }
        return all;
    }

    long[] classesOf(Archive archive) {
        return classes.getOrDefault(archive.path(), NONE);
    }
}
