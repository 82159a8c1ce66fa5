package dev.leeway.agent.probe.dependency.jvm;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.archive.JarManifest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commit that an artefact was built from, as its build wrote it down.
 *
 * @param commit whole or shortened, in lower case
 * @param dirty whether the build says that there were changes no commit holds
 * @param place in the artefact
 */
record SourceCommit(String commit, boolean dirty, String place) {
    /** In files of properties, the whole id first: by the plugins that write {@code git.properties}, and in build-info by hand. */
    private static final List<String> PROPERTIES = List.of(
            "git.commit.id.full",
            "git.commit.id",
            "git.commit.id.abbrev",
            "build.commit",
            "build.commit.id",
            "build.git.commit",
            "build.revision",
            "build.scm.revision");

    /** In manifests: by hand, by bnd, by the plugins for Maven that number builds, and by Gradle's for information. */
    private static final List<String> ATTRIBUTES = List.of(
            "Git-Commit-Id-Full",
            "Git-Commit-Id",
            "Git-Commit",
            "Git-SHA",
            "Git-Revision",
            "Implementation-SCM-Revision",
            "SCM-Revision",
            "VCS-Revision",
            "Source-Revision",
            "Build-Revision",
            "Build-Commit",
            "Full-Change",
            "Change",
            "Implementation-Build",
            "Git-Commit-Id-Abbrev",
            "Git-Descriptor");

    private static final Pattern COMMIT =
            Pattern.compile("(?:[A-Za-z0-9_.+/-]{1,100}-g)?([0-9a-fA-F]{7,64})([-.+](?:dirty|DIRTY|modified)|\\+)?");
    /** Numbers of builds and times are digits alone. */
    private static final Pattern NUMBER = Pattern.compile("\\d{7,39}");

    SourceCommit {
        requireNonNull(commit, "commit is null");
        requireNonNull(place, "place is null");
    }

    /**
     * What an artefact tells; empty where that is no commit.
     *
     * @param properties of the files that hold some, by their names, the one to trust most first
     */
    static Optional<SourceCommit> of(JarManifest manifest, SortedMap<String, SortedMap<String, String>> properties) {
        for (Map.Entry<String, SortedMap<String, String>> file : properties.entrySet()) {
            Optional<SourceCommit> commit = PROPERTIES.stream()
                    .flatMap(name -> Optional.ofNullable(file.getValue().get(name)).stream())
                    .flatMap(value -> read(value, file.getKey()).stream())
                    .findFirst();
            if (commit.isPresent()) {
                return commit.map(found -> found.marked(file.getValue().get("git.dirty")));
            }
        }
        return ATTRIBUTES.stream()
                .flatMap(name -> manifest.value(name).stream()
                        .flatMap(value -> read(value, "META-INF/MANIFEST.MF, " + name).stream()))
                .findFirst();
    }

    private static Optional<SourceCommit> read(String value, String place) {
        Matcher commit = COMMIT.matcher(value.strip());
        if (!commit.matches() || NUMBER.matcher(commit.group(1)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SourceCommit(commit.group(1).toLowerCase(Locale.ROOT), commit.group(2) != null, place));
    }

    private SourceCommit marked(@Nullable String mark) {
        boolean says = "true".equals(mark) || "false".equals(mark);
        return says ? new SourceCommit(commit, "true".equals(mark), place) : this;
    }
}
