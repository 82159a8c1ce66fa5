package dev.leeway.agent.host.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.host.image.SavedImage.As;
import dev.leeway.schema.json.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageFileTest {
    private static final byte[] BASE = new LayerMaker().file("base", "1").bytes();
    private static final byte[] APP = new LayerMaker().file("app", "2").bytes();

    @TempDir
    private Path directory;

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("app.tar"), content);
    }

    private static List<String> names(Path file, String... choice) throws Exception {
        return names(ImageLimits.USUAL, file, choice);
    }

    private static List<String> names(ImageLimits limits, Path file, String... choice) throws Exception {
        ImageFile.Wanted wanted = ImageFile.Wanted.of(
                file + (choice.length > 0 && !choice[0].isEmpty() ? "#" + choice[0] : ""),
                choice.length > 1 ? Optional.of(choice[1]) : Optional.empty());
        try (OpenImage image = ImageFile.open(wanted, limits)) {
            for (String name : image.files().list("/", 100)) {
                // Whatever was noted can be read.
                image.files().read("/" + name, 1 << 20);
            }
            return image.files().list("/", 100);
        }
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void readsLayoutsWithLayersPackedInEveryWay(As packing) throws Exception {
        SavedImage image = new SavedImage().layout(packing, "amd64", "", BASE, APP);

        assertThat(names(file(image.tar()))).containsExactly("app", "base");
        assertThat(names(image.directory(directory.resolve("layout")))).containsExactly("app", "base");
    }

    @ParameterizedTest
    @EnumSource(As.class)
    void readsFilesThatWerePackedAsAWhole(As packing) throws Exception {
        byte[] tar = new SavedImage().saved("\"app:1\"", BASE, APP).tar();

        assertThat(names(file(SavedImage.packed(packing, tar)))).containsExactly("app", "base");
    }

    @Test
    void readsALayerThatWasSavedAsALinkToItsLike() throws Exception {
        SavedImage image = new SavedImage().saved("\"app:1\"", BASE);
        LayerMaker tar = new LayerMaker();
        image.members().forEach((name, content) -> {
            if (name.endsWith("/layer.tar")) {
                tar.link(name, "../other/layer.tar").file("other/layer.tar", content);
            } else {
                tar.file(name, content);
            }
        });

        assertThat(names(file(tar.bytes()))).containsExactly("base");
    }

    @Test
    void choosesOneOfSeveralImagesByNameOrSum() throws Exception {
        SavedImage both = new SavedImage()
                .saved("\"registry.example/team/shop:1\",\"shop:latest\"", BASE)
                .saved("\"other:2\"", APP);
        Path file = file(both.tar());

        assertThat(names(file, "shop")).containsExactly("base");
        assertThat(names(file, "docker.io/library/shop:latest")).containsExactly("base");
        assertThat(names(file, "registry.example/team/shop:1")).containsExactly("base");
        assertThat(names(file, "other:2")).containsExactly("app");
        assertThatThrownBy(() -> names(file))
                .hasMessageContaining("holds 2 images")
                .hasMessageContaining("--image app.tar#NAME:TAG")
                .hasMessageContaining("registry.example/team/shop:1")
                .hasMessageContaining("other:2");
        assertThatThrownBy(() -> names(file, "other:3"))
                .hasMessageContaining("holds no such image")
                .hasMessageContaining("other:2");
    }

    @Test
    void choosesByPlatformInNestedIndexes() throws Exception {
        SavedImage image = new SavedImage()
                .layout(As.GZIP, "amd64", "", BASE)
                .layout(As.GZIP, "arm64", "", APP)
                .layout(As.PLAIN, "unknown", "\"vnd.docker.reference.type\":\"attestation-manifest\"", APP)
                .nested("\"io.containerd.image.name\":\"docker.io/library/shop:1\"");
        Path file = file(image.tar());

        assertThat(names(file, "shop:1", "linux/amd64")).containsExactly("base");
        assertThat(names(file, "", "linux/arm64")).containsExactly("app");
        assertThatThrownBy(() -> names(file, "shop:1"))
                .hasMessageContaining("--platform")
                .hasMessageContaining("linux/amd64")
                .hasMessageContaining("linux/arm64");
        assertThatThrownBy(() -> names(file, "", "linux/s390x")).hasMessageContaining("no such image");
    }

    @Test
    void tellsWhatTheImageSaysOfItself() throws Exception {
        String config =
                "\"User\":\"app\",\"Env\":[\"A=1\",\"B=x=y\"],\"Cmd\":[\"run\"],\"ExposedPorts\":{\"80/tcp\":{}}";
        Path file = file(
                new SavedImage().saved("\"team/shop:1\"", config, BASE, APP).tar());

        try (OpenImage image = ImageFile.open(ImageFile.Wanted.of(file.toString(), Optional.empty()))) {
            assertThat(image.image().tags()).containsExactly("team/shop:1");
            assertThat(image.image().config().user()).isEqualTo("app");
            assertThat(image.image().config().variables()).containsExactly(Map.entry("A", "1"), Map.entry("B", "x=y"));
            assertThat(image.image().config().ports()).containsExactly("80/tcp");
            assertThat(image.image().layers())
                    .containsExactly("sha256:" + LayerMaker.sum(BASE), "sha256:" + LayerMaker.sum(APP));
            assertThat(image.image().size()).contains(2L);
            assertThat(image.image().platform().text()).contains("linux/amd64");
        }
    }

    @Test
    void noticesContentThatDoesNotHaveItsSum() throws Exception {
        for (String what : List.of("layer.tar", ".json")) {
            SavedImage image = new SavedImage().saved("\"app:1\"", BASE);
            damage(image.members(), what);
            assertDamaged("the sum", image);
        }
        SavedImage image = new SavedImage().layout(As.GZIP, "amd64", "", BASE);
        for (String blob : List.copyOf(image.members().keySet())) {
            if (blob.startsWith("blobs/")) {
                SavedImage other = new SavedImage().layout(As.GZIP, "amd64", "", BASE);
                damage(other.members(), blob);
                assertThatThrownBy(() -> names(file(SavedImage.tar(other.members()))))
                        .as(blob)
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining(blob);
            }
        }
    }

    private static void damage(Map<String, byte[]> members, String what) {
        members.replaceAll((name, content) -> {
            if (!name.endsWith(what) || name.equals("manifest.json")) {
                return content;
            }
            byte[] other = content.clone();
            other[other.length / 2] ^= 1;
            return other;
        });
    }

    private void assertDamaged(String why, SavedImage image) {
        assertThatThrownBy(() -> names(file(SavedImage.tar(image.members()))))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("app.tar:")
                .hasMessageContaining(why);
    }

    @Test
    void noticesALayerThatIsNotThere() throws Exception {
        SavedImage image = new SavedImage().saved("\"app:1\"", BASE, APP);
        image.members().remove(LayerMaker.sum(APP) + "/layer.tar");

        assertDamaged("is not there, but the manifest names it as a layer", image);
    }

    @Test
    void noticesFilesThatEndEarlyWhereverTheyDo() throws Exception {
        byte[] tar = new SavedImage().saved("\"app:1\"", BASE, APP).tar();
        byte[] packed = SavedImage.packed(As.GZIP, tar);
        for (int length = 0; length < tar.length - 1_024; length += 331) {
            byte[] part = Arrays.copyOf(tar, length);
            assertThatThrownBy(() -> names(file(part)))
                    .as("%s bytes", part.length)
                    .isInstanceOf(FormatException.class);
        }
        for (int length = 0; length < packed.length; length += 7) {
            byte[] part = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> names(file(part)))
                    .as("%s bytes", part.length)
                    .isInstanceOf(FormatException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = As.class,
            names = {"GZIP", "ZSTD"})
    void noticesLayersThatEndEarlyOrAreDamaged(As packing) throws Exception {
        byte[] packed = SavedImage.packed(packing, BASE);
        for (int length = 5; length < packed.length; length += 3) {
            String name = "blobs/sha256/" + LayerMaker.sum(packed);
            SavedImage image = new SavedImage().layout(packing, "amd64", "", BASE);
            image.members().put(name, Arrays.copyOf(packed, length));
            assertDamaged(name, image);
            byte[] flipped = packed.clone();
            flipped[length] ^= 0x55;
            image.members().put(name, flipped);
            assertDamaged(name, image);
        }
    }

    @Test
    void refusesBombsAndCrowds() throws Exception {
        byte[] zeros = new LayerMaker().file("zeros", new byte[3 << 20]).bytes();
        SavedImage bomb = new SavedImage().layout(As.GZIP, "amd64", "", zeros);
        LayerMaker crowd = new LayerMaker();
        for (int i = 0; i < 2_000; i++) {
            crowd.file("f" + i, "");
        }
        SavedImage many = new SavedImage().saved("\"app:1\"", crowd.bytes());
        Path file = file(bomb.tar());

        assertThatThrownBy(() -> names(limits(1_000_000, 1_000_000, 100, 1 << 20), file))
                .hasMessageContaining("unpacks to more than 100 times its size");
        assertThatThrownBy(() -> names(limits(1_000_000, 1_000_000, 10_000, 1 << 30, 1 << 20), file))
                .hasMessageContaining("unpacks to more than 1048576 bytes");
        Path crowded = file(many.tar());
        assertThatThrownBy(() -> names(limits(1_000, 1_000_000, 100, 1 << 20), crowded))
                .hasMessageContaining("more than 1000 entries");
        assertThatThrownBy(() -> names(limits(10_000, 1_000, 100, 1 << 20), crowded))
                .hasMessageContaining("more than 1000 files in one image");
    }

    private static ImageLimits limits(int entries, int files, int ratio, long innocent) {
        return limits(entries, files, ratio, innocent, 1L << 30);
    }

    private static ImageLimits limits(int entries, int files, int ratio, long innocent, long unpacked) {
        return new ImageLimits(entries, files, 100, unpacked, ratio, innocent, 1_000);
    }

    @Test
    void saysOfOtherFilesWhatItExpects() throws Exception {
        assertThatThrownBy(() -> names(directory.resolve("none")))
                .hasMessageContaining("is no file and no directory; name a saved image");
        for (String name : List.of("shop-web:1.0", "registry:5000/team/shop-web:1.0", "shop-web")) {
            assertThatThrownBy(() -> names(Path.of(name)))
                    .hasMessageContaining(
                            "save it first: docker save -o image.tar " + name + ", then --image image.tar");
        }
        assertThatThrownBy(() -> names(Path.of("none.tar"))).hasMessageContaining("name a saved image");
        assertThatThrownBy(() -> names(file("no archive at all".repeat(100).getBytes(UTF_8))))
                .hasMessageContaining("no tar header");
        assertThatThrownBy(() -> names(file(new LayerMaker().file("x", "y").bytes())))
                .hasMessageContaining("holds no image");
        assertThatThrownBy(() -> names(file(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0})))
                .hasMessageContaining("packed with xz");
        assertThatThrownBy(() ->
                        names(file(new LayerMaker().file("manifest.json", "[1]").bytes())))
                .hasMessageContaining("manifest.json: is not what images have there");
        assertThatThrownBy(() -> names(file(new LayerMaker()
                        .file("manifest.json", "{".repeat(5_000))
                        .bytes())))
                .hasMessageContaining("manifest.json");
    }

    @Test
    void readsNothingOutsideADirectoryThroughLinks() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.json"), "{\"manifests\":[]}");
        Path layout = Files.createDirectories(directory.resolve("layout"));
        Files.createSymbolicLink(layout.resolve("index.json"), secret);

        assertThatThrownBy(() -> names(layout)).hasMessageContaining("holds no image");
    }

    @Test
    void readsTheNextFrameAfterOneToBeSkipped() throws Exception {
        byte[] half = SavedImage.packed(As.ZSTD, Arrays.copyOf(BASE, 512));
        byte[] rest = SavedImage.packed(As.ZSTD, Arrays.copyOfRange(BASE, 512, BASE.length));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3});
        bytes.write(half);
        bytes.write(new byte[] {0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0});
        bytes.write(rest);
        bytes.write(new byte[] {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9});
        Path file = file(bytes.toByteArray());

        assertThat(Packing.ZSTD.unpack(Files.newInputStream(file)).readAllBytes())
                .isEqualTo(BASE);
        assertThat(Packing.of(bytes.toByteArray(), 6)).isEqualTo(Packing.ZSTD);
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        SavedImage image = new SavedImage().layout(As.GZIP, "amd64", "", BASE);

        try (OpenImage open =
                ImageFile.open(ImageFile.Wanted.of(file(image.tar()).toString(), Optional.empty()))) {
            assertThat(open.files().read("/base", 10)).isEqualTo("1".getBytes(UTF_8));
            // Another test may be about to take the name off its own.
            for (int tries = 0; named(temporary) > 0 && tries < 100; tries++) {
                Thread.sleep(10);
            }
            assertThat(named(temporary)).isZero();
        }
    }

    private static long named(Path temporary) throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            return left.filter(path -> path.getFileName().toString().startsWith("leeway-image"))
                    .count();
        }
    }
}
