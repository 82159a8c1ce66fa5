package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFilesTest {
    private static final BillOptions BILLS = new BillOptions(Optional.empty(), Instant.EPOCH);
    private static final Snapshot SNAPSHOT = SampleSnapshots.of("web-01", "prod", 1, Map.of("LOG_LEVEL", "info"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.json.gz", "a.json.zst"})
    void readsASnapshotHoweverItIsPacked(String name) throws IOException, FormatException {
        Path file = SampleSnapshots.write(folder.resolve(name), SNAPSHOT);
        assertThat(SnapshotFiles.read(file, BILLS).snapshot()).isEqualTo(SNAPSHOT);
    }

    @Test
    void tellsThePackingByTheBytesAndNotByTheName() throws IOException, FormatException {
        Path packed = SampleSnapshots.write(folder.resolve("a.json.gz"), SNAPSHOT);
        Path misnamed = Files.move(packed, folder.resolve("b.json"));
        assertThat(SnapshotFiles.read(misnamed, BILLS).snapshot()).isEqualTo(SNAPSHOT);
    }

    @Test
    void readsASnapshotFromAStream() throws FormatException {
        SnapshotFile read = SnapshotFiles.read(SampleSnapshots.stream(SNAPSHOT), "standard input", BILLS);
        assertThat(read).isEqualTo(new SnapshotFile("standard input", SNAPSHOT));
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> SnapshotFiles.read(folder.resolve("none.json"), BILLS))
                .isInstanceOf(FormatException.class)
                .hasMessage(folder.resolve("none.json") + ": there is no such file; check the path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.json.gz", "a.json.zst"})
    void namesTheFileThatIsCutShort(String name) throws IOException {
        Path file = SampleSnapshots.write(folder.resolve(name), SNAPSHOT);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SnapshotFiles.read(file, BILLS))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("; ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void refusesWhatUnpacksToFarMoreThanASnapshotHolds(String packing) throws IOException {
        Path bomb = folder.resolve("bomb.json." + packing);
        try (OutputStream file = Files.newOutputStream(bomb);
                OutputStream out =
                        packing.equals("gz") ? new GZIPOutputStream(file) : new ZstdCompressorOutputStream(file)) {
            out.write("{\"schema\":\"leeway/snapshot/1\",\"more\":[0".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = ",0".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        long before = cpuNanos();
        assertThatThrownBy(() -> SnapshotFiles.read(bomb, BILLS))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than");
        // Of the processor's time, for the machine may have other work.
        assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(1));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void namesTheDirectoryGivenForAFile() {
        assertThatThrownBy(() -> SnapshotFiles.read(folder, BILLS))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder.toString());
    }
}
