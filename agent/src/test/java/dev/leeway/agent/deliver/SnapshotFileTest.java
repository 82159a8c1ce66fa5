package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final Snapshot SNAPSHOT = snapshot("a");

    @TempDir
    Path directory;

    @Test
    void writesAFileOnlyItsOwnerMayRead() throws Exception {
        Path target = directory.resolve("web-01.json");
        SnapshotFile.write(SNAPSHOT, target);
        try (InputStream in = Files.newInputStream(target)) {
            assertThat(SnapshotJson.read(in, "test")).isEqualTo(SNAPSHOT);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("web-01.json");
    }

    @Test
    void compressesWhenTheNameSaysSoAndAlwaysToTheSameBytes() throws Exception {
        Path first = directory.resolve("first.json.gz");
        Path second = directory.resolve("second.json.gz");
        SnapshotFile.write(SNAPSHOT, first);
        SnapshotFile.write(SNAPSHOT, second);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(first))) {
            assertThat(SnapshotJson.read(in, "test")).isEqualTo(SNAPSHOT);
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void replacesAnOldFileWhole() throws Exception {
        Path target = directory.resolve("web-01.json");
        SnapshotFile.write(SNAPSHOT, target);
        Snapshot next = snapshot("b");
        SnapshotFile.write(next, target);
        try (InputStream in = Files.newInputStream(target)) {
            assertThat(SnapshotJson.read(in, "test")).isEqualTo(next);
        }
    }

    @Test
    void replacesALinkInsteadOfFollowingIt() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "keep me");
        Path link = Files.createSymbolicLink(directory.resolve("out.json"), precious);
        SnapshotFile.write(SNAPSHOT, link);
        assertThat(precious).hasContent("keep me");
        assertThat(link).isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void writesThroughDevicesAndLeavesThemBe() throws Exception {
        SnapshotFile.write(SNAPSHOT, Path.of("/dev/null"));
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThatThrownBy(() -> SnapshotFile.write(SNAPSHOT, Path.of("/dev/full")))
                .isInstanceOf(IOException.class);
        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path occupied = Files.createDirectories(directory.resolve("out.json"));
        assertThatThrownBy(() -> SnapshotFile.write(SNAPSHOT, occupied))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> SnapshotFile.write(SNAPSHOT, directory.resolve("gone/out.json")))
                .isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("out.json");
    }

    @Test
    void writesToAStreamAndReportsItsFailure() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotFile.write(SNAPSHOT, out);
        Path target = directory.resolve("same.json");
        SnapshotFile.write(SNAPSHOT, target);
        assertThat(target).hasBinaryContent(out.toByteArray());
        assertThatThrownBy(() -> SnapshotFile.write(SNAPSHOT, new FullDisk())).isInstanceOf(IOException.class);
    }

    private List<String> names() throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Snapshot snapshot(String text) {
        return Snapshots.of(
                1,
                new Host("web-01", Optional.empty(), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap()),
                Instant.EPOCH,
                Instant.EPOCH,
                "/",
                new AgentInfo("test", 0),
                List.of(Sections.of(
                        SectionKey.of("os"),
                        1,
                        Outcome.COLLECTED,
                        Facts.of(Map.of(FactPath.of("x"), new Value.Text(text))),
                        List.of(),
                        Collections.emptySortedMap(),
                        Optional.empty())));
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
