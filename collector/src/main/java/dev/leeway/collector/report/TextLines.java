package dev.leeway.collector.report;

import java.util.List;

/** Lines for a terminal: leading cells of fixed width, then text wrapped beneath itself. */
final class TextLines {
    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean colour;

    private final StringBuilder lead = new StringBuilder();
    private int leadWidth;

    /** Stands for a space that lines do not break at; a host's own are written out before they come here. */
    private static final char UNBROKEN = '\u00A0';

    /** Lines of at most {@code width} columns. */
    TextLines(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /** {@code text} to be kept on one line, as far as one line holds it. */
    static String unbroken(String text) {
        return text.replace(' ', UNBROKEN);
    }

    /** Starts a line with a cell of at least {@code columns} columns. */
    TextLines cell(Ink ink, String text, int columns) {
        int own = TextWidth.of(text);
        int padding = Math.max(columns - own, text.isEmpty() ? 0 : 1);
        lead.append(painted(ink, text)).append(" ".repeat(padding));
        leadWidth += own + padding;
        return this;
    }

    /** Ends the line with {@code text}; where it wraps, the next lines begin at column {@code hang}. */
    TextLines text(Ink ink, String text, int hang) {
        int first = Math.max(width - leadWidth, 10);
        // A separator stays with what it follows.
        String joined = text.replace(" · ", UNBROKEN + "· ");
        List<String> lines = TextWidth.wrap(joined, first, Math.max(width - hang, 10));
        out.append(lead).append(painted(ink, lines.get(0).stripTrailing()));
        end();
        for (String line : lines.subList(1, lines.size())) {
            out.append(" ".repeat(hang)).append(painted(ink, line.stripTrailing()));
            end();
        }
        lead.setLength(0);
        leadWidth = 0;
        return this;
    }

    /** A line of plain text, wrapped beneath column {@code hang}. */
    TextLines line(String text, int hang) {
        return text(Ink.PLAIN, text, hang);
    }

    /** A line that is made up already, and fits. */
    TextLines verbatim(String line) {
        out.append(line).append('\n');
        return this;
    }

    /** An empty line. */
    TextLines gap() {
        out.append('\n');
        return this;
    }

    private void end() {
        int last = out.length();
        while (last > 0 && out.charAt(last - 1) == ' ') {
            last--;
        }
        out.setLength(last);
        out.append('\n');
    }

    private String painted(Ink ink, String text) {
        String plain = text.replace(UNBROKEN, ' ');
        return colour ? ink.paint(plain) : plain;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
