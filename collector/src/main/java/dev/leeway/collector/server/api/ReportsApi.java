package dev.leeway.collector.server.api;

import dev.leeway.collector.identity.DayReport;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reports that were kept, each in every format there is. */
public final class ReportsApi {
    /** Types of the formats, by their names. */
    private static final Map<ReportFormat, String> TYPES = Map.of(
            ReportFormat.TEXT, "text/plain",
            ReportFormat.JSON, "application/json",
            ReportFormat.HTML, "text/html",
            ReportFormat.MARKDOWN, "text/markdown",
            ReportFormat.CSV, "text/csv",
            ReportFormat.SARIF, "application/sarif+json",
            ReportFormat.JUNIT, "application/xml");

    private static final String LATEST = "latest";

    private final Registry registry;

    /** Over what a registry keeps. */
    public ReportsApi(Registry registry) {
        this.registry = registry;
    }

    /** The names of the formats. */
    public static List<String> formats() {
        return Arrays.stream(ReportFormat.values()).map(ReportFormat::text).toList();
    }

    /** The types of answers. */
    public static List<String> types() {
        return Arrays.stream(ReportFormat.values()).map(TYPES::get).toList();
    }

    /** The days that have one. */
    public Answer days(Call call, Caller caller) throws StoreException {
        List<String> days =
                registry.reportDays().stream().map(LocalDate::toString).toList();
        return Answer.json(200, out -> JsonMembers.object(out, members -> members.texts("days", days)));
    }

    /** That of one day, or the newest. */
    public Answer report(Call call, Caller caller) throws RefusedException, StoreException {
        String word = call.word("format", ReportFormat.JSON.text(), formats());
        return rendered(kept(call.variable("day")), ReportFormat.of(word).orElse(ReportFormat.JSON));
    }

    /** The newest as a page. */
    public Answer page(Call call, Caller caller) throws RefusedException, StoreException {
        return rendered(kept(LATEST), ReportFormat.HTML);
    }

    private Report kept(String day) throws RefusedException, StoreException {
        Optional<byte[]> json =
                day.equals(LATEST) ? registry.newestReport().map(DayReport::json) : registry.report(parsed(day));
        if (json.isEmpty()) {
            throw Problems.absent("no report of that day is kept; GET /api/v1/reports lists them, and nightly in the"
                    + " collector's configuration makes them");
        }
        try {
            return ReportFiles.read(new ByteArrayInputStream(json.get()), "report");
        } catch (FormatException e) {
            throw new StoreException("a kept report cannot be read", e);
        }
    }

    private static LocalDate parsed(String day) throws RefusedException {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw Problems.malformed("a report goes by its day, as 2026-11-22, or latest", "correct it");
        }
    }

    private static Answer rendered(Report report, ReportFormat format) {
        byte[] body = format.render(report, RenderOptions.PLAIN).getBytes(StandardCharsets.UTF_8);
        String type = TYPES.getOrDefault(format, "text/plain");
        boolean json = type.endsWith("json");
        Map<String, String> headers = format == ReportFormat.HTML
                ? Map.of("Content-Security-Policy", ReportFormat.pagePolicy() + "; frame-ancestors 'none'")
                : Map.of();
        return new Answer(200, json ? type : type + "; charset=utf-8", body, headers);
    }
}
