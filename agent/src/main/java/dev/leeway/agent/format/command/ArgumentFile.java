package dev.leeway.agent.format.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a Java launcher's argument file, of {@code JDK_JAVA_OPTIONS} and of {@code JAVA_TOOL_OPTIONS}: separated by
 * white space, quoted with {@code "} or {@code '}.
 */
public final class ArgumentFile {
    private ArgumentFile() {}

    /** The words of an argument file: {@code #} starts a comment, and within quotes a backslash escapes. */
    public static List<String> words(String text) {
        return new Words(text, true).read();
    }

    /** The words of a variable such as {@code JAVA_TOOL_OPTIONS}: no comments, no escapes. */
    public static List<String> wordsOfVariable(String text) {
        return new Words(text, false).read();
    }

    /** One reading under way. */
    private static final class Words {
        private final String text;
        private final boolean file;
        private final List<String> found = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;

        Words(String text, boolean file) {
            this.text = text;
            this.file = file;
        }

        List<String> read() {
            char quote = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quote != 0 && c == quote) {
                    quote = 0;
                } else if (quote != 0 && file && c == '\\' && i + 1 < text.length()) {
                    i = escape(i + 1);
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                    inWord = true;
                } else if (quote == 0 && Character.isWhitespace(c)) {
                    finish();
                } else if (quote == 0 && file && c == '#' && !inWord) {
                    int end = text.indexOf('\n', i);
                    i = end < 0 ? text.length() : end;
                } else {
                    word.append(c);
                    inWord = true;
                }
            }
            finish();
            return List.copyOf(found);
        }

        /** Takes the escaped character at {@code i}; a line's end escaped goes on after the blanks of the next line. */
        private int escape(int i) {
            char c = text.charAt(i);
            int last = i;
            switch (c) {
                case 'n' -> word.append('\n');
                case 't' -> word.append('\t');
                case 'r' -> word.append('\r');
                case 'f' -> word.append('\f');
                case '\n', '\r' -> {
                    while (last + 1 < text.length() && Character.isWhitespace(text.charAt(last + 1))) {
                        last++;
                    }
                }
                default -> word.append(c);
            }
            return last;
        }

        private void finish() {
            if (inWord) {
                found.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
    }
}
