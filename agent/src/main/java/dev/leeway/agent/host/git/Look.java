package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.agent.spi.WorkingCopy.Submodule;
import dev.leeway.schema.fact.FactPath;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/** One look at one repository. */
final class Look {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_SHALLOW = 1 << 20;
    private static final String HEADS = "refs/heads/";

    private final GitFiles files;
    private final RepositoryPlace place;
    private final Budget budget;
    private final int depth;
    private final RepositoryConfig config;
    private final SortedMap<String, Kind> gaps = new TreeMap<>();

    Look(GitFiles files, RepositoryPlace found, Budget budget, int depth)
            throws HostAccessException, MalformedException {
        this.files = files;
        this.budget = budget;
        this.depth = depth;
        this.config = RepositoryConfig.read(files, found);
        config.check();
        Optional<String> elsewhere = found.worktree().isEmpty() || found.own().equals(found.common())
                ? config.text("core", "worktree")
                : Optional.empty();
        this.place = elsewhere.isPresent() && found.worktree().isEmpty()
                ? found.checkedOutAt(GitFiles.seenFrom(found.own(), elsewhere.get()))
                : found;
    }

    WorkingCopy take() throws HostAccessException, MalformedException, IOException {
        References references = References.read(files, place, config.reftable(), budget);
        Set<ObjectId> shallow = shallow();
        try (ObjectStore store = ObjectStore.open(files, place, budget)) {
            History history = new History(store, shallow, gaps);
            Optional<History.Told> told = references.commit().isPresent()
                    ? history.commit(references.commit().get())
                    : Optional.empty();
            IndexFile index = place.worktree().isPresent() ? index() : IndexFile.NONE;
            Differences differences = new Differences(gaps);
            if (index.known()) {
                boolean unborn = references.commit().isEmpty();
                compare(store, index, told.map(History.Told::tree), unborn, differences);
            }
            return new WorkingCopy(
                    place.worktree().orElse(place.own()),
                    head(references, history, told),
                    Remotes.of(config.remotes()),
                    differences.result(),
                    submodules(index),
                    new WorkingCopy.Traits(
                            place.worktree().isEmpty(),
                            !shallow.isEmpty(),
                            config.flag("sparseCheckout", false),
                            operation()),
                    gaps);
        }
    }

    private IndexFile index() throws HostAccessException {
        try {
            return IndexFile.read(files, place);
        } catch (MalformedException e) {
            unseen(Kind.MALFORMED);
        } catch (HostAccessException e) {
            unseen(e.kind());
        }
        return IndexFile.NONE;
    }

    private void unseen(Kind kind) {
        for (String fact : new String[] {"clean", "dirty[*]", "dirty-count", "untracked", "submodule[*]/**"}) {
            gaps.put(fact, kind);
        }
    }

    private void compare(
            ObjectStore store, IndexFile index, Optional<ObjectId> tree, boolean unborn, Differences differences) {
        String root = place.worktree().orElseThrow();
        Rules rules = new Rules(files, root, place, budget);
        try {
            CommittedTree committed = new CommittedTree(store, index, differences);
            if (unborn) {
                committed.added();
            } else if (tree.isPresent()) {
                committed.compare(tree.get());
            }
        } catch (IOException | RuntimeException e) {
            differences.unknown("dirty[*]", GitException.kindOf(e));
        }
        FileContent content = new FileContent(files, rules, config, store, budget);
        new CheckedOutFiles(files, root, index, content, config, differences, budget).compare();
        try {
            differences.untracked(new UntrackedFiles(files, root, index, rules, budget).count());
        } catch (HostAccessException | IOException | RuntimeException e) {
            gaps.put("untracked", GitException.kindOf(e));
        }
    }

    private WorkingCopy.Head head(References references, History history, Optional<History.Told> told) {
        Optional<ObjectId> commit = references.commit();
        Optional<String> branch =
                references.head().filter(name -> name.startsWith(HEADS)).map(name -> name.substring(HEADS.length()));
        String state = commit.isEmpty() ? "unborn" : references.head().isPresent() ? "branch" : "detached";
        SortedSet<String> tags = commit.isPresent() ? history.tagsOf(commit.get(), references) : new TreeSet<>();
        Optional<WorkingCopy.Upstream> upstream = commit.isPresent() && branch.isPresent()
                ? new UpstreamBranch(config, references, history).of(branch.get(), commit.get())
                : Optional.empty();
        return new WorkingCopy.Head(
                state, commit.map(ObjectId::name), told.map(History.Told::committed), branch, tags, upstream);
    }

    private Set<ObjectId> shallow() throws HostAccessException {
        Set<ObjectId> commits = new HashSet<>();
        files.text(GitFiles.below(place.common(), "shallow"), MAX_SHALLOW)
                .orElse("")
                .lines()
                .filter(ObjectId::isId)
                .forEach(line -> commits.add(ObjectId.fromString(line)));
        return commits;
    }

    private Optional<String> operation() throws HostAccessException {
        String[][] signs = {
            {"rebase-merge", "rebase"},
            {"rebase-apply", "rebase"},
            {"MERGE_HEAD", "merge"},
            {"CHERRY_PICK_HEAD", "cherry-pick"},
            {"REVERT_HEAD", "revert"},
            {"BISECT_LOG", "bisect"}
        };
        for (String[] sign : signs) {
            if (files.type(GitFiles.below(place.own(), sign[0])).isPresent()) {
                return Optional.of(sign[1]);
            }
        }
        return Optional.empty();
    }

    private SortedMap<String, Submodule> submodules(IndexFile index) {
        SortedMap<String, Submodule> found = new TreeMap<>();
        for (IndexEntry entry : index.entries().values()) {
            if (entry.isRepository() && entry.stage() == 0) {
                found.put(entry.path(), submodule(entry));
            }
        }
        return found;
    }

    private Submodule submodule(IndexEntry entry) {
        String recorded = entry.object().name();
        String directory = GitFiles.below(place.worktree().orElseThrow(), entry.path());
        try {
            Optional<RepositoryPlace> within = RepositoryPlace.at(files, directory);
            if (within.isEmpty() || within.get().worktree().isEmpty()) {
                return new Submodule(recorded, Optional.empty(), "uninitialised");
            }
            if (depth >= MAX_DEPTH) {
                throw new GitException(Kind.TOO_LARGE);
            }
            WorkingCopy copy = new Look(files, within.get(), budget, depth + 1).take();
            Optional<String> commit = copy.head().commit();
            boolean clean = copy.changes().count() == 0 && !copy.gaps().containsKey("clean");
            String state = !commit.equals(Optional.of(recorded))
                    ? "other-commit"
                    : copy.changes().count() > 0 || !copy.untouchedSubmodules()
                            ? "modified"
                            : clean ? "same" : "unknown";
            if (state.equals("unknown")) {
                gaps.putIfAbsent("clean", Kind.UNREADABLE);
            }
            return new Submodule(recorded, commit, state);
        } catch (IOException | HostAccessException | MalformedException | RuntimeException e) {
            Kind kind = GitException.kindOf(e);
            gaps.putIfAbsent("clean", Kind.UNREADABLE);
            gaps.put(
                    FactPath.of("submodule", entry.path()).text() + "/**",
                    kind == Kind.ABSENT ? Kind.UNREADABLE : kind);
            return new Submodule(recorded, Optional.empty(), "unknown");
        }
    }
}
