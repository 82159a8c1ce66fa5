package dev.leeway.agent.host.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HandedNodesTest {
    private static final HandedLimits SMALL = new HandedLimits(4_096, 64, 8_192, 100, 50, Duration.ofSeconds(5));

    private final List<String> asked = new ArrayList<>();
    private final Map<String, Lies> stats = new TreeMap<>();
    private final Map<String, byte[]> archives = new TreeMap<>();

    /** What is asked of a container; whatever it is told to answer. */
    private final class Handing implements ContainerEngine {
        @Override
        public EngineInfo info() throws HostAccessException, InterruptedException {
            return NONE.info();
        }

        @Override
        public List<EngineContainer> containers() {
            return List.of();
        }

        @Override
        public List<EngineImage> images() {
            return List.of();
        }

        @Override
        public Optional<PathStat> stat(String container, String path) {
            asked.add("stat " + path);
            return Optional.ofNullable(stats.get(path)).map(Lies::told);
        }

        @Override
        public void archive(String container, String path, long maxBytes, StreamWork work)
                throws HostAccessException, InterruptedException {
            asked.add("archive " + path);
            byte[] answer = archives.get(path);
            if (answer == null) {
                throw new HostAccessException(Kind.VANISHED, path);
            }
            try (InputStream in = new ByteArrayInputStream(answer)) {
                work.read(in);
            } catch (IOException e) {
                throw new HostAccessException(Kind.UNREADABLE, path);
            }
        }
    }

    private record Lies(FileStat.Type type, long size, String link) {
        ContainerEngine.PathStat told() {
            return new ContainerEngine.PathStat(
                    type, size, 0644, Instant.EPOCH, Optional.of(link).filter(each -> !each.isEmpty()));
        }
    }

    private void there(String path, FileStat.Type type, long size, String link) {
        stats.put(path, new Lies(type, size, link));
    }

    private ImageFiles files() {
        there("/", FileStat.Type.DIRECTORY, 0, "");
        return files(List.of(), new HandedBudget(SMALL.kept()));
    }

    private ImageFiles files(List<String> mounts, HandedBudget budget) {
        there("/", FileStat.Type.DIRECTORY, 0, "");
        HandedNodes nodes = new HandedNodes(new Handing(), "c1", SMALL, mounts, budget);
        return new ImageFiles(nodes.root(), nodes);
    }

    private static String text(Optional<byte[]> content) {
        return new String(content.orElseThrow(), StandardCharsets.UTF_8);
    }

    private void app(LayerMaker tar) {
        there("/app", FileStat.Type.DIRECTORY, 0, "");
        archives.put("/app", tar.bytes());
    }

    private Kind refusal(String directory) {
        return catchThrowableOfType(HostAccessException.class, () -> files().list(directory, 100))
                .kind();
    }

    @Test
    void asksForNothingTwiceAndForNothingBelowADirectoryThatCame() throws Exception {
        app(new LayerMaker()
                .directory("app")
                .file("app/a", "1")
                .directory("app/lib")
                .file("app/lib/b", "2"));
        ImageFiles files = files();

        assertThat(files.list("/app", 10)).containsExactly("a", "lib");
        assertThat(text(files.readIfPresent("/app/lib/b", 10))).isEqualTo("2");
        assertThat(files.stat("/app/none")).isEmpty();
        assertThat(files.stat("/none")).isEmpty();
        assertThat(files.stat("/none")).isEmpty();
        assertThat(asked).containsExactly("stat /app", "archive /app", "stat /none");
    }

    @Test
    void asksForAFileAloneAndForItsDirectoryWhenSeveralAreRead() throws Exception {
        there("/etc", FileStat.Type.DIRECTORY, 0, "");
        there("/etc/x", FileStat.Type.DIRECTORY, 0, "");
        LayerMaker all = new LayerMaker().directory("x");
        for (String name : List.of("a", "b", "c", "d")) {
            there("/etc/x/" + name, FileStat.Type.FILE, 1, "");
            archives.put("/etc/x/" + name, new LayerMaker().file(name, name).bytes());
            all.file("x/" + name, name);
        }
        archives.put("/etc/x", all.bytes());
        ImageFiles files = files();

        for (String name : List.of("a", "b", "c", "d", "a")) {
            assertThat(text(files.readIfPresent("/etc/x/" + name, 10))).isEqualTo(name);
        }
        assertThat(asked.stream().filter(each -> each.startsWith("archive")))
                .containsExactly("archive /etc/x/a", "archive /etc/x/b", "archive /etc/x");
    }

    @Test
    void asksForNothingMountedAsAWhole() throws Exception {
        there("/data", FileStat.Type.DIRECTORY, 0, "");
        there("/data/in", FileStat.Type.DIRECTORY, 0, "");
        LayerMaker all = new LayerMaker().directory("in");
        for (String name : List.of("a", "b", "c", "d")) {
            there("/data/in/" + name, FileStat.Type.FILE, 1, "");
            archives.put("/data/in/" + name, new LayerMaker().file(name, name).bytes());
            all.file("in/" + name, name);
        }
        archives.put("/data/in", all.bytes());
        archives.put("/data", new LayerMaker().directory("data").bytes());
        ImageFiles files = files(List.of("/data"), new HandedBudget(SMALL.kept()));

        for (String directory : List.of("/data", "/data/in")) {
            assertThat(catchThrowableOfType(HostAccessException.class, () -> files.list(directory, 10))
                            .kind())
                    .isEqualTo(Kind.NOT_FOLLOWED);
        }
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(text(files.readIfPresent("/data/in/" + name, 10))).isEqualTo(name);
        }
        assertThat(asked).noneMatch(each -> each.equals("archive /data") || each.equals("archive /data/in"));
    }

    @Test
    void keepsNothingOfAMountThatComesWithADirectory() throws Exception {
        app(new LayerMaker()
                .directory("app")
                .file("app/own", "1")
                .directory("app/data")
                .file("app/data/big", "x".repeat(50)));
        HandedBudget budget = new HandedBudget(10);
        ImageFiles files = files(List.of("/app/data"), budget);

        assertThat(files.list("/app", 10)).containsExactly("data", "own");
        assertThat(text(files.readIfPresent("/app/own", 10))).isEqualTo("1");
        assertThat(budget.take(9)).isTrue();
    }

    @Test
    void keepsNoMoreThanTheBudgetOfAllContainers() throws Exception {
        app(new LayerMaker().directory("app").file("app/a", "12345678"));
        archives.put("/app/a", new LayerMaker().file("a", "12345678").bytes());
        HandedBudget budget = new HandedBudget(10);
        ImageFiles first = files(List.of(), budget);
        ImageFiles second = files(List.of(), budget);

        assertThat(first.list("/app", 10)).containsExactly("a");
        assertThat(text(first.readIfPresent("/app/a", 10))).isEqualTo("12345678");
        assertThat(second.list("/app", 10)).containsExactly("a");
        assertThat(catchThrowableOfType(HostAccessException.class, () -> second.readIfPresent("/app/a", 10))
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void keepsLinksWithinTheContainer() throws Exception {
        app(new LayerMaker()
                .directory("app")
                .link("app/up", "../../../../etc/passwd")
                .link("app/host", "/etc/passwd")
                .link("app/loop", "loop"));
        there("/out", FileStat.Type.LINK, 3, "/../../etc/passwd");
        archives.put("/out", new LayerMaker().link("out", "../../etc/passwd").bytes());
        there("/etc", FileStat.Type.DIRECTORY, 0, "");
        ImageFiles files = files();

        files.list("/app", 10);
        for (String each : List.of("/app/up", "/app/host", "/out")) {
            assertThat(files.readIfPresent(each, 10)).isEmpty();
        }
        assertThat(asked).contains("stat /etc/passwd").noneMatch(each -> each.contains(".."));
        assertThat(files.readLink("/app/up")).contains("../../../../etc/passwd");
        assertThat(files.readLink("/out")).contains("../../etc/passwd");
        assertThat(catchThrowableOfType(HostAccessException.class, () -> files.stat("/app/loop"))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void opensNoDevicesAndNoPipes() throws Exception {
        app(new LayerMaker().directory("app").device("app/disk").pipe("app/pipe"));
        ImageFiles files = files();

        assertThat(files.list("/app", 10)).containsExactly("disk", "pipe");
        for (String each : List.of("/app/disk", "/app/pipe")) {
            assertThat(catchThrowableOfType(HostAccessException.class, () -> files.readIfPresent(each, 10))
                            .kind())
                    .isEqualTo(Kind.NOT_A_FILE);
        }
    }

    @Test
    void takesNothingThatWasNotAskedFor() {
        app(new LayerMaker().directory("app").file("other/a", "1"));
        assertThat(refusal("/app")).isEqualTo(Kind.MALFORMED);

        app(new LayerMaker().directory("app").file("app/../../etc/cron.d/a", "1"));
        assertThat(refusal("/app")).isEqualTo(Kind.MALFORMED);

        app(new LayerMaker().directory("app").hardLink("app/a", "../etc/shadow"));
        assertThat(refusal("/app")).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void stopsAtTooManyBytesAndTooManyEntries() {
        app(new LayerMaker().directory("app").file("app/a", new byte[4_097]));
        assertThat(refusal("/app")).isEqualTo(Kind.TOO_LARGE);

        LayerMaker many = new LayerMaker().directory("app");
        for (int i = 0; i < 200; i++) {
            many.file("app/" + i, "");
        }
        app(many);
        assertThat(refusal("/app")).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void takesAnAnswerThatEndsEarlyForDamage() {
        byte[] whole =
                new LayerMaker().directory("app").file("app/a", new byte[2_000]).bytes();
        there("/app", FileStat.Type.DIRECTORY, 0, "");
        archives.put("/app", Arrays.copyOf(whole, 2_048));

        assertThat(refusal("/app")).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void readsALargeFileOfADirectoryWhenItIsAskedFor() throws Exception {
        byte[] large = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        app(new LayerMaker().directory("app").file("app/large", large).file("app/small", "1"));
        archives.put("/app/large", new LayerMaker().file("large", large).bytes());
        ImageFiles files = files();

        files.list("/app", 10);
        assertThat(files.stat("/app/large").orElseThrow().size()).isEqualTo(100);
        assertThat(files.readIfPresent("/app/large", 1_000)).contains(large);
        assertThat(asked).endsWith("archive /app/large");
    }

    @Test
    void gettingNoAnswerIsRememberedAndIsNotAbsence() {
        there("/gone", FileStat.Type.DIRECTORY, 0, "");
        ImageFiles files = files();

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(HostAccessException.class, () -> files.list("/gone", 10))
                            .kind())
                    .isEqualTo(Kind.VANISHED);
        }
        assertThat(asked).containsExactly("stat /gone", "archive /gone");
    }

    @Test
    void saysOfAContainerThatWentAwayThatItDid() throws Exception {
        ImageFiles files = files();
        assertThat(files.stat("/")).isPresent();

        stats.clear();

        assertThat(files.stat("/etc")).isEmpty();
        assertThat(catchThrowableOfType(HostAccessException.class, () -> files.stat("/"))
                        .kind())
                .isEqualTo(Kind.VANISHED);
    }
}
