package dev.leeway.collector.report;

import java.util.ArrayList;
import java.util.List;

/** How many terminal columns text takes, and how it breaks into lines of at most so many. */
final class TextWidth {
    /** Runs of code points that take two columns: East Asian scripts, full-width forms, pictographs. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x2329, 0x232A},
        {0x23E9, 0x23EC},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18CFF},
        {0x1B000, 0x1B2FF},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F200, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private TextWidth() {}

    /** Columns of {@code text}, which has been made visible before. */
    static int of(String text) {
        int columns = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < 0x300) {
                columns++;
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                columns += columns(codePoint);
                i += Character.charCount(codePoint);
            }
        }
        return columns;
    }

    private static int columns(int codePoint) {
        if (combining(codePoint)) {
            return 0;
        }
        for (int[] run : WIDE) {
            if (codePoint <= run[1]) {
                return codePoint >= run[0] ? 2 : 1;
            }
        }
        return 1;
    }

    private static boolean combining(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /**
     * {@code text} in lines broken at spaces, the first of at most {@code first} columns and the others of at most
     * {@code rest}; a word too long for any line is broken where the line ends.
     */
    static List<String> wrap(String text, int first, int rest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        int room = first;
        for (String word : text.split(" ", -1)) {
            String left = word;
            int width = of(left);
            if (used > 0 && used + 1 + width > room) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
                room = rest;
            } else if (used > 0) {
                line.append(' ');
                used++;
            }
            while (width > room) {
                int cut = cutAt(left, room);
                lines.add(left.substring(0, cut));
                left = left.substring(cut);
                width = of(left);
                room = rest;
            }
            line.append(left);
            used += width;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Index behind the last character of {@code text} that still fits into {@code room} columns; at least one fits. */
    private static int cutAt(String text, int room) {
        int columns = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            columns += columns(codePoint);
            if (columns > room && i > 0) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return i;
    }
}
