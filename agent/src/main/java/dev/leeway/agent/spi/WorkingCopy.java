package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a working copy of Git holds, as its files say.
 *
 * @param root directory that is checked out, or the repository itself where nothing is
 * @param head what is checked out
 * @param remotes where remotes lead, by name: without user and password
 * @param changes what differs from the commit
 * @param submodules by path
 * @param traits what sort of repository it is
 * @param gaps patterns of facts that may exist unseen, and why
 */
public record WorkingCopy(
        String root,
        Head head,
        SortedMap<String, String> remotes,
        Changes changes,
        SortedMap<String, Submodule> submodules,
        Traits traits,
        SortedMap<String, HostAccessException.Kind> gaps) {
    public WorkingCopy {
        requireNonNull(root, "root is null");
        requireNonNull(head, "head is null");
        requireNonNull(changes, "changes are null");
        requireNonNull(traits, "traits are null");
        remotes = Collections.unmodifiableSortedMap(new TreeMap<>(remotes));
        submodules = Collections.unmodifiableSortedMap(new TreeMap<>(submodules));
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
    }

    /** Whether all repositories within are as the commit wants them. */
    public boolean untouchedSubmodules() {
        return submodules.values().stream().allMatch(Submodule::untouched);
    }

    /**
     * What is checked out.
     *
     * @param state {@code branch}, {@code detached}, or {@code unborn} where the branch has no commit yet
     * @param commit 40 hexadecimal digits
     * @param committed when it was committed, as the commit says
     * @param branch without {@code refs/heads/}
     * @param tags those that lead to the very commit
     * @param upstream what the branch follows
     */
    public record Head(
            String state,
            Optional<String> commit,
            Optional<Instant> committed,
            Optional<String> branch,
            SortedSet<String> tags,
            Optional<Upstream> upstream) {
        public Head {
            requireNonNull(state, "state is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(committed, "committed is null");
            requireNonNull(branch, "branch is null");
            requireNonNull(upstream, "upstream is null");
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }
    }

    /**
     * What a branch follows.
     *
     * @param name such as {@code origin/main}
     * @param ahead commits that only the branch has; empty where they could not be counted
     * @param behind commits that only the upstream had when it was last fetched
     */
    public record Upstream(String name, OptionalInt ahead, OptionalInt behind) {
        public Upstream {
            requireNonNull(name, "name is null");
            requireNonNull(ahead, "ahead is null");
            requireNonNull(behind, "behind is null");
        }
    }

    /**
     * What differs from the commit.
     *
     * @param paths what became of each, the first of them in order
     * @param count how many there are
     * @param untracked files and directories that Git neither follows nor ignores; empty where they could not be counted
     */
    public record Changes(SortedMap<String, SortedSet<Change>> paths, int count, OptionalInt untracked) {
        /** Nothing differs as far as was seen, and nobody looked for what is not tracked. */
        public static final Changes NONE = new Changes(Collections.emptySortedMap(), 0, OptionalInt.empty());

        public Changes {
            paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
            requireNonNull(untracked, "untracked is null");
        }
    }

    /** What became of a path. */
    public enum Change {
        STAGED_ADDED("staged-added"),
        STAGED_MODIFIED("staged-modified"),
        STAGED_DELETED("staged-deleted"),
        MODIFIED("modified"),
        /** It may be run, or may no longer be. */
        MODE_CHANGED("mode-changed"),
        /** A file became a link, or a link a directory. */
        TYPE_CHANGED("type-changed"),
        DELETED("deleted"),
        /** Git was told to add it later. */
        INTENDED("intended"),
        /** A merge left it undecided. */
        UNMERGED("unmerged"),
        /** It was modified and Git was told not to look. */
        HIDDEN("hidden");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }

    /**
     * A repository within the working copy.
     *
     * @param recorded commit that the working copy asks for
     * @param commit what is checked out; empty where nothing is
     * @param state {@code same}, {@code other-commit}, {@code modified}, {@code uninitialised} or {@code unknown}
     */
    public record Submodule(String recorded, Optional<String> commit, String state) {
        public Submodule {
            requireNonNull(recorded, "recorded is null");
            requireNonNull(commit, "commit is null");
            requireNonNull(state, "state is null");
        }

        /** Whether nothing was found in it that the working copy does not ask for. */
        public boolean untouched() {
            return !state.equals("modified") && !state.equals("other-commit");
        }
    }

    /**
     * What sort of repository it is.
     *
     * @param bare whether nothing is checked out
     * @param shallow whether its history was cut off
     * @param sparse whether only some directories are checked out
     * @param operation {@code merge}, {@code rebase}, {@code cherry-pick}, {@code revert} or {@code bisect} where one is under way
     */
    public record Traits(boolean bare, boolean shallow, boolean sparse, Optional<String> operation) {
        public Traits {
            requireNonNull(operation, "operation is null");
        }
    }
}
