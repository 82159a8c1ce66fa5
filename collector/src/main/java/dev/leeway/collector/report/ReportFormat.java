package dev.leeway.collector.report;

import dev.leeway.schema.report.Report;
import java.util.Locale;
import java.util.Optional;

/** The formats a report comes in. */
public enum ReportFormat {
    /** For a terminal, a mail or a log. */
    TEXT,
    /** For machines: the published schema, nothing left out. */
    JSON,
    /** One page that needs nothing but a browser. */
    HTML,
    /** For comments on changes and summaries of pipelines. */
    MARKDOWN,
    /** For spreadsheets: every drift and every gap, a line each. */
    CSV,
    /** For dashboards of findings: SARIF 2.1.0. */
    SARIF,
    /** For pipelines that show results of tests. */
    JUNIT;

    /** {@code report} in this format. */
    public String render(Report report, RenderOptions options) {
        // Each branch loads only its own renderer.
        return switch (this) {
            case TEXT -> TextReport.render(report, options);
            case JSON -> JsonReport.render(report);
            case HTML -> HtmlReport.render(report, options);
            case MARKDOWN -> MarkdownReport.render(report, options);
            case CSV -> CsvReport.render(report);
            case SARIF -> SarifReport.render(report);
            case JUNIT -> JunitReport.render(report);
        };
    }

    /** {@code report} as {@link #JSON}, in UTF-8: of a large one its text would only be made to be taken apart again. */
    public static byte[] json(Report report) {
        return JsonReport.bytes(report);
    }

    /** The Content-Security-Policy that pages carry in themselves, for whoever sends one over HTTP. */
    public static String pagePolicy() {
        return HtmlPolicy.TEXT;
    }

    /** The name in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What names of files in this format end in, the dot included. */
    public String ending() {
        return switch (this) {
            case TEXT -> ".txt";
            case JSON -> ".json";
            case HTML -> ".html";
            case MARKDOWN -> ".md";
            case CSV -> ".csv";
            case SARIF -> ".sarif";
            case JUNIT -> ".xml";
        };
    }

    /** The format of that name, if there is one. */
    public static Optional<ReportFormat> of(String text) {
        for (ReportFormat format : values()) {
            if (format.text().equals(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format that the ending of {@code fileName} stands for, if it stands for one. */
    public static Optional<ReportFormat> ofFile(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return switch (fileName.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "txt", "text", "log" -> Optional.of(TEXT);
            case "json" -> Optional.of(JSON);
            case "html", "htm" -> Optional.of(HTML);
            case "md", "markdown" -> Optional.of(MARKDOWN);
            case "csv" -> Optional.of(CSV);
            case "sarif" -> Optional.of(SARIF);
            case "xml" -> Optional.of(JUNIT);
            default -> Optional.empty();
        };
    }
}
