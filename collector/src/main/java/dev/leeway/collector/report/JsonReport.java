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
    private static final byte DELETE = 0x7F;

    private JsonReport() {}

    /** The whole of {@code report}. */
    static String render(Report report) {
        return new String(bytes(report), StandardCharsets.UTF_8);
    }

    /** The same as a file has it, in UTF-8. */
    static byte[] bytes(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try {
            ReportJson.write(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return escaped(bytes.toByteArray());
    }

    private static byte[] escaped(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(0);
        int copied = 0;
        for (int i = 0; i < json.length; ) {
            // What is ASCII is a byte that is not negative, and nearly all there is.
            if (json[i] >= 0 && json[i] != DELETE) {
                i++;
                continue;
            }
            int length = length(json[i]);
            String character = new String(json, i, length, StandardCharsets.UTF_8);
            if (VisibleText.hidden(character.codePointAt(0))) {
                out.write(json, copied, i - copied);
                for (int at = 0; at < character.length(); at++) {
                    String hex = Integer.toHexString(character.charAt(at)).toUpperCase(Locale.ROOT);
                    out.writeBytes(("\\u" + "0".repeat(4 - hex.length()) + hex).getBytes(StandardCharsets.US_ASCII));
                }
                copied = i + length;
            }
            i += length;
        }
        if (copied == 0) {
            return json;
        }
        out.write(json, copied, json.length - copied);
        return out.toByteArray();
    }

    /** How many bytes the character has that begins with {@code first}. */
    private static int length(byte first) {
        int bits = first & 0xFF;
        return bits < 0x80 ? 1 : bits < 0xE0 ? 2 : bits < 0xF0 ? 3 : 4;
    }
}
