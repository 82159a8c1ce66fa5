package dev.leeway.agent.host.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.schema.json.FormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLayersTest {
    @TempDir
    private Path directory;

    private final List<OpenImage> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(OpenImage::close);
    }

    private HostFiles files(LayerMaker... layers) throws Exception {
        byte[][] bytes = new byte[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            bytes[i] = layers[i].bytes();
        }
        Path file = Files.write(
                directory.resolve("app.tar"),
                new SavedImage().saved("\"app:1\"", bytes).tar());
        OpenImage image = ImageFile.open(ImageFile.Wanted.of(file.toString(), Optional.empty()));
        open.add(image);
        return image.files();
    }

    private static LayerMaker layer() {
        return new LayerMaker();
    }

    private static String text(HostFiles files, String path) throws HostAccessException {
        return new String(files.read(path, 1 << 20), StandardCharsets.UTF_8);
    }

    @Test
    void laysUpperLayersOverLowerOnes() throws Exception {
        HostFiles files = files(
                layer().directory("etc").file("etc/a", "low").file("etc/b", "low"),
                layer().file("etc/b", "high").file("opt/deep/c", "high"));

        assertThat(text(files, "/etc/a")).isEqualTo("low");
        assertThat(text(files, "/etc/b")).isEqualTo("high");
        assertThat(files.list("/opt/deep", 10)).containsExactly("c");
        assertThat(files.stat("/etc").orElseThrow().mode()).isEqualTo(0750);
        assertThat(files.list("/", 10)).containsExactly("etc", "opt");
    }

    @Test
    void takesAwayWhatAWhiteoutNamesFromLowerLayersAlone() throws Exception {
        HostFiles files = files(
                layer().file("a", "low").file("b", "low").file("tree/x", "low"),
                layer().file(".wh.a", "").file("b", "high").file(".wh.b", "").file(".wh.tree", ""),
                layer().file("tree/y", "anew"));

        assertThat(files.stat("/a")).isEmpty();
        assertThat(text(files, "/b")).isEqualTo("high");
        assertThat(files.list("/tree", 10)).containsExactly("y");
    }

    @Test
    void takesAwayWhatTheWhiteoutNamesWhereverItStandsInItsLayer() throws Exception {
        HostFiles files = files(
                layer().file("a", "low").file("tree/x", "low"),
                layer().file(".wh.a", "")
                        .file("a", "high")
                        .file("tree/y", "high")
                        .file(".wh.tree", ""));

        assertThat(text(files, "/a")).isEqualTo("high");
        assertThat(files.list("/tree", 10)).containsExactly("y");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void emptiesWhatAnOpaqueMarkSaysWhateverTheOrder(boolean first) throws Exception {
        LayerMaker upper = layer();
        if (first) {
            upper.file("o/.wh..wh..opq", "");
        }
        upper.file("o/new", "high");
        if (!first) {
            upper.file("o/.wh..wh..opq", "");
        }
        HostFiles files = files(layer().file("o/old", "low").file("o/below/old", "low"), upper);

        assertThat(files.list("/o", 10)).containsExactly("new");
    }

    @Test
    void turnsDirectoriesIntoFilesAndBack() throws Exception {
        HostFiles files = files(
                layer().file("a/x", "low").file("b", "low"),
                layer().file("a", "file").directory("b").file("b/y", "high"),
                layer().directory("a").file("a/z", "again"));

        assertThat(files.list("/a", 10)).containsExactly("z");
        assertThat(files.list("/b", 10)).containsExactly("y");
    }

    @Test
    void putsADirectoryWhereAnEntryLiesBelowALinkOrFileOfALowerLayer() throws Exception {
        HostFiles files = files(
                layer().file("usr/lib/old", "low").link("lib", "usr/lib").file("r", "low"),
                layer().file("lib/new", "high").file("r/new", "high"));

        assertThat(files.list("/lib", 10)).containsExactly("new");
        assertThat(files.list("/usr/lib", 10)).containsExactly("old");
        assertThat(files.list("/r", 10)).containsExactly("new");
    }

    @Test
    void followsALinkOfTheSameLayerWithinTheImage() throws Exception {
        HostFiles files = files(layer().directory("s")
                .link("l", "s")
                .file("l/new", "x")
                .link("up", "../../s")
                .file("up/two", "x"));

        assertThat(files.list("/s", 10)).containsExactly("new", "two");
    }

    @Test
    void keepsHardLinksToFilesOfLowerLayers() throws Exception {
        HostFiles files =
                files(layer().file("d/a", "content"), layer().hardLink("b", "d/a"), layer().file("d/a", "other"));

        assertThat(text(files, "/b")).isEqualTo("content");
        assertThat(text(files, "/d/a")).isEqualTo("other");
    }

    @Test
    void givesHardLinksOneNumber() throws Exception {
        HostFiles files = files(layer().file("a", "content").hardLink("b", "/a"));

        assertThat(files.stat("/b")).isEqualTo(files.stat("/a"));
    }

    @Test
    void opensNoDeviceAndNoPipe() throws Exception {
        HostFiles files = files(layer().device("null").pipe("queue").directory("d"));

        assertThat(files.stat("/null").orElseThrow().type()).isEqualTo(FileStat.Type.OTHER);
        for (String path : List.of("/null", "/queue", "/d")) {
            assertThatThrownBy(() -> files.open(path))
                    .isInstanceOfSatisfying(
                            HostAccessException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_FILE));
        }
    }

    @Test
    void followsLinksWithinTheImageAlone() throws Exception {
        HostFiles files = files(layer().file("etc/passwd", "inside")
                .link("up", "../../../../etc/passwd")
                .link("abs", "/etc/passwd")
                .link("loop", "loop")
                .link("a", "b")
                .link("b", "a"));

        assertThat(text(files, "/up")).isEqualTo("inside");
        assertThat(text(files, "/abs")).isEqualTo("inside");
        assertThat(files.resolve("/etc/../up")).contains("/etc/passwd");
        assertThat(files.readLink("/abs")).contains("/etc/passwd");
        for (String path : List.of("/loop", "/a")) {
            assertThatThrownBy(() -> files.stat(path)).isInstanceOf(HostAccessException.class);
        }
    }

    @Test
    void cleansPathsAsEnginesDo() throws Exception {
        HostFiles files = files(layer().file("/abs", "1")
                .file("../../out", "2")
                .file("./d/../in", "3")
                .file("d//e", "4"));

        assertThat(files.list("/", 10)).containsExactly("abs", "d", "in", "out");
        assertThat(files.list("/d", 10)).containsExactly("e");
    }

    @Test
    void readsLongNamesOfBothDialects() throws Exception {
        String name = "n".repeat(150);
        HostFiles files = files(layer().file("d/" + name, "pax"), layer().gnu().file("e/" + name, "gnu"));

        assertThat(text(files, "/d/" + name)).isEqualTo("pax");
        assertThat(text(files, "/e/" + name)).isEqualTo("gnu");
    }

    @Test
    void takesTheLastOfEntriesOfOneName() throws Exception {
        HostFiles files = files(
                layer().file("q", "first").file("q", "second").file("t/x", "1").file("t", "file"));

        assertThat(text(files, "/q")).isEqualTo("second");
        assertThat(text(files, "/t")).isEqualTo("file");
    }

    @Test
    void leavesOutWhatAnEngineOfOldKeptForItself() throws Exception {
        assertThat(files(layer().file("a", "1")
                                .directory(".wh..wh.plnk")
                                .file(".wh..wh.plnk/1.2", "x")
                                .file(".wh..wh.aufs", ""))
                        .list("/", 10))
                .containsExactly("a");
    }

    @Test
    void refusesWhatMakesNoFileSystem() {
        assertRefused("is the same file as '/etc/passwd', which is none", layer().hardLink("h", "/etc/passwd"));
        assertRefused("takes away what it does not name", layer().file("d/.wh...", ""));
        assertRefused("takes away what it does not name", layer().file(".wh.", ""));
        assertRefused("lies below what is no directory", layer().file("f", "x").file("f/below", "x"));
        assertRefused(
                "lies below links that lead nowhere", layer().link("l", "l").file("l/x", "x"));
        assertRefused("in more than 512 directories", layer().file("d/".repeat(600) + "f", "x"));
    }

    private void assertRefused(String why, LayerMaker layer) {
        assertThatThrownBy(() -> files(layer().file("ok", "x"), layer))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("app.tar:")
                .hasMessageContaining("/layer.tar: entry ")
                .hasMessageContaining(why);
    }
}
