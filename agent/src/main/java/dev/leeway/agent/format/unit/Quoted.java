package dev.leeway.agent.format.unit;

import java.util.ArrayList;
import java.util.List;

/** Systemd's quoting: in values of environment files, and between the words of a setting. */
final class Quoted {
    private Quoted() {}

    /** One value of an environment file: quotes taken off, blanks around an unquoted one too. */
    static String value(String raw) {
        String text = raw.strip();
        if (text.isEmpty()) {
            return "";
        }
        char first = text.charAt(0);
        if (first != '"' && first != '\'') {
            return unescaped(text, "");
        }
        int close = closing(text, first);
        String inside = text.substring(1, close);
        String rest = close + 1 < text.length() ? text.substring(close + 1) : "";
        return (first == '"' ? unescaped(inside, "\"\\`$") : inside) + unescaped(rest, "");
    }

    private static int closing(String text, char quote) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return text.length();
    }

    /** Takes backslashes off: before any character when {@code only} is empty, else before those and line ends. */
    private static String unescaped(String text, String only) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            if (next == '\n') {
                continue;
            }
            if (!only.isEmpty() && only.indexOf(next) < 0) {
                out.append('\\');
            }
            out.append(next);
        }
        return out.toString();
    }

    /** The words of a setting, separated by blanks; a quote holds blanks, a backslash escapes as in C. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(escape(text.charAt(++i)));
                inWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 's' -> " ";
            default -> String.valueOf(c);
        };
    }
}
