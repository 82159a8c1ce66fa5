package dev.leeway.agent.host.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.engine.Program;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that were made, or broken, to lead their reader astray. */
class GitHostileIT {
    @TempDir
    Path directory;

    private GitScene scene;
    private String outside;

    @BeforeAll
    static void needsGit() {
        Program.require("git", "Git");
    }

    @BeforeEach
    void begin() throws Exception {
        GitScene other = new GitScene(directory.resolve("outside")).repository("secret");
        outside = other.at("secret/.git").toString();
        scene = new GitScene(directory);
        scene.repository("shop");
    }

    private void refused(String place) {
        assertThatThrownBy(() -> scene.look(place)).isInstanceOf(HostAccessException.class);
    }

    @Test
    void followsNoFileOrLinkToARepositoryOutside() throws Exception {
        scene.write("file/.git", "gitdir: " + outside + "\n");
        refused("file");
        Files.createDirectories(scene.at("link"));
        Files.createSymbolicLink(scene.at("link/.git"), Path.of(outside));
        refused("link");
        scene.write("climbs/.git", "gitdir: " + "../".repeat(20) + outside.substring(1) + "\n");
        refused("climbs");
        Path own = Files.createDirectories(scene.at("common/.git"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(own.resolve("commondir"), outside + "\n");
        WorkingCopy nothing = scene.look("common");
        assertThat(nothing.head().commit()).isEmpty();
        assertThat(nothing.head().state()).isEqualTo("unborn");
    }

    /** A look at {@code shop}, which must not take long whatever its rules say. */
    private WorkingCopy soon() throws Exception {
        long began = System.nanoTime();
        WorkingCopy copy = scene.look("shop");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
        return copy;
    }

    private void untracked(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            scene.write("shop/" + "a".repeat(200) + i, "x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pattern", "many", "across"})
    void followsNoRulesThatAreTooManyOrTooHard(String kind) throws Exception {
        untracked(3);
        String rules = switch (kind) {
            case "pattern" -> "*.log\n" + "*a".repeat(20) + "*b\n";
            case "across" -> "**/a/".repeat(20) + "b\n";
            default -> IntStream.range(0, 20_000).mapToObj(i -> "n" + i + "\n").collect(Collectors.joining());
        };
        scene.write("shop/.gitignore", rules);
        WorkingCopy copy = soon();
        assertThat(copy.gaps()).containsExactly(Map.entry("untracked", Kind.TOO_LARGE));
        assertThat(copy.changes().untracked()).isEmpty();
    }

    @Test
    void givesUpOnRulesThatTakeTooLongTogether() throws Exception {
        untracked(20);
        scene.write("shop/.gitignore", "*a*a*b\n".repeat(2_000));
        assertThat(soon().gaps()).containsExactly(Map.entry("untracked", Kind.TIMED_OUT));
    }

    @Test
    void saysOfEachChangedFileThatItsAttributesCouldNotBeFollowed() throws Exception {
        String name = "a".repeat(200);
        scene.write("shop/" + name, "one\n");
        scene.write("shop/other", "one\n");
        scene.commit("shop", "more");
        scene.write("shop/.gitattributes", "*a".repeat(20) + "*b text\n");
        scene.write("shop/" + name, "another\n");
        WorkingCopy copy = soon();
        assertThat(copy.gaps()).containsEntry("dirty[" + name + "]", Kind.TOO_LARGE);
        assertThat(copy.gaps()).doesNotContainKey("dirty[other]");
    }

    @Test
    void readsNoObjectsFromOutside() throws Exception {
        String objects = outside + "/objects";
        scene.git("shop", "commit", "-q", "--amend", "-m", "one that is only here");
        Path own = scene.at("shop/.git/objects");
        Files.move(own, scene.at("kept"));
        Files.createSymbolicLink(own, Path.of(objects));
        refused("shop");
        Files.delete(own);
        Files.createDirectories(own.resolve("info"));
        Files.writeString(own.resolve("info/alternates"), objects + "\n" + "../".repeat(20) + objects + "\n");
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.head().commit()).isPresent();
        assertThat(copy.head().committed()).isEmpty();
        assertThat(copy.gaps()).containsKeys("commit-date", "clean", "dirty[*]");
    }

    @Test
    void tellsNothingOfFilesThatNamesOfBranchesLeadTo() throws Exception {
        for (String head : new String[] {
            "ref: refs/../../../../secret", "ref: /etc/passwd", "root:x:0:0", "", "ref: refs/heads/\u001b[31m"
        }) {
            scene.write("shop/.git/HEAD", head + "\n");
            assertThatThrownBy(() -> scene.look("shop"))
                    .isInstanceOfSatisfying(
                            HostAccessException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
        }
    }

    @Test
    void survivesBrokenFilesOfEverySort() throws Exception {
        scene.git("shop", "gc", "-q");
        Random random = new Random(7);
        try (var all = Files.walk(scene.at("shop/.git"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                byte[] whole = Files.readAllBytes(each);
                each.toFile().setWritable(true);
                for (int i = 0; i < 12; i++) {
                    byte[] broken = i % 3 == 0
                            ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1))
                            : whole.clone();
                    for (int n = 0; n < 4 && broken.length > 0; n++) {
                        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                    }
                    Files.write(each, broken);
                    try {
                        scene.look("shop");
                    } catch (HostAccessException expected) {
                        assertThat(expected.kind()).isNotNull();
                    }
                }
                Files.write(each, whole);
            }
        }
        assertThat(scene.look("shop").gaps()).isEmpty();
    }

    @Test
    void believesNoIndexThatSaysItIsHuge() throws Exception {
        byte[] index = Files.readAllBytes(scene.at("shop/.git/index"));
        ByteBuffer.wrap(index).putInt(8, Integer.MAX_VALUE);
        Files.write(scene.at("shop/.git/index"), index);
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.gaps()).containsEntry("clean", Kind.MALFORMED).containsEntry("untracked", Kind.MALFORMED);
        assertThat(copy.head().commit()).isPresent();
    }

    @Test
    void entersNoDirectoryThatLeadsBackToItself() throws Exception {
        Files.createSymbolicLink(scene.at("shop/loop"), Path.of("."));
        Files.createSymbolicLink(scene.at("shop/src/up"), Path.of("/"));
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.changes().untracked()).hasValue(scene.untracked("shop"));
        scene.write("shop/.git/config", "[core]\n\tworktree = /\n[include]\n\tpath = /etc/passwd\n[include \"x\n");
        refused("shop");
    }

    @Test
    void toldToTakeNoUserAtItsWordRemovesUsers() throws Exception {
        String[][] urls = {
            {"https://user:hunter2@git.example.com:8443/team/shop.git", "https://git.example.com:8443/team/shop.git"},
            {"git@Git.example.com:team/shop.git", "ssh://git.example.com/team/shop.git"},
            {"ssh://deploy:hunter2@git.example.com/team/shop.git?token=hunter2", "ssh://git.example.com/team/shop.git"},
            {"/srv/git/shop.git", "file:///srv/git/shop.git"}
        };
        for (String[] url : urls) {
            scene.git("shop", "config", "remote.origin.url", url[0]);
            assertThat(scene.look("shop").remotes()).containsEntry("origin", url[1]);
        }
        scene.git("shop", "config", "remote.origin.url", "ext::sh -c evil% >&2");
        assertThat(scene.look("shop").remotes()).isEmpty();
    }

    @Test
    void readsBranchesFromReftables() throws Exception {
        StillSystem.install();
        scene.git("shop", "tag", "-a", "-m", "one", "v1");
        try (Git git = Git.open(scene.at("shop").toFile())) {
            ((FileRepository) git.getRepository()).convertRefStorage("reftable", true, false);
        }
        WorkingCopy copy = scene.look("shop");
        assertThat(copy.head().branch()).contains("main");
        assertThat(copy.head().commit()).isPresent();
        assertThat(copy.head().tags()).containsExactly("v1");
        assertThat(copy.changes().paths()).isEmpty();
        assertThat(copy.gaps()).isEmpty();
    }

    @Test
    void findsNothingWhereNoRepositoryBegins() throws Exception {
        scene.write("plain/.git", "just a file\n");
        refused("plain");
        scene.write("empty/.git/config", "[core]\n");
        assertThat(scene.find("empty")).isEmpty();
        assertThat(scene.find("nowhere")).isEmpty();
    }
}
