package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One archive as it was found, with the archives in it.
 *
 * @param path its own file name, after those of the archives around it: {@code shop.war!/WEB-INF/lib/a-1.jar}
 * @param bytes its size
 * @param identity what it is
 * @param shaded artefacts whose metadata came with their classes, other than its own; sorted by key and version
 * @param layout how it is laid out
 * @param library whether the archive around it has it on its class path; true for a file
 * @param manifest its main attributes
 * @param classpathIndex the order that a Spring Boot archive gives its libraries, empty where it has none
 * @param content the same for the same content, however it was packed; absent where the directory was not read whole
 * @param entries how many files it declares, those of nested archives not counted
 * @param classes how many of them are classes
 * @param releases the releases it has classes of their own for, empty unless it is a multi-release archive
 * @param nested the archives in it, in the order of their names
 */
public record Archive(
        String path,
        long bytes,
        Identity identity,
        List<Identity> shaded,
        Layout layout,
        boolean library,
        JarManifest manifest,
        List<String> classpathIndex,
        Optional<String> content,
        int entries,
        int classes,
        SortedSet<Integer> releases,
        List<Archive> nested) {
    public Archive {
        requireNonNull(path, "path is null");
        requireNonNull(identity, "identity is null");
        shaded = List.copyOf(shaded);
        requireNonNull(layout, "layout is null");
        requireNonNull(manifest, "manifest is null");
        classpathIndex = List.copyOf(classpathIndex);
        requireNonNull(content, "content is null");
        requireNonNull(releases, "releases are null");
        nested = List.copyOf(nested);
    }

    /** Stands between an archive and a place in it. */
    public static final String SEPARATOR = "!/";

    /** The same archive, known to be {@code other}. */
    public Archive identified(Identity other) {
        return as(other, nested);
    }

    /** The same archive with these in it. */
    public Archive with(List<Archive> others) {
        return as(identity, others);
    }

    private Archive as(Identity known, List<Archive> within) {
        return new Archive(
                path,
                bytes,
                known,
                shaded,
                layout,
                library,
                manifest,
                classpathIndex,
                content,
                entries,
                classes,
                releases,
                within);
    }
}
