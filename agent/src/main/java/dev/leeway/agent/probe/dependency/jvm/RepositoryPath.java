package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.format.archive.Identity;
import dev.leeway.agent.format.archive.Identity.Confidence;
import dev.leeway.agent.format.archive.Identity.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the directories of a Maven repository say of an archive in it: {@code system/org/acme/tool/1.2/tool-1.2.jar}. */
final class RepositoryPath {
    /** Names under which servers and tools keep repositories; where one begins nothing else tells. */
    private static final Set<String> ROOTS =
            Set.of("system", "repository", "repo", "repos", "maven2", "m2", "maven-repo", "maven-repository");

    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z._+-]{0,80}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}(?:\\.[A-Za-z0-9_-]{1,80}+)*+");

    private RepositoryPath() {}

    /** What {@code path} tells; empty where it is none of a repository. */
    static Optional<Identity> identity(String path) {
        List<String> parts = List.of(path.split("/", -1));
        int file = parts.size() - 1;
        if (file < 4) {
            return Optional.empty();
        }
        String artifact = parts.get(file - 2);
        String version = parts.get(file - 1);
        String stem = ArchiveName.of(parts.get(file)).stem();
        String full = artifact + "-" + version;
        boolean named = stem.equals(full) || stem.startsWith(full + "-");
        int root = root(parts.subList(0, file - 2));
        if (!named || root < 0 || !VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        List<String> group = parts.subList(root + 1, file - 2);
        if (group.isEmpty()
                || !group.stream().allMatch(each -> NAME.matcher(each).matches())) {
            return Optional.empty();
        }
        Optional<String> classifier =
                stem.equals(full) ? Optional.empty() : Optional.of(stem.substring(full.length() + 1));
        return Optional.of(new Identity(
                new Coordinates(Optional.of(String.join(".", group)), artifact, classifier, Optional.of(version)),
                Evidence.REPOSITORY,
                Confidence.STRONG));
    }

    private static int root(List<String> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (ROOTS.contains(parts.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
