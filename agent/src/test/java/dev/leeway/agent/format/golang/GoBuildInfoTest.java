package dev.leeway.agent.format.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.agent.format.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoBuildInfoTest {
    private static final long ADDRESS = 0x400000;
    private static final int OFFSET = 128;
    private static final int NOTE = 48;
    private static final String MODULES = "path\tshop.example/web\nmod\tshop.example/web\t(devel)\t\n"
            + "dep\tgolang.org/x/text\tv0.3.0\th1:abc=\n"
            + "dep\tshop.example/lib\tv1.0.0\n=>\tshop.example/fork\tv1.0.1\th1:def=\n"
            + "build\t-ldflags=\"-X main.a=b\"\nbuild\tGOARCH=amd64\n";

    @TempDir
    Path directory;

    private Optional<GoBuildInfo> read(byte[] file) throws IOException, MalformedException {
        Path path = directory.resolve("program");
        Files.write(path, file);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            return GoBuildInfo.read(channel);
        }
    }

    /** An ELF file of 64 bits with one loaded, writable part that holds {@code data}. */
    private static byte[] elf(byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(OFFSET + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
        out.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        out.putInt(64, 1).putInt(68, 6).putLong(72, OFFSET).putLong(80, ADDRESS).putLong(96, data.length);
        out.put(OFFSET, data);
        return out.array();
    }

    private static byte[] marked(String modules) {
        return ("0123456789abcdef" + modules + "fedcba9876543210").getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer note(byte[] bytes, int flags) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        data.put(NOTE, "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
        data.put(NOTE + 14, (byte) 8).put(NOTE + 15, (byte) flags);
        return data;
    }

    private static byte[] inline(String version, byte[] modules) {
        byte[] bytes = new byte[4096];
        ByteBuffer data = note(bytes, 2);
        data.position(NOTE + 32);
        data.put((byte) version.length()).put(version.getBytes(StandardCharsets.UTF_8));
        data.put((byte) ((modules.length & 0x7F) | 0x80)).put((byte) (modules.length >> 7));
        data.put(modules);
        return elf(bytes);
    }

    private static byte[] pointers(String version, byte[] modules) {
        byte[] bytes = new byte[4096];
        ByteBuffer data = note(bytes, 0);
        data.putLong(NOTE + 16, ADDRESS + 1024).putLong(NOTE + 24, ADDRESS + 1040);
        data.putLong(1024, ADDRESS + 2048).putLong(1032, version.length());
        data.putLong(1040, ADDRESS + 2100).putLong(1048, modules.length);
        data.put(2048, version.getBytes(StandardCharsets.UTF_8)).put(2100, modules);
        return elf(bytes);
    }

    private static void isWhole(GoBuildInfo info, String version) {
        assertThat(info.goVersion()).isEqualTo(version);
        assertThat(info.path()).contains("shop.example/web");
        assertThat(info.main()).map(GoModule::version).contains("(devel)");
        assertThat(info.dependencies())
                .extracting(GoModule::path, GoModule::effectiveVersion)
                .containsExactly(tuple("golang.org/x/text", "v0.3.0"), tuple("shop.example/lib", "v1.0.1"));
        assertThat(info.dependencies().get(0).sum()).contains("h1:abc=");
        assertThat(info.settings()).containsEntry("GOARCH", "amd64").containsEntry("-ldflags", "\"-X main.a=b\"");
    }

    @Test
    void readsWhatLinkersWriteSinceGo18() throws Exception {
        isWhole(read(inline("go1.22.1", marked(MODULES))).orElseThrow(), "go1.22.1");
    }

    @Test
    void readsWhatOlderLinkersWroteThroughPointers() throws Exception {
        isWhole(read(pointers("go1.16.3", marked(MODULES))).orElseThrow(), "go1.16.3");
    }

    @Test
    void knowsTheVersionOfAProgramBuiltWithoutModules() throws Exception {
        GoBuildInfo info = read(inline("go1.20", new byte[0])).orElseThrow();
        assertThat(info.goVersion()).isEqualTo("go1.20");
        assertThat(info.main()).isEmpty();
    }

    @Test
    void isSilentAboutOtherPrograms() throws Exception {
        assertThat(read(elf(new byte[4096]))).isEmpty();
        assertThat(read("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithADamagedNote() {
        byte[] lying = pointers("go1.16", marked(MODULES));
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(OFFSET + 1048, Long.MAX_VALUE);
        assertThatThrownBy(() -> read(lying))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("text");
        byte[] cut = Arrays.copyOf(inline("go1.22.1", marked(MODULES)), OFFSET + NOTE + 60);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedException.class);
    }

    @Test
    void neverFailsOtherwiseWhateverIsChangedInAProgram() throws Exception {
        Random random = new Random(11);
        for (byte[] whole : new byte[][] {inline("go1.22.1", marked(MODULES)), pointers("go1.16", marked(MODULES))}) {
            for (int round = 0; round < 500; round++) {
                byte[] changed = whole.clone();
                for (int i = 0; i < 1 + round % 6; i++) {
                    int at = random.nextInt(round % 2 == 0 ? OFFSET : changed.length);
                    changed[at] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt());
                }
                try {
                    assertThat(read(changed)).isNotNull();
                } catch (MalformedException e) {
                    assertThat(e).hasMessageStartingWith("expected ");
                }
            }
        }
    }
}
