package dev.leeway.schema.json;

import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Short words for tests that turn snapshots and reports into text and back. */
final class Documents {
    private Documents() {}

    static String written(Snapshot snapshot) {
        return written(out -> SnapshotJson.write(snapshot, out));
    }

    static String written(Report report) {
        return written(out -> ReportJson.write(report, out));
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static String written(Writing writing) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writing.to(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Snapshot snapshot(String json) throws FormatException {
        return SnapshotJson.read(in(json), "test.json");
    }

    static Report report(String json) throws FormatException {
        return ReportJson.read(in(json), "test.json");
    }

    static ByteArrayInputStream in(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
