package dev.leeway.agent.format.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what was skipped: one line for each kind in each archive, with the first place, so that no input can flood it. */
final class SkipLog {
    private static final int MOST_LINES = 200;
    private static final int LONGEST_NAME = 200;

    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private int beyond;

    void add(String archive, SkippedException e, String entry) {
        add(archive, e.reason(), e.what(), entry);
    }

    /** @param entry the entry's name, or empty for the archive as a whole */
    void add(String archive, SkipReason reason, String what, String entry) {
        add(archive, reason, what, entry, false);
    }

    /** Adds a nested archive that is told nowhere. */
    void hide(String archive, SkipReason reason, String what, String entry) {
        add(archive, reason, what, entry, true);
    }

    private void add(String archive, SkipReason reason, String what, String entry, boolean hidden) {
        Key key = new Key(archive, reason, what, hidden);
        Line line = lines.get(key);
        if (line != null) {
            line.count++;
        } else if (lines.size() < MOST_LINES) {
            lines.put(key, new Line(entry.isEmpty() ? what : printable(entry) + ": " + what));
        } else {
            beyond++;
        }
    }

    List<Skipped> lines() {
        List<Skipped> all = new ArrayList<>();
        lines.forEach(
                (key, line) -> all.add(new Skipped(key.archive, key.reason, line.detail, line.count, key.hidden)));
        if (beyond > 0) {
            all.add(new Skipped("", SkipReason.LIMIT, "more was skipped than is told one by one", beyond, true));
        }
        return List.copyOf(all);
    }

    /** {@code name} without control or direction characters, and cut when too long. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST_NAME).forEach(c -> text.appendCodePoint(isPlain(c) ? c : '?'));
        return name.codePointCount(0, name.length()) > LONGEST_NAME ? text + "..." : text.toString();
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private record Key(String archive, SkipReason reason, String what, boolean hidden) {}

    private static final class Line {
        private final String detail;
        private int count = 1;

        Line(String detail) {
            this.detail = detail;
        }
    }
}
