package dev.leeway.schema.json;

import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reports as JSON: {@code leeway/report/1}. */
public final class ReportJson {
    private ReportJson() {}

    /**
     * Reads a report within {@link ReadingLimits#REPORT}.
     *
     * @param in JSON in UTF-8, plain or as gzip; not closed
     * @param sourceName what people know it by, for messages
     * @throws FormatException naming the place, when it is not a report this release can read, or the stream fails
     */
    public static Report read(InputStream in, String sourceName) throws FormatException {
        return read(in, sourceName, ReadingLimits.REPORT);
    }

    /** Reads a report within these limits. */
    public static Report read(InputStream in, String sourceName, ReadingLimits limits) throws FormatException {
        return new ReportReader(new JsonIn(in, sourceName, limits)).read();
    }

    /** Writes a report: same report, same bytes. The stream is not closed. */
    public static void write(Report report, OutputStream to) throws IOException {
        JsonOut.writing(to, out -> new ReportWriter(out).write(report));
    }
}
