package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A report as JSON, whole: what others leave out is here.
 *
 * <p>The model's own writer does the work; hidden and reordering characters beyond ASCII, which JSON allows bare, are
 * escaped on top, so that looking at the file in a terminal is as harmless as reading the text report.
 */
final class JsonReport {
    private JsonReport() {}

    /** The whole of {@code report}. */
    static String render(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try {
            ReportJson.write(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return escaped(bytes.toString(StandardCharsets.UTF_8));
    }

    private static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        int copied = 0;
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            int codePoint = c < 0x7F ? c : json.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (c >= 0x7F && VisibleText.hidden(codePoint)) {
                out.append(json, copied, i);
                for (int unit = i; unit < next; unit++) {
                    String hex = Integer.toHexString(json.charAt(unit)).toUpperCase(Locale.ROOT);
                    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                }
                copied = next;
            }
            i = next;
        }
        return copied == 0 ? json : out.append(json, copied, json.length()).toString();
    }
}
