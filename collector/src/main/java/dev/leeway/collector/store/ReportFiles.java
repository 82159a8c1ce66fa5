package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads reports from files and streams, plain or packed with gzip or zstd. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * Reads one report; the stream is not closed.
     *
     * @throws FormatException naming source and place, what is wrong and what to do
     */
    public static Report read(InputStream in, String name) throws FormatException {
        return ReportJson.read(Unpacking.of(in, name), name);
    }

    /**
     * Reads the report in {@code file}.
     *
     * @throws FormatException naming file and place, what is wrong and what to do
     */
    public static Report read(Path file) throws FormatException {
        try (InputStream in = SnapshotFiles.open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw SnapshotFiles.unreadable(file, e);
        }
    }
}
