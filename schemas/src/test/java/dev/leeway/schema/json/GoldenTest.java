package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenTest {
    /** The release whose writer the current folder shows; a released folder is never written to again. */
    private static final String CURRENT = "1.0";

    @Test
    void writesSnapshotsAsTheGoldenFilesHaveThem() throws Exception {
        for (Map.Entry<String, Snapshot> golden : GoldenSnapshots.snapshots().entrySet()) {
            String written = Documents.written(golden.getValue());
            String name = "snapshot/" + CURRENT + "/" + golden.getKey();

            assertThat(written).as(name).isEqualTo(GoldenFiles.expected(name, written));
            assertThat(Documents.snapshot(written)).as(name).isEqualTo(golden.getValue());
        }
    }

    @Test
    void writesReportsAsTheGoldenFilesHaveThem() throws Exception {
        for (Map.Entry<String, Report> golden : GoldenReports.reports().entrySet()) {
            String written = Documents.written(golden.getValue());
            String name = "report/" + CURRENT + "/" + golden.getKey();

            assertThat(written).as(name).isEqualTo(GoldenFiles.expected(name, written));
            assertThat(Documents.report(written)).as(name).isEqualTo(golden.getValue());
        }
    }

    @Test
    void readsSnapshotsOfEveryReleaseAndWritesThemBackTheSame() throws Exception {
        List<Path> files = GoldenFiles.below("snapshot");
        assertThat(files).hasSizeGreaterThanOrEqualTo(7);
        for (Path file : files) {
            String text = GoldenFiles.text(file);

            assertThat(Documents.written(Documents.snapshot(text)))
                    .as(file.toString())
                    .isEqualTo(text);
        }
    }

    @Test
    void readsReportsOfEveryReleaseAndWritesThemBackTheSame() throws Exception {
        List<Path> files = GoldenFiles.below("report");
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (Path file : files) {
            String text = GoldenFiles.text(file);

            assertThat(Documents.written(Documents.report(text)))
                    .as(file.toString())
                    .isEqualTo(text);
        }
    }

    @Test
    void coversEveryKindOutcomeStateAndStanding() {
        Coverages covered = new Coverages();
        covered.visit(GoldenSnapshots.snapshots());
        covered.visit(GoldenReports.reports());

        assertThat(covered.enums()).hasSize(15);
        assertThat(covered.unseen()).as("constants in no golden file").isEmpty();
    }
}
