package dev.leeway.collector.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Words as a shell takes them, also where they are copied from lines that had to break. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");
    private static final String CONTINUED = " \\";
    /** What is added to a piece of a word that is broken: two quotes and the backslash. */
    private static final int MARKS = 3;

    private ShellWords() {}

    /** {@code word} as one word of a shell. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code words} as one command. */
    static String of(List<String> words) {
        return String.join(" ", words.stream().map(ShellWords::quoted).toList());
    }

    /**
     * One command in lines of at most {@code room} columns, the first included, that a shell reads as one; a word too long for a line goes
     * on in the next one's first column.
     *
     * @param indent columns before each line but those that go on with a word
     */
    static List<String> lines(List<String> words, int room, int indent) {
        List<String> lines = new ArrayList<>();
        String margin = " ".repeat(indent);
        StringBuilder line = new StringBuilder(margin);
        boolean fresh = true;
        for (String word : words) {
            String quoted = quoted(word);
            int used = TextWidth.of(line.toString());
            if (!fresh && used + 1 + TextWidth.of(quoted) + CONTINUED.length() > room) {
                lines.add(line + CONTINUED);
                line = new StringBuilder(margin);
                fresh = true;
            }
            line.append(fresh ? "" : " ");
            List<String> pieces = pieces(word, room - TextWidth.of(line.toString()), room);
            for (String piece : pieces.subList(0, pieces.size() - 1)) {
                lines.add(line + piece + "\\");
                line = new StringBuilder();
            }
            line.append(pieces.get(pieces.size() - 1));
            fresh = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** A word that fits with what continues a line is whole; another is cut, each piece quoted by itself. */
    private static List<String> pieces(String word, int first, int rest) {
        List<String> pieces = new ArrayList<>();
        String left = word;
        int room = first;
        while (TextWidth.of(quoted(left)) + CONTINUED.length() > room && left.length() > 1) {
            int cut = 1;
            while (cut < left.length() && TextWidth.of(quoted(left.substring(0, cut + 1))) + MARKS <= room) {
                cut++;
            }
            cut = Character.isHighSurrogate(left.charAt(cut - 1)) ? Math.max(cut - 1, 2) : cut;
            pieces.add(quoted(left.substring(0, cut)));
            left = left.substring(cut);
            room = rest;
        }
        pieces.add(quoted(left));
        return pieces;
    }
}
