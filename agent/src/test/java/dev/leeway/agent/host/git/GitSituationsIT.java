package dev.leeway.agent.host.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.engine.Program;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.agent.spi.WorkingCopy.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent reads beside what Git itself says, in repositories that Git made; each look leaves not a trace. */
class GitSituationsIT {
    @TempDir
    Path directory;

    private GitScene scene;

    @BeforeAll
    static void needsGit() {
        Program.require("git", "Git");
    }

    @BeforeEach
    void begin() throws IOException {
        scene = new GitScene(directory);
    }

    /** The copy at {@code place}, after it was held against Git's own words. */
    private WorkingCopy agreed(String place) throws Exception {
        SortedMap<String, String> before = scene.traces();
        WorkingCopy copy = scene.look(place);
        assertThat(scene.traces()).as("what lies there").isEqualTo(before);
        assertThat(copy.changes().paths()).as("dirty files").isEqualTo(scene.status(place));
        assertThat(copy.changes().count()).isEqualTo(copy.changes().paths().size());
        assertThat(copy.changes().untracked()).as("untracked").isEqualTo(OptionalInt.of(scene.untracked(place)));
        assertThat(copy.head().commit())
                .contains(scene.git(place, "rev-parse", "HEAD").strip());
        assertThat(copy.gaps()).isEmpty();
        return copy;
    }

    @Test
    void agreesOnACleanCopyAndItsBranch() throws Exception {
        scene.repository("shop");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.root()).isEqualTo("/shop");
        assertThat(copy.head().state()).isEqualTo("branch");
        assertThat(copy.head().branch()).contains("main");
        assertThat(copy.head().committed()).isPresent();
        assertThat(copy.changes().paths()).isEmpty();
        assertThat(copy.traits()).isEqualTo(new WorkingCopy.Traits(false, false, false, Optional.empty()));
    }

    @Test
    void agreesOnModifiedStagedDeletedAndNewFiles() throws Exception {
        scene.repository("shop");
        scene.write("shop/gone.txt", "gone\n");
        scene.write("shop/away.txt", "away\n");
        scene.write("shop/deep/er/one.txt", "1\n");
        scene.commit("shop", "more");
        scene.write("shop/README", "changed\n");
        scene.write("shop/src/a.txt", "staged\n");
        scene.git("shop", "add", "src/a.txt");
        scene.write("shop/src/a.txt", "staged and changed\n");
        scene.write("shop/new.txt", "new\n");
        scene.git("shop", "add", "new.txt");
        scene.git("shop", "rm", "-q", "away.txt");
        Files.delete(scene.at("shop/gone.txt"));
        scene.git("shop", "mv", "src/b.txt", "src/renamed.txt");
        scene.write("shop/meant.txt", "later\n");
        scene.git("shop", "add", "-N", "meant.txt");
        scene.write("shop/untracked/x", "x");
        scene.write("shop/untracked/y", "y");
        scene.write("shop/deep/untracked.log", "log");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.changes().paths()).hasSize(8);
        assertThat(copy.changes().paths().get("src/a.txt")).containsExactly(Change.STAGED_MODIFIED, Change.MODIFIED);
        assertThat(copy.changes().untracked()).hasValue(2);
    }

    @Test
    void looksIntoFilesWhoseTimesSayNothing() throws Exception {
        scene.repository("shop");
        FileTime time = Files.getLastModifiedTime(scene.at("shop/src/a.txt"));
        scene.write("shop/src/a.txt", "b\n");
        Files.setLastModifiedTime(scene.at("shop/src/a.txt"), time);
        Files.setLastModifiedTime(scene.at("shop/src/b.txt"), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(agreed("shop").changes().paths()).containsOnlyKeys("src/a.txt");
    }

    @Test
    void agreesOnModesAndTypes() throws Exception {
        scene.repository("shop");
        Files.createSymbolicLink(scene.at("shop/link"), Path.of("README"));
        Files.createSymbolicLink(scene.at("shop/other"), Path.of("src"));
        scene.commit("shop", "links");
        Files.setPosixFilePermissions(scene.at("shop/src/a.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(scene.at("shop/link"));
        Files.createSymbolicLink(scene.at("shop/link"), Path.of("src/b.txt"));
        Files.delete(scene.at("shop/other"));
        scene.write("shop/other", "src");
        Files.delete(scene.at("shop/src/b.txt"));
        Files.createSymbolicLink(scene.at("shop/src/b.txt"), Path.of("/etc/passwd"));
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.changes().paths().get("src/a.txt")).containsExactly(Change.MODE_CHANGED);
        assertThat(copy.changes().paths().get("link")).containsExactly(Change.MODIFIED);
        assertThat(copy.changes().paths().get("other")).containsExactly(Change.TYPE_CHANGED);
        assertThat(copy.changes().paths().get("src/b.txt")).containsExactly(Change.TYPE_CHANGED);
        assertThat(copy.changes().paths().keySet())
                .isEqualTo(scene.status("shop").keySet());
        scene.git("shop", "config", "core.fileMode", "false");
        assertThat(scene.look("shop").changes().paths().keySet())
                .doesNotContain("src/a.txt")
                .isEqualTo(scene.status("shop").keySet());
        Files.delete(scene.at("shop/README"));
        scene.write("shop/README/file", "now a directory");
        assertThat(scene.look("shop").changes().paths().keySet())
                .isEqualTo(scene.status("shop").keySet());
    }

    @Test
    void takesADirectoryBehindALinkForDeletedFiles() throws Exception {
        scene.repository("shop");
        Files.move(scene.at("shop/src"), scene.at("elsewhere"));
        Files.createSymbolicLink(scene.at("shop/src"), Path.of("../elsewhere"));
        assertThat(agreed("shop").changes().paths()).hasSize(2);
    }

    @Test
    void agreesOnLineEndings() throws Exception {
        scene.repository("shop");
        scene.write(
                "shop/.gitattributes", "*.txt text\n*.bin -text\n[attr]mine eol=crlf\nspecial mine\nx.dat binary\n");
        scene.write("shop/dos.txt", "one\r\ntwo\r\n");
        scene.write("shop/dos.bin", "one\r\ntwo\r\n");
        scene.write("shop/special", "one\r\ntwo\r\n");
        scene.write("shop/src/.gitattributes", "c.txt ident\n");
        scene.write("shop/src/c.txt", "$Id$\n");
        scene.commit("shop", "endings");
        scene.git("shop", "config", "core.autocrlf", "true");
        // As a checkout on Windows, or a copy from one, would leave them.
        scene.write("shop/README", "hello\r\n");
        scene.write("shop/src/a.txt", "a\r\n");
        scene.write("shop/src/b.txt", "b\r\nc\r\n");
        scene.write("shop/src/c.txt", "$Id: 1234567 $\n");
        Files.setLastModifiedTime(scene.at("shop/dos.txt"), FileTime.fromMillis(1_000_000_000_000L));
        Files.setLastModifiedTime(scene.at("shop/special"), FileTime.fromMillis(1_000_000_000_000L));
        // Git itself calls files of another size modified until it looks into them.
        for (String name : scene.git("shop", "ls-files").split("\n", -1)) {
            boolean same = name.isEmpty()
                    || scene.git("shop", "hash-object", "--path=" + name, name)
                            .equals(scene.git("shop", "rev-parse", ":" + name));
            assertThat(same).as(name).isEqualTo(!name.equals("src/b.txt"));
        }
        assertThat(scene.look("shop").changes().paths()).containsOnlyKeys("src/b.txt");
    }

    @Test
    void runsNoFilterAndStillKnowsLargeFiles() throws Exception {
        scene.repository("shop");
        scene.write("shop/.gitattributes", "*.big filter=lfs\n*.odd filter=odd\n");
        String hash = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + hash + "\nsize 6\n";
        for (String name : new String[] {"a.big", "b.big", "c.big", "d.odd"}) {
            scene.write("shop/" + name, pointer);
        }
        scene.commit("shop", "large");
        Path witness = directory.resolve("ran");
        for (String step : new String[] {"clean", "smudge", "process"}) {
            scene.git("shop", "config", "filter.lfs." + step, "touch " + witness);
            scene.git("shop", "config", "filter.odd." + step, "touch " + witness);
        }
        scene.git("shop", "config", "core.fsmonitor", "touch " + witness);
        scene.git("shop", "config", "core.hooksPath", directory.toString());
        scene.git("shop", "config", "core.sshCommand", "touch " + witness);
        scene.git("shop", "config", "credential.helper", "!touch " + witness);
        scene.git("shop", "config", "include.path", directory + "/evil");
        Files.deleteIfExists(witness);
        Files.writeString(directory.resolve("evil"), "[core]\n\tbare = true\n");
        scene.write("shop/a.big", "hello\n");
        scene.write("shop/b.big", "other\n");
        scene.write("shop/d.odd", "smudged\n");
        SortedMap<String, String> before = scene.traces();
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.changes().paths()).containsOnlyKeys("b.big");
        assertThat(copy.gaps()).containsEntry("dirty[d.odd]", Kind.UNREADABLE);
        assertThat(witness).doesNotExist();
        assertThat(scene.traces()).isEqualTo(before);
    }

    @Test
    void agreesOnWhatIsIgnored() throws Exception {
        scene.repository("shop");
        scene.write("shop/.gitignore", "*.log\n/build/\n!keep.log\ncache/**\n!cache/here\n");
        scene.write("shop/src/.gitignore", "generated\n!*.log\n");
        scene.write("shop/.git/info/exclude", "private*\n");
        scene.commit("shop", "ignore");
        for (String each : new String[] {
            "x.log",
            "keep.log",
            "build/out",
            "sub/build/out",
            "cache/a",
            "cache/here",
            "src/generated/a",
            "src/b.log",
            "private.key",
            "fresh/x.log",
            "fresher/a/b/c.txt",
            "only/x.log"
        }) {
            scene.write("shop/" + each, "x");
        }
        Files.createDirectories(scene.at("shop/empty/er"));
        scene.git("shop/nested", "init", "-q");
        assertThat(agreed("shop").changes().untracked()).hasValue(6);
    }

    @Test
    void tellsTagsUpstreamAndHowFarTheyLieApart() throws Exception {
        scene.repository("origin");
        scene.git("origin", "tag", "v1");
        scene.git("origin", "tag", "-a", "-m", "one", "v1.0");
        scene.git(".", "clone", "-q", "file://" + scene.at("origin"), "shop");
        assertThat(agreed("shop").head().tags()).containsExactly("v1", "v1.0");
        scene.git("shop", "pack-refs", "--all");
        scene.git("shop", "gc", "-q");
        assertThat(agreed("shop").head().tags()).containsExactly("v1", "v1.0");
        assertThat(agreed("shop").head().upstream())
                .contains(new WorkingCopy.Upstream("origin/main", OptionalInt.of(0), OptionalInt.of(0)));
        for (int i = 0; i < 3; i++) {
            scene.write("origin/README", "theirs " + i);
            scene.commit("origin", "theirs");
        }
        scene.git("shop", "fetch", "-q");
        scene.write("shop/src/a.txt", "ours");
        scene.commit("shop", "ours");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.head().upstream())
                .contains(new WorkingCopy.Upstream("origin/main", OptionalInt.of(1), OptionalInt.of(3)));
        assertThat(copy.head().tags()).isEmpty();
        assertThat(copy.remotes()).containsEntry("origin", "file://" + scene.at("origin"));
        scene.git("shop", "checkout", "-q", "v1.0");
        WorkingCopy detached = agreed("shop");
        assertThat(detached.head().state()).isEqualTo("detached");
        assertThat(detached.head().branch()).isEmpty();
        assertThat(detached.head().tags()).containsExactly("v1", "v1.0");
    }

    @Test
    void readsPacksWithLongChainsOfDeltas() throws Exception {
        scene.repository("shop");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("line ").append(i).append(" of a file that grows\n".repeat(20));
            scene.write("shop/src/long.txt", text.toString());
            scene.write("shop/d" + i + "/file", "x" + i);
            scene.commit("shop", "step " + i);
        }
        scene.git("shop", "repack", "-q", "-a", "-d", "-f", "--depth=250");
        scene.git("shop", "read-tree", "HEAD");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.changes().paths()).isEmpty();
        // Held against an older commit, everything since is staged.
        scene.git("shop", "reset", "-q", "--soft", "HEAD~30");
        assertThat(agreed("shop").changes().paths()).hasSize(31);
    }

    @Test
    void readsLinkedWorkingCopiesAndSubmodules() throws Exception {
        scene.repository("library");
        scene.repository("shop");
        scene.git("shop", "submodule", "--quiet", "add", "file://" + scene.at("library"), "vendor/library");
        scene.git("shop", "submodule", "--quiet", "add", "file://" + scene.at("library"), "vendor/second");
        scene.commit("shop", "library");
        String recorded = scene.git("library", "rev-parse", "HEAD").strip();
        assertThat(agreed("shop").submodules())
                .containsEntry("vendor/library", new WorkingCopy.Submodule(recorded, Optional.of(recorded), "same"));
        scene.write("shop/vendor/library/README", "by hand");
        scene.commit("shop/vendor/second", "ahead");
        WorkingCopy touched = scene.look("shop");
        assertThat(state(touched, "vendor/library")).isEqualTo("modified");
        assertThat(state(touched, "vendor/second")).isEqualTo("other-commit");
        assertThat(touched.changes().paths()).isEmpty();
        scene.git("shop", "worktree", "add", "-q", "../live", "-b", "live");
        scene.write("live/README", "live");
        // As they are written, the links lead nowhere inside this root.
        Files.writeString(scene.at("live/.git"), "gitdir: ../shop/.git/worktrees/live\n");
        WorkingCopy linked = agreed("live");
        assertThat(linked.head().branch()).contains("live");
        assertThat(state(linked, "vendor/library")).isEqualTo("uninitialised");
    }

    private static String state(WorkingCopy copy, String path) {
        return Optional.ofNullable(copy.submodules().get(path))
                .map(WorkingCopy.Submodule::state)
                .orElse("none");
    }

    @Test
    void knowsThatAShallowCloneKnowsLess() throws Exception {
        scene.repository("origin");
        for (int i = 0; i < 4; i++) {
            scene.commit("origin", "more");
        }
        scene.git(".", "clone", "-q", "--depth", "2", "file://" + scene.at("origin"), "shop");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.traits().shallow()).isTrue();
        assertThat(copy.head().upstream())
                .contains(new WorkingCopy.Upstream("origin/main", OptionalInt.of(0), OptionalInt.of(0)));
        scene.commit("shop", "ours");
        assertThat(agreed("shop").head().upstream().orElseThrow().ahead()).hasValue(1);
        scene.git("shop", "update-ref", "refs/remotes/origin/main", unrelated());
        WorkingCopy cut = scene.look("shop");
        assertThat(cut.head().upstream().orElseThrow().ahead()).isEmpty();
        assertThat(cut.gaps()).containsKey("ahead");
    }

    private String unrelated() throws Exception {
        String tree = scene.git("shop", "write-tree").strip();
        return scene.git("shop", "commit-tree", "-m", "unrelated", tree).strip();
    }

    @Test
    void leavesSparseFilesAloneAndFindsHiddenChanges() throws Exception {
        scene.repository("shop");
        scene.write("shop/other/c.txt", "c\n");
        scene.commit("shop", "other");
        scene.git("shop", "sparse-checkout", "set", "--cone", "src");
        WorkingCopy sparse = agreed("shop");
        assertThat(sparse.traits().sparse()).isTrue();
        assertThat(scene.at("shop/other")).doesNotExist();
        scene.git("shop", "sparse-checkout", "reapply", "--sparse-index");
        agreed("shop");
        scene.repository("hidden");
        scene.git("hidden", "update-index", "--skip-worktree", "src/a.txt");
        scene.git("hidden", "update-index", "--assume-unchanged", "src/b.txt");
        scene.write("hidden/src/a.txt", "only here");
        scene.write("hidden/src/b.txt", "only here");
        assertThat(scene.status("hidden")).isEmpty();
        assertThat(scene.look("hidden").changes().paths().values())
                .allMatch(Set.of(Change.HIDDEN)::equals)
                .hasSize(2);
    }

    @Test
    void readsEveryFormOfIndex() throws Exception {
        scene.repository("shop");
        scene.write("shop/src/very/deep/below/c.txt", "c\n");
        scene.commit("shop", "deep");
        for (String version : new String[] {"4", "3", "2"}) {
            scene.git("shop", "update-index", "--index-version", version);
            scene.write("shop/src/a.txt", "version " + version);
            assertThat(agreed("shop").changes().paths()).containsOnlyKeys("src/a.txt");
        }
        scene.git("shop", "checkout", "-q", ".");
        scene.git("shop", "update-index", "--split-index");
        scene.write("shop/src/b.txt", "replaced\n");
        scene.write("shop/src/d.txt", "added\n");
        scene.git("shop", "add", "-A");
        scene.git("shop", "rm", "-q", "--cached", "README");
        assertThat(scene.traces().keySet()).anyMatch(name -> name.startsWith("shop/.git/sharedindex."));
        assertThat(agreed("shop").changes().paths()).containsOnlyKeys("README", "src/b.txt", "src/d.txt");
    }

    @Test
    void tellsAMergeThatStopped() throws Exception {
        scene.repository("shop");
        scene.git("shop", "checkout", "-q", "-b", "theirs");
        scene.write("shop/src/a.txt", "theirs\n");
        scene.commit("shop", "theirs");
        scene.git("shop", "checkout", "-q", "main");
        scene.write("shop/src/a.txt", "ours\n");
        scene.commit("shop", "ours");
        assertThatThrownBy(() -> scene.git("shop", "merge", "theirs")).hasMessageContaining("CONFLICT");
        WorkingCopy copy = agreed("shop");
        assertThat(copy.changes().paths().get("src/a.txt")).containsExactly(Change.UNMERGED);
        assertThat(copy.traits().operation()).contains("merge");
    }

    @Test
    void readsABareRepositoryAndWhatIsDeployedFromIt() throws Exception {
        scene.repository("origin");
        scene.git(".", "clone", "-q", "--bare", "file://" + scene.at("origin"), "shop.git");
        WorkingCopy bare = scene.look("shop.git");
        assertThat(bare.traits().bare()).isTrue();
        assertThat(bare.head().commit())
                .contains(scene.git("origin", "rev-parse", "HEAD").strip());
        Files.createDirectories(scene.at("live"));
        scene.git("live", "--git-dir=../shop.git", "--work-tree=.", "checkout", "-q", "-f");
        scene.write("live/README", "by hand");
        WorkingCopy live = scene.look("live", "shop.git");
        assertThat(live.changes().paths()).containsOnlyKeys("README");
        assertThat(scene.find("live")).isEmpty();
        scene.git("shop.git", "config", "core.worktree", "../live");
        scene.git("shop.git", "config", "core.bare", "false");
        assertThat(scene.look("shop.git").changes().paths()).containsOnlyKeys("README");
    }

    @Test
    void looksIntoOtherRepositoriesItNamesButNeverOutsideTheRoot() throws Exception {
        scene.repository("origin");
        scene.git(".", "clone", "-q", "--shared", "origin", "shop");
        assertThatThrownBy(() -> agreed("shop")).isInstanceOf(AssertionError.class);
        // The path is that of the machine; as the examined root has it, it leads to the other repository.
        scene.write("shop/.git/objects/info/alternates", "/origin/.git/objects\n");
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.changes().paths()).isEmpty();
        assertThat(copy.gaps()).isEmpty();
        assertThat(copy.head().committed()).isPresent();
    }

    @Test
    void saysThatARepositoryOfOtherHashesIsNotUnderstood() throws Exception {
        scene.git("shop", "init", "-q", "--object-format=sha256");
        assertThatThrownBy(() -> scene.look("shop"))
                .isInstanceOfSatisfying(
                        HostAccessException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void knowsABranchWithoutCommits() throws Exception {
        scene.git("shop", "init", "-q", "-b", "trunk");
        scene.write("shop/a", "a");
        scene.write("shop/b", "b");
        scene.git("shop", "add", "a");
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.head().state()).isEqualTo("unborn");
        assertThat(copy.head().branch()).contains("trunk");
        assertThat(copy.changes().paths()).isEqualTo(scene.status("shop"));
        assertThat(copy.changes().untracked()).hasValue(1);
    }
}
