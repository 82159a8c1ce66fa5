package dev.leeway.collector.store.git;

import static dev.leeway.collector.store.git.MirrorSamples.env;
import static dev.leeway.collector.store.git.MirrorSamples.group;
import static dev.leeway.collector.store.git.MirrorSamples.ids;
import static dev.leeway.collector.store.git.MirrorSamples.index;
import static dev.leeway.collector.store.git.MirrorSamples.night;
import static dev.leeway.collector.store.git.MirrorSamples.section;
import static dev.leeway.collector.store.git.MirrorSamples.snapshot;
import static dev.leeway.collector.store.git.MirrorSamples.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorTest {
    @TempDir
    private Path folder;

    private Path mirror = Path.of(".");

    @BeforeEach
    void name() {
        mirror = folder.resolve("mirror.git");
    }

    private Written write(List<Mirrored> group) throws MirrorException {
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            return git.write(group);
        }
    }

    private Exported exported(String branch) throws MirrorException {
        try (GitMirror git = GitMirror.open(mirror)) {
            return git.snapshots(branch, Optional.empty());
        }
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        return RealGit.run(mirror, arguments);
    }

    @Test
    void showsPeopleWhatChangedOnAHost() throws Exception {
        write(group(
                0,
                snapshot("prod", "web", "web-01", env("shop", "LOG_LEVEL", "info", "PORT", "8080", "ZONE", "a")),
                snapshot("prod", "web", "web-02", env("shop", "LOG_LEVEL", "info"))));
        write(group(1, snapshot("prod", "web", "web-02", env("shop", "LOG_LEVEL", "warn"))));
        write(group(
                2, snapshot("prod", "web", "web-01", env("shop", "LOG_LEVEL", "debug", "PORT", "8080", "ZONE", "a"))));
        String log = git("log", "-p", "--format=%an %at%n%B", "prod", "--", "web/web-01");
        assertThat(log)
                .containsSubsequence(
                        "Leeway " + night(2).getEpochSecond(),
                        "prod: 1 host, 1 section changed",
                        "web/web-01",
                        "  changed env/shop",
                        "web/web-01/env/shop.json",
                        "-    \"LOG_LEVEL\": \"info\",",
                        "+    \"LOG_LEVEL\": \"debug\",",
                        "Leeway " + night(0).getEpochSecond(),
                        "prod: 2 hosts, 2 new",
                        "web/web-01: new, 1 section")
                .doesNotContain("" + night(1).getEpochSecond());
        // Of a fact that changed no other line moves, but for the id over them.
        assertThat(log.split("Leeway " + night(0).getEpochSecond(), 2)[0]
                        .lines()
                        .filter(line -> line.matches("[-+] .*")))
                .hasSize(4);
        RealGit.check(mirror);
    }

    @Test
    void showsRawDriftAsTheDifferenceOfTwoBranches() throws Exception {
        write(group(
                0,
                snapshot("dev", "web", "w", env("shop", "LOG_LEVEL", "debug", "PORT", "8080")),
                snapshot("prod", "web", "w", env("shop", "LOG_LEVEL", "info", "PORT", "8080"))));
        assertThat(git("diff", "dev", "prod", "--", "web/w/env"))
                .contains("-    \"LOG_LEVEL\": \"debug\",", "+    \"LOG_LEVEL\": \"info\",")
                .doesNotContain("-    \"PORT\"");
    }

    @Test
    void isClonedPushedAndReadAgain() throws Exception {
        Snapshot host = snapshot("prod", "web", "web-01", env("shop", "LOG_LEVEL", "info"));
        write(group(0, host));
        git("init", "-q", "--bare", folder.resolve("copy.git").toString());
        git("push", "-q", folder.resolve("copy.git").toString(), "prod");
        RealGit.run(folder, "clone", "-q", mirror.toString(), "clone");
        assertThat(folder.resolve("clone/web/web-01/env/shop.json")).isRegularFile();
        for (String copy : List.of("clone", "copy.git")) {
            try (GitMirror read = GitMirror.open(folder.resolve(copy))) {
                assertThat(ids(read.snapshots("prod", Optional.empty()).snapshots()))
                        .isEqualTo(ids(List.of(host)));
            }
            RealGit.check(folder.resolve(copy));
        }
    }

    @Test
    void makesNoCommitWhereNothingChanged() throws Exception {
        Snapshot host = snapshot("prod", "web", "web-01", env("shop", "LOG_LEVEL", "info"));
        assertThat(write(group(0, host)).commits()).hasSize(1);
        Snapshot later = Snapshots.of(
                77,
                host.host(),
                night(1),
                night(1).plusSeconds(3),
                host.root(),
                host.agent(),
                host.sections().values());
        assertThat(write(group(1, later)).commits()).isEmpty();
        assertThat(git("rev-list", "--count", "prod").strip()).isEqualTo("1");
    }

    @Test
    void tellsThatTheAgentOrTheLabelsAreOthers() throws Exception {
        Snapshot host = snapshot("prod", "web", "web-01", env("shop", "LOG_LEVEL", "info"));
        write(group(0, host));
        Snapshot updated = Snapshots.of(
                2,
                host.host(),
                night(1),
                night(1),
                "/",
                new AgentInfo("1.1.0", 0, Optional.of("published")),
                host.sections().values());
        write(group(1, updated));
        assertThat(git("log", "-1", "-p", "--format=%B", "prod"))
                .contains("changed host", "-    \"version\": \"1.0.0\",", "+    \"version\": \"1.1.0\",");
        assertThat(exported("prod").snapshots().get(0).agent()).isEqualTo(updated.agent());
    }

    @Test
    void makesTheSameCommitsOfTheSameGroups() throws Exception {
        List<Mirrored> all = new ArrayList<>();
        for (int night = 0; night < 5; night++) {
            all.addAll(group(
                    night,
                    snapshot("prod", "web", "web-01", env("shop", "N", "" + night / 2)),
                    snapshot("dev", "web", "dev-01", env("shop", "N", "" + night))));
        }
        for (List<Mirrored> night : Mirrored.byDay(all)) {
            write(night);
        }
        String nightly = git("show-ref");
        mirror = folder.resolve("again.git");
        try (GitMirror again = GitMirror.openOrCreate(mirror)) {
            for (List<Mirrored> night : Mirrored.byDay(all)) {
                again.write(night);
            }
        }
        assertThat(git("show-ref")).isEqualTo(nightly).contains("refs/heads/dev", "refs/heads/prod");
    }

    @Test
    void keepsWhatWasSeenWhereNobodyCouldLook() throws Exception {
        Section seen = env("shop", "LOG_LEVEL", "info", "PORT", "8080");
        write(group(0, snapshot("prod", "web", "web-01", index("env", "shop"), seen)));
        Section refused = section("env[shop]", Outcome.REFUSED, Map.of());
        write(group(1, snapshot("prod", "web", "web-01", index("env", "shop"), refused)));
        String told = git("log", "-1", "-p", "--format=%B", "prod");
        assertThat(told)
                .contains("not seen env/shop", "-  \"outcome\": \"collected\",", "+  \"outcome\": \"refused\",")
                .doesNotContain("-    \"LOG_LEVEL\"", "-    \"PORT\"");
        // What the newest snapshot says is what is exported: nothing it did not see.
        Section exported = exported("prod").snapshots().get(0).sections().get(refused.key());
        assertThat(exported).isNotNull();
        assertThat(exported.id()).isEqualTo(refused.id());
        assertThat(exported.facts()).isEqualTo(Facts.none());
        write(group(2, snapshot("prod", "web", "web-01", index("env", "shop"), seen)));
        assertThat(git("diff", "prod~2", "prod")).isEmpty();
    }

    @Test
    void keepsFactsThatAGapOfThePartCovers() throws Exception {
        write(group(0, snapshot("prod", "web", "w", env("shop", "A", "1", "B", "2", "C", "3"))));
        Section part = section("env[shop]", Outcome.PARTIAL, texts("A", "1"), "env[shop]/B");
        write(group(1, snapshot("prod", "web", "w", part)));
        String file = git("show", "prod:web/w/env/shop.json");
        assertThat(file)
                .contains("\"B\": \"2\"", "\"unseen\": [\n    \"B\"\n  ]")
                .doesNotContain("\"C\"");
        assertThat(exported("prod").snapshots().get(0).sections().get(part.key()))
                .isEqualTo(part);
        // It stays so as long as the gap is there, and goes with it.
        assertThat(write(group(2, snapshot("prod", "web", "w", part))).commits())
                .isEmpty();
        write(group(3, snapshot("prod", "web", "w", env("shop", "A", "1"))));
        assertThat(git("show", "prod:web/w/env/shop.json")).doesNotContain("\"B\"", "unseen");
    }

    @Test
    void keepsSectionsOfWhichTheNewestSnapshotSaysNothing() throws Exception {
        Section os = section("os", Outcome.COLLECTED, texts("timezone", "UTC"));
        write(group(0, snapshot("prod", "web", "w", os, index("env", "shop"), env("shop", "A", "1"))));
        write(group(1, snapshot("prod", "web", "w", os)));
        assertThat(git("show", "prod:web/w/env/shop.json"))
                .contains("\"outcome\": \"untold\"", "\"A\": \"1\"")
                .doesNotContain("\"id\"");
        assertThat(exported("prod").snapshots().get(0).sections().keySet()).containsExactly(os.key());
        assertThat(write(group(2, snapshot("prod", "web", "w", os))).commits()).isEmpty();
    }

    @Test
    void dropsASectionWhenTheIndexSaysThatItIsGone() throws Exception {
        write(group(0, snapshot("prod", "web", "w", index("env", "a", "b"), env("a", "X", "1"), env("b", "X", "1"))));
        write(group(1, snapshot("prod", "web", "w", index("env", "a"), env("a", "X", "1"))));
        assertThat(git("ls-tree", "-r", "--name-only", "prod"))
                .isEqualTo("web/w/env/_.json\nweb/w/env/a.json\nweb/w/host.json\n");
        assertThat(git("log", "-1", "--format=%B", "prod")).contains("changed env/_", "gone env/b");
    }

    @Test
    void believesNoIndexThatDidNotSeeAll() throws Exception {
        write(group(0, snapshot("prod", "web", "w", index("env", "a", "b"), env("b", "X", "1"))));
        Section part =
                section("env", Outcome.PARTIAL, Map.of("service[a]/observed", new Value.Flag(true)), "env[*]/**");
        write(group(1, snapshot("prod", "web", "w", part)));
        Section failed = section("env", Outcome.FAILED, Map.of());
        write(group(2, snapshot("prod", "web", "w", failed)));
        assertThat(git("show", "prod:web/w/env/b.json")).contains("\"outcome\": \"untold\"", "\"X\": \"1\"");
    }

    @Test
    void followsAHostIntoAnotherRole() throws Exception {
        write(group(0, snapshot("prod", "web", "w", env("a", "X", "1"))));
        write(group(1, snapshot("prod", "edge", "w", env("a", "X", "1"))));
        assertThat(git("ls-tree", "-r", "--name-only", "prod")).isEqualTo("edge/w/env/a.json\nedge/w/host.json\n");
        assertThat(git("log", "-1", "--format=%B", "prod")).contains("edge/w, was web/w");
    }

    @Test
    void retiresAHostOnRequestOnly() throws Exception {
        write(group(0, snapshot("prod", "web", "a", env("s", "X", "1")), snapshot("prod", "web", "b")));
        write(group(1, snapshot("prod", "web", "b")));
        assertThat(git("ls-tree", "--name-only", "prod:web")).isEqualTo("a\nb\n");
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            git.retire("prod", "a", night(2));
            assertThatThrownBy(() -> git.retire("prod", "a", night(2)))
                    .isInstanceOf(MirrorException.class)
                    .hasMessageContaining("has no host of that name");
            assertThatThrownBy(() -> git.retire("prood", "a", night(2)))
                    .isInstanceOf(MirrorException.class)
                    .hasMessageEndingWith("has no branch prood; did you mean 'prod'?");
        }
        assertThat(git("ls-tree", "--name-only", "prod:web")).isEqualTo("b\n");
        assertThat(git("log", "-1", "--format=%s", "prod").strip()).isEqualTo("prod: 1 host, 1 retired");
    }

    @Test
    void exportsWhatAnEarlierCommitHadAndWhenThatWasSeen() throws Exception {
        write(group(0, snapshot("prod", "web", "a", env("s", "X", "1")), snapshot("prod", "web", "b")));
        write(group(1, snapshot("prod", "web", "a", env("s", "X", "2"))));
        try (GitMirror git = GitMirror.open(mirror)) {
            List<Snapshot> now = git.snapshots("prod", Optional.empty()).snapshots();
            assertThat(now).extracting(Snapshot::capturedAt).containsExactly(night(1), night(0));
            List<Snapshot> before = git.snapshots("prod", Optional.of("prod~1")).snapshots();
            assertThat(ids(before)).containsValue(env("s", "X", "1").id());
            assertThatThrownBy(() -> git.snapshots("prod", Optional.of("prod~9")))
                    .hasMessageContaining("has no such commit");
            assertThatThrownBy(() -> git.snapshots("staging", Optional.empty())).hasMessageContaining("it has prod");
        }
    }

    @Test
    void isForNobodyButItsOwner() throws Exception {
        write(group(0, snapshot("prod", "web", "a")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mirror)))
                .isEqualTo("rwx------");
    }

    @Test
    void touchesNoRepositoryThatIsNotAMirror() throws Exception {
        Files.createDirectories(mirror);
        git("init", "-q", "--bare", ".");
        assertThatThrownBy(() -> write(group(0, snapshot("prod", "web", "a"))))
                .isInstanceOf(MirrorException.class)
                .hasMessageContaining("no mirror of Leeway's");
        assertThat(git("for-each-ref")).isEmpty();
        git("config", "leeway.mirror", "1");
        write(group(0, snapshot("prod", "web", "a")));
        Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> GitMirror.open(folder.resolve("file"))).hasMessageContaining("is no Git repository");
    }

    @Test
    void readsNoConfigurationOfTheUser() throws Exception {
        write(group(0, snapshot("prod", "web", "a")));
        assertThat(git("log", "-1", "--format=%an <%ae> %cn", "prod").strip())
                .isEqualTo("Leeway <leeway@leeway.invalid> Leeway");
    }

    @Test
    void leavesOutWhatOnlyALaterReleaseKnows() throws Exception {
        Section known = env("s", "X", "1");
        Section later = new Section(
                env("t").key(),
                1,
                Outcome.COLLECTED,
                env("t", "X", "of a later kind").id(),
                env("t", "X", "1").facts(),
                List.of(),
                Collections.emptySortedMap(),
                Optional.empty());
        Written written = write(group(0, snapshot("prod", "web", "a", known, later)));
        assertThat(written.leftOut()).singleElement().asString().contains("env[t]", "update Leeway");
        assertThat(exported("prod").snapshots().get(0).sections().keySet()).containsExactly(known.key());
    }

    /**
     * A mirror as builds wrote it that put trees where their host lies.
     *
     * @param both whether a later one put it apart as well
     */
    private Snapshot treeInPlaceOfItsHost(boolean both) throws Exception {
        Snapshot tree = SampleSnapshots.under("/mnt/image", snapshot("prod", "web", "ci", env("s", "X", "1")));
        write(group(0, tree));
        RealGit.run(mirror, "--work-tree=" + folder, "read-tree", both ? "prod" : "--empty");
        RealGit.run(mirror, "--work-tree=" + folder, "read-tree", "--prefix=web/ci/", "prod:web/ci%3A%2Fmnt%2Fimage");
        String root = git("write-tree").strip();
        String commit = RealGit.run(
                        mirror, "-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", root, "-m", "prod: 1 host")
                .strip();
        git("update-ref", "refs/heads/prod", commit);
        return tree;
    }

    @Test
    void readsTreesWhereEarlierBuildsWroteThem() throws Exception {
        Snapshot tree = treeInPlaceOfItsHost(false);
        Exported read = exported("prod");
        assertThat(read.unread()).isEmpty();
        assertThat(read.snapshots()).extracting(Snapshot::root).containsExactly("/mnt/image");
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify()).isEmpty();
        }
        write(group(1, tree));
        assertThat(git("ls-tree", "-r", "--name-only", "prod").lines())
                .containsExactly("web/ci%3A%2Fmnt%2Fimage/env/s.json", "web/ci%3A%2Fmnt%2Fimage/host.json");
        assertThat(git("log", "-1", "--format=%B", "prod").strip())
                .isEqualTo("prod: 1 host\n\nweb/ci%3A%2Fmnt%2Fimage, was web/ci");
        write(group(2, tree));
        assertThat(git("log", "--format=%H", "prod").lines())
                .as("it moves once")
                .hasSize(2);
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify()).isEmpty();
        }
    }

    @Test
    void takesATreeFromThePlaceOfItsHostWhereItLiesApartByNow() throws Exception {
        Snapshot tree = treeInPlaceOfItsHost(true);
        assertThat(git("ls-tree", "--name-only", "prod:web").lines()).hasSize(2);
        assertThat(exported("prod").snapshots()).hasSize(1);
        assertThat(exported("prod").unread()).isEmpty();
        write(group(1, tree));
        assertThat(git("ls-tree", "--name-only", "prod:web")).isEqualTo("ci%3A%2Fmnt%2Fimage\n");
    }

    @Test
    void laysNothingUnderAHostOfTheTreeInItsPlace() throws Exception {
        treeInPlaceOfItsHost(false);
        write(group(1, snapshot("prod", "web", "ci", env("t", "Y", "2"))));
        assertThat(git("ls-tree", "-r", "--name-only", "prod").lines())
                .containsExactlyInAnyOrder(
                        "web/ci/env/t.json",
                        "web/ci/host.json",
                        "web/ci%3A%2Fmnt%2Fimage/env/s.json",
                        "web/ci%3A%2Fmnt%2Fimage/host.json");
        assertThat(exported("prod").snapshots())
                .extracting(Snapshot::root)
                .containsExactlyInAnyOrder("/", "/mnt/image");
    }

    @Test
    void keepsHostsThatNameNoEnvironmentAndNoRole() throws Exception {
        Host host = new Host("h", Optional.empty(), Optional.empty(), HostKind.LAPTOP, new TreeMap<>(Map.of("a", "b")));
        write(group(0, snapshot(host, env("s", "X", "1"))));
        assertThat(git("ls-tree", "-r", "--name-only", "refs/heads/_")).isEqualTo("_/h/env/s.json\n_/h/host.json\n");
        assertThat(exported(GitMirror.branch(Optional.empty()))
                        .snapshots()
                        .get(0)
                        .host())
                .isEqualTo(host);
    }

    @Test
    void takesMomentsThatNoCommitCanHave() throws Exception {
        for (long second : List.of(-99_999_999L, 4_102_444_800L, 999_999_999_999L, 0L)) {
            write(List.of(new Mirrored(
                    snapshot("prod", "web", "a", env("s", "X", "" + second)),
                    java.time.Instant.ofEpochSecond(second))));
        }
        RealGit.check(mirror);
        assertThat(git("log", "--format=%at", "prod")).isEqualTo("""
                253402300799
                253402300799
                4102444800
                0
                """);
    }

    @Test
    void namesTheFileThatIsDamaged() throws Exception {
        write(group(0, snapshot("prod", "web", "a", env("s", "X", "1"), env("t", "Y", "2"))));
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify()).isEmpty();
        }
        String tree = git("rev-parse", "prod:web/a/env").strip();
        Path forged = folder.resolve("forged.json");
        Files.writeString(
                forged,
                git("show", "prod:web/a/env/t.json").replace("\"Y\": \"2\"", "\"Y\": \"3\""),
                StandardCharsets.UTF_8);
        String blob = git("hash-object", "-w", forged.toString()).strip();
        Path index = folder.resolve("index");
        RealGit.run(mirror, "--work-tree=" + folder, "read-tree", "prod");
        RealGit.run(
                mirror, "--work-tree=" + folder, "update-index", "--cacheinfo", "100644," + blob + ",web/a/env/t.json");
        RealGit.run(
                mirror,
                "--work-tree=" + folder,
                "update-index",
                "--add",
                "--cacheinfo",
                "100644," + blob + ",notes.txt");
        String root = git("write-tree").strip();
        String commit = RealGit.run(
                        mirror,
                        "-c",
                        "user.name=x",
                        "-c",
                        "user.email=x@x",
                        "commit-tree",
                        root,
                        "-p",
                        "prod",
                        "-m",
                        "x")
                .strip();
        git("update-ref", "refs/heads/prod", commit);
        assertThat(tree).isNotEmpty();
        assertThat(index).doesNotExist();
        String at = "prod@" + commit.substring(0, 12) + ":";
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify())
                    .extracting(each -> each.message())
                    .containsExactlyInAnyOrder(
                            at + "notes.txt: was not written by Leeway; remove it with Git",
                            at + "web/a/env/t.json: the id does not fit the content: it was changed or damaged;"
                                    + " write the mirror again from the snapshots");
            Exported read = git.snapshots("prod", Optional.empty());
            assertThat(read.unread())
                    .singleElement()
                    .extracting(each -> each.name())
                    .isEqualTo(at + "web/a/env/t.json");
            assertThat(read.snapshots().get(0).sections().keySet()).containsExactly(env("s").key());
        }
    }
}
