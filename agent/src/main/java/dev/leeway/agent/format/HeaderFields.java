package dev.leeway.agent.format;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The fields before the first empty line of a mail-like text ({@code Name: value}), as package metadata is written. */
public final class HeaderFields {
    private static final int MAX_VALUE = 4096;

    private HeaderFields() {}

    /**
     * The first value of each field by its name in lower case, lines that begin with a blank joined to the one before,
     * and a value cut after 4096 characters; what is no field is passed over.
     */
    public static Map<String, String> read(String text) {
        Map<String, StringBuilder> fields = new TreeMap<>();
        StringBuilder current = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end).stripTrailing();
            start = end < 0 ? text.length() : end + 1;
            if (line.isEmpty()) {
                break;
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                append(current, " " + line.strip());
                continue;
            }
            current = new StringBuilder();
            int colon = line.indexOf(':');
            if (colon > 0) {
                append(current, line.substring(colon + 1).strip());
                fields.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), current);
            }
        }
        Map<String, String> values = new TreeMap<>();
        fields.forEach((name, value) -> values.put(name, value.toString()));
        return values;
    }

    private static void append(StringBuilder value, String more) {
        int room = Math.max(0, MAX_VALUE - value.length());
        value.append(more, 0, Math.min(more.length(), room));
    }
}
