package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.Generated;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
    private static final String SNAPSHOT = "snapshot-1.json";
    private static final String REPORT = "report-1.json";

    @Test
    void acceptEveryGoldenSnapshotWithNothingToSpare() throws Exception {
        PublishedSchema open = PublishedSchema.open(SNAPSHOT);
        PublishedSchema closed = PublishedSchema.closed(SNAPSHOT);
        for (Snapshot snapshot : GoldenSnapshots.snapshots().values()) {
            assertThat(closed.complaints(Documents.written(snapshot))).isEmpty();
            assertThat(open.complaints(Documents.written(snapshot))).isEmpty();
        }
    }

    @Test
    void acceptEveryGoldenReportWithNothingToSpare() throws Exception {
        PublishedSchema open = PublishedSchema.open(REPORT);
        PublishedSchema closed = PublishedSchema.closed(REPORT);
        for (Report report : GoldenReports.reports().values()) {
            assertThat(closed.complaints(Documents.written(report))).isEmpty();
            assertThat(open.complaints(Documents.written(report))).isEmpty();
        }
    }

    @Test
    void acceptWhateverIsWritten() throws Exception {
        PublishedSchema closed = PublishedSchema.closed(SNAPSHOT);
        Generated generated = new Generated(20);
        for (int i = 0; i < 200; i++) {
            assertThat(closed.complaints(Documents.written(generated.snapshot())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"server\" | \"kind\":\"toaster\"",
                "\"sequence\":412 | \"sequence\":-1",
                "\"revision\":3 | \"revision\":0",
                "\"revision\":3 | \"revision\":1.5",
                "\"plain\":\"info\" | \"plain\":null",
                "\"plain\":\"info\" | \"plain\":1.5",
                "\"plain\":\"info\" | \"plain\":9007199254740992",
                "\"plain\":\"info\" | \"plain\":{}",
                "\"plain\":\"info\" | \"plain\":{\"bytes\":-1}",
                "\"plain\":\"info\" | \"pl%2fain\":\"info\"",
                "\"plain\":\"info\" | \"pl[ain\":\"info\"",
                "\"texts[shop%2Fweb]\" | \"Texts\"",
                "\"leeway/snapshot/1\" | \"leeway/snapshot/2\"",
                "\"startedAt\" | \"startedOn\""
            })
    void refuseWhatTheReaderRefuses(String written, String changed) throws Exception {
        String json = Documents.written(
                Objects.requireNonNull(GoldenSnapshots.snapshots().get("values.json")));
        String broken = json.replace(written, changed);

        assertThat(broken).isNotEqualTo(json);
        assertThat(PublishedSchema.open(SNAPSHOT).complaints(broken)).isNotEmpty();
    }

    @Test
    void refuseATagInAReport() throws Exception {
        String json =
                Documents.written(Objects.requireNonNull(GoldenReports.reports().get("full.json")));
        String broken = json.replaceFirst(
                "\"presence\":\"tagged\",\"secret\":\\[]", "\"presence\":\"tagged\",\"secret\":[\"k-7f3a:x\"]");

        assertThat(broken).isNotEqualTo(json);
        assertThat(PublishedSchema.open(REPORT).complaints(broken)).isNotEmpty();
    }
}
