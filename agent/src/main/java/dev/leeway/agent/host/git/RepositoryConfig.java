package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * The repository's own configuration; what it includes, and what users and the system say besides, is not read. Of what it
 * says, only what decides how files compare is heeded: nothing that names a program.
 */
final class RepositoryConfig {
    private static final int MAX_BYTES = 1 << 20;
    /** What may be read without knowing more of it. */
    private static final Set<String> HARMLESS = Set.of(
            "noop",
            "preciousobjects",
            "partialclone",
            "worktreeconfig",
            "relativeworktrees",
            "objectformat",
            "refstorage",
            "compatobjectformat");

    private final Config config;

    private RepositoryConfig(Config config) {
        this.config = config;
    }

    static RepositoryConfig read(GitFiles files, RepositoryPlace place) throws HostAccessException, MalformedException {
        Config config = parsed(files, GitFiles.below(place.common(), "config"), new Config());
        if (config.getBoolean("extensions", "worktreeConfig", false)) {
            config = parsed(files, GitFiles.below(place.own(), "config.worktree"), config);
        }
        return new RepositoryConfig(config);
    }

    private static Config parsed(GitFiles files, String path, Config base)
            throws HostAccessException, MalformedException {
        Config config = new Config(base);
        try {
            config.fromText(files.text(path, MAX_BYTES).orElse(""));
        } catch (ConfigInvalidException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new MalformedException("expected a configuration of Git in " + name(path));
        }
        return config;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Complains of a repository that only newer or other readers understand. */
    void check() throws MalformedException {
        if (!text("extensions", "objectFormat").orElse("sha1").equalsIgnoreCase("sha1")) {
            throw new MalformedException("a repository of SHA-256 objects");
        }
        for (String name : config.getNames("extensions")) {
            if (!HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new MalformedException("an extension of Git that is not known here");
            }
        }
    }

    boolean reftable() {
        return text("extensions", "refStorage").orElse("files").equalsIgnoreCase("reftable");
    }

    boolean flag(String name, boolean otherwise) {
        try {
            return config.getBoolean("core", name, otherwise);
        } catch (IllegalArgumentException notAFlag) {
            return otherwise;
        }
    }

    Optional<String> text(String section, String name) {
        return Optional.ofNullable(config.getString(section, null, name));
    }

    Optional<String> text(String section, String subsection, String name) {
        return Optional.ofNullable(config.getString(section, subsection, name));
    }

    /** The first URL of each remote. */
    SortedMap<String, String> remotes() {
        SortedMap<String, String> remotes = new TreeMap<>();
        for (String remote : config.getSubsections("remote")) {
            text("remote", remote, "url").ifPresent(url -> remotes.put(remote, url));
        }
        return remotes;
    }

    /** What is fetched from a remote, and where to. */
    List<String> fetched(String remote) {
        return List.of(config.getStringList("remote", remote, "fetch"));
    }
}
