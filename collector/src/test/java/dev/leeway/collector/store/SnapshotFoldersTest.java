package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFoldersTest {
    private static final BillOptions BILLS = new BillOptions(Optional.empty(), Instant.EPOCH);

    @TempDir
    private Path folder;

    private static Snapshot host(String name) {
        return SampleSnapshots.of(name, "prod", 1, Map.of("LOG_LEVEL", "info"));
    }

    @Test
    void findsSnapshotsInEveryDirectoryBelowInTheOrderOfTheirNames() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("prod/b.json.gz"), host("b"));
        SampleSnapshots.write(folder.resolve("prod/deep/er/a.json"), host("a"));
        SampleSnapshots.write(folder.resolve("c.json.zst"), host("c"));
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots())
                .extracting(SnapshotFile::name)
                .containsExactly(
                        folder.resolve("c.json.zst").toString(),
                        folder.resolve("prod/b.json.gz").toString(),
                        folder.resolve("prod/deep/er/a.json").toString());
        assertThat(read.unread()).isEmpty();
    }

    @Test
    void namesADirectoryThatLiesTooDeepToBeRead() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("1/2/3/4/5/6/7/a.json"), host("a"));
        SampleSnapshots.write(folder.resolve("1/2/3/4/5/6/7/8/b.json"), host("b"));
        Files.createDirectories(folder.resolve("1/2/3/4/5/6/7/.hidden/9"));
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread())
                .extracting(UnreadFile::message)
                .containsExactly(folder.resolve("1/2/3/4/5/6/7/8")
                        + ": lies 8 directories deep and was not read; name it on the command line");
    }

    @Test
    void passesOverOtherNamesAndHiddenFiles() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("a.json"), host("a"));
        for (String other : List.of("README.md", "leeway.yaml", ".b.json", ".hidden/c.json", "d.json.part", "e.JSON")) {
            SampleSnapshots.write(folder.resolve(other), "{".getBytes(StandardCharsets.UTF_8));
        }
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread()).isEmpty();
    }

    @Test
    void namesAFileThatCannotBeReadAndReadsTheOthers() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("a.json"), host("a"));
        Files.writeString(folder.resolve("b.json"), "{\"schema\":\"leeway/snapshot/1\",");
        Files.writeString(folder.resolve("c.json.gz"), "not gzip at all");
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread())
                .extracting(UnreadFile::name)
                .containsExactly(
                        folder.resolve("b.json").toString(),
                        folder.resolve("c.json.gz").toString());
        assertThat(read.unread()).allSatisfy(file -> assertThat(file.message()).startsWith(file.name()));
    }

    @Test
    void passesOverReportsAndCountsThem() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("a.json"), host("a"));
        String report = ReportFormat.JSON.render(SampleReports.believable(), RenderOptions.PLAIN);
        Files.writeString(folder.resolve("report.json"), report);
        SampleSnapshots.write(folder.resolve("older.json.gz"), report.getBytes(StandardCharsets.UTF_8));
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread()).isEmpty();
        assertThat(read.reports()).isEqualTo(2);
    }

    @Test
    void neverOpensWhatIsNotAPlainFile() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("a.json"), host("a"));
        Files.createSymbolicLink(folder.resolve("endless.json"), Path.of("/dev/zero"));
        Files.createDirectory(folder.resolve("directory.json"));
        SnapshotFolder read = SnapshotFolders.read(folder, BILLS);
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread())
                .extracting(UnreadFile::message)
                .containsExactly(folder.resolve("endless.json") + ": not a plain file; remove it");
    }

    @Test
    void followsALinkToAFileAndTheDirectoryItWasGivenButNoDirectoryBelow(@TempDir Path elsewhere)
            throws IOException, FormatException {
        SampleSnapshots.write(elsewhere.resolve("a.json"), host("a"));
        Path given = folder.resolve("given");
        Files.createSymbolicLink(given, elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("loop"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("b.json"), elsewhere.resolve("a.json"));
        assertThat(SnapshotFolders.read(given, BILLS).snapshots())
                .extracting(SnapshotFile::name)
                .containsExactly(
                        given.resolve("a.json").toString(),
                        given.resolve("b.json").toString());
    }

    @Test
    void keepsTheFactsOfEqualSectionsOnce() throws IOException, FormatException {
        SampleSnapshots.write(folder.resolve("a.json"), host("a"));
        SampleSnapshots.write(folder.resolve("b.json"), host("b"));
        List<Facts> facts = SnapshotFolders.read(folder, BILLS).snapshots().stream()
                .map(SnapshotFile::snapshot)
                .map(snapshot -> snapshot.sections().get(SectionKey.of("env", "shop-web")))
                .map(Section::facts)
                .toList();
        assertThat(facts.get(0)).isSameAs(facts.get(1));
    }

    @Test
    void saysWhenTheDirectoryIsNotThere() {
        assertThatThrownBy(() -> SnapshotFolders.read(folder.resolve("none"), BILLS))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder.resolve("none") + ": ");
    }
}
