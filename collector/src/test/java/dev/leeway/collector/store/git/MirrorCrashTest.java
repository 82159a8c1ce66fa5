package dev.leeway.collector.store.git;

import static dev.leeway.collector.store.git.MirrorSamples.env;
import static dev.leeway.collector.store.git.MirrorSamples.group;
import static dev.leeway.collector.store.git.MirrorSamples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed, and writers that meet. */
class MirrorCrashTest {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 1_000;
        case "slow" -> 100;
        case "thorough" -> 5;
        default -> 2;
    };

    private static final int HOSTS = 6;

    @TempDir
    private Path folder;

    /** Writes one night after the other until it is killed, and packs every third time. Arguments: the mirror, the first night. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws MirrorException {
            int night = Integer.parseInt(arguments[1]);
            for (int last = night + 100_000; night < last; night++) {
                try (GitMirror git = GitMirror.openOrCreate(Path.of(arguments[0]))) {
                    git.write(of(night));
                    if (night % 3 == 0) {
                        git.repack();
                    }
                }
            }
        }
    }

    /** Two branches, all hosts changed. */
    private static List<Mirrored> of(int night) {
        Snapshot[] hosts = new Snapshot[2 * HOSTS];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = snapshot(i % 2 == 0 ? "dev" : "prod", "web", "h" + i / 2, env("s", "NIGHT", "" + night));
        }
        return group(night, hosts);
    }

    @Test
    @Tag("seeded")
    void isSoundAfterEveryKillAndGoesOnAtOnce() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        Path errors = folder.resolve("errors.txt");
        Random random = new Random(5);
        int night = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Writer.class.getName(),
                            mirror.toString(),
                            "" + night)
                    .redirectError(errors.toFile())
                    .start();
            // Not before it writes; then at any moment of a night.
            int before = night;
            String tip = tip(mirror);
            for (int waited = 0; waited < 60_000 && tip(mirror).equals(tip) && process.isAlive(); waited += 10) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(150));
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(errors)).isEmpty();
            RealGit.check(mirror);
            night = committed(mirror);
            assertThat(night).isGreaterThan(before);
            assertWhole(mirror);
        }
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            git.write(of(night + 1));
            assertThat(git.verify()).isEmpty();
        }
        RealGit.check(mirror);
    }

    /** Where the first branch is, for whoever asks often. */
    private static String tip(Path mirror) throws Exception {
        Path ref = mirror.resolve("refs/heads/dev");
        return Files.exists(ref) ? Files.readString(ref) : "";
    }

    /** How many nights the first branch has; every write makes one commit there. */
    private static int committed(Path mirror) throws Exception {
        boolean there = Files.exists(mirror.resolve("refs/heads/dev")) || Files.exists(mirror.resolve("packed-refs"));
        return there
                ? Integer.parseInt(
                        RealGit.run(mirror, "rev-list", "--count", "dev").strip())
                : 0;
    }

    /** No commit has hosts of two nights. */
    private static void assertWhole(Path mirror) throws MirrorException {
        try (GitMirror git = GitMirror.open(mirror)) {
            for (String branch : git.branches()) {
                List<Snapshot> snapshots =
                        git.snapshots(branch, Optional.empty()).snapshots();
                assertThat(snapshots).hasSize(HOSTS);
                List<Section> sections = new ArrayList<>();
                snapshots.forEach(each -> sections.addAll(each.sections().values()));
                assertThat(sections)
                        .extracting(section -> section.key() + section.id())
                        .containsOnly(env("s").key() + sections.get(0).id());
            }
        }
    }

    @Test
    void letsWritersFollowEachOther() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String host = "h" + writer;
                writers.add(() -> {
                    for (int i = 0; i < 5; i++) {
                        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
                            git.write(group(i, snapshot("prod", "web", host, env("s", "N", "" + i))));
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> each : threads.invokeAll(writers)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        RealGit.check(mirror);
        assertThat(RealGit.run(mirror, "rev-list", "--count", "prod").strip()).isEqualTo("20");
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.snapshots("prod", Optional.empty()).snapshots()).hasSize(4);
        }
    }

    @Test
    void outlivesWhatAKilledWriterLeftBehind() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            git.write(of(0));
            Files.createFile(mirror.resolve("refs/heads/dev.lock"));
            Files.writeString(mirror.resolve("gc.pid"), "1 elsewhere");
            Files.writeString(mirror.resolve("objects/insert_1.pack"), "PACK");
            Files.writeString(mirror.resolve("objects/pack/gc_1_tmp"), "PACK");
            assertThat(git.write(of(1)).commits()).hasSize(2);
            git.repack();
        }
        assertThat(mirror.resolve("refs/heads/dev.lock")).doesNotExist();
        assertThat(mirror.resolve("objects/insert_1.pack")).doesNotExist();
        assertThat(mirror.resolve("objects/pack/gc_1_tmp")).doesNotExist();
        RealGit.check(mirror);
    }

    @Test
    void finishesAMirrorThatWasBeingMade() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        Files.createDirectories(mirror.resolve("objects"));
        Files.createFile(mirror.resolve("leeway.lock"));
        Files.writeString(mirror.resolve("HEAD"), "ref: refs/heads/master\n");
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            git.write(of(0));
        }
        RealGit.check(mirror);
    }

    @Test
    void tellsOfAPackThatIsCutShort() throws Exception {
        Path mirror = folder.resolve("mirror.git");
        try (GitMirror git = GitMirror.openOrCreate(mirror)) {
            git.write(of(0));
        }
        Path pack;
        try (var packs = Files.newDirectoryStream(mirror.resolve("objects/pack"), "*.pack")) {
            pack = packs.iterator().next();
        }
        assertThat(pack.toFile().setWritable(true)).isTrue();
        byte[] bytes = Files.readAllBytes(pack);
        byte[] flipped = bytes.clone();
        for (int i = 60; i < 90; i++) {
            flipped[i] ^= 0x55;
        }
        Files.write(pack, flipped);
        try (GitMirror git = GitMirror.open(mirror)) {
            assertThat(git.verify())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.message()).contains("write the mirror again"));
        }
        Files.delete(pack);
        assertThatThrownBy(() -> {
                    try (GitMirror git = GitMirror.openOrCreate(mirror)) {
                        git.write(of(1));
                    }
                })
                .isInstanceOf(MirrorException.class)
                .hasMessageContaining("leeway mirror verify");
    }
}
