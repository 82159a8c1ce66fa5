package dev.leeway.agent.format;

/** Finds the lines of things met in the order of a text, for readers that do not tell them. */
public final class TextLines {
    private final String text;
    private int at;
    private int line = 1;

    /** At the beginning of {@code text}. */
    public TextLines(String text) {
        this.text = text;
    }

    /** The line, from 1, of the next {@code wanted} from the last one found on; where there is none, the line reached. */
    public int next(String wanted) {
        int found = text.indexOf(wanted, at);
        if (found < 0) {
            return line;
        }
        for (int i = at; i < found; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        at = found;
        return line;
    }
}
