package dev.leeway.agent.format.unit;

import java.util.ArrayList;
import java.util.List;

/** One unit file or drop-in: its settings in the order written. */
public final class UnitFile {
    private UnitFile() {}

    /**
     * A line {@code Name=value} below {@code [Section]}.
     *
     * @param line where it begins, from 1
     */
    public record Setting(String section, String name, String value, int line) {}

    /** The settings in {@code text}; lines of any other shape are passed over, as systemd does. */
    public static List<Setting> read(String text) {
        List<Setting> settings = new ArrayList<>();
        String section = "";
        List<String> lines = text.lines().toList();
        int i = 0;
        while (i < lines.size()) {
            int start = i;
            String line = lines.get(i++).strip();
            if (line.isEmpty() || isComment(line)) {
                continue;
            }
            StringBuilder whole = new StringBuilder(line);
            while (endsWithBackslash(whole) && i < lines.size()) {
                whole.setLength(whole.length() - 1);
                String next = lines.get(i++).strip();
                if (isComment(next)) {
                    // Comments within a continued line are dropped, and the line goes on after them.
                    whole.append('\\');
                } else {
                    whole.append(' ').append(next);
                }
            }
            String setting = whole.toString();
            int equals = setting.indexOf('=');
            if (setting.startsWith("[") && setting.endsWith("]")) {
                section = setting.substring(1, setting.length() - 1);
            } else if (equals > 0) {
                settings.add(new Setting(
                        section,
                        setting.substring(0, equals).strip(),
                        setting.substring(equals + 1).strip(),
                        start + 1));
            }
        }
        return List.copyOf(settings);
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith(";");
    }

    private static boolean endsWithBackslash(StringBuilder line) {
        return line.length() > 0 && line.charAt(line.length() - 1) == '\\';
    }
}
