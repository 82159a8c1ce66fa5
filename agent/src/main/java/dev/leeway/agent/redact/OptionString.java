package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Texts that hold the options of a program: {@code JAVA_OPTS}, {@code GUNICORN_CMD_ARGS}. */
final class OptionString {
    /** Last words by which a name is known to hold options. */
    static final Set<String> NAMES = Set.of(
            "opts",
            "opt",
            "options",
            "option",
            "args",
            "arguments",
            "flags",
            "params",
            "cmdline",
            "cflags",
            "cppflags",
            "cxxflags",
            "ldflags");

    private static final int MAX_OPTIONS = 4096;

    private OptionString() {}

    /** Whether {@code text} under {@code name} is to be taken apart as options. */
    static boolean is(String name, String text) {
        String start = text.stripLeading();
        if (start.length() < 2 || start.charAt(0) != '-') {
            return false;
        }
        List<String> words = NameWords.of(name);
        boolean named = !words.isEmpty() && NAMES.contains(words.get(words.size() - 1));
        boolean long2 = start.startsWith("--") && start.length() > 3 && Ascii.isLetter(start.charAt(2));
        boolean java = start.startsWith("-D")
                || start.startsWith("-X")
                || start.startsWith("-java")
                || start.startsWith("-agent");
        return long2 || java || (named && Ascii.isLetter(start.charAt(1)));
    }

    /** The options of {@code text}, as a shell would part them: quotes and backslashes bind. */
    static List<String> split(String text) {
        List<String> options = new ArrayList<>();
        StringBuilder option = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                option.append(text.charAt(++i));
                open = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    option.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                open = true;
            } else if (Ascii.isSpace(c) && options.size() < MAX_OPTIONS) {
                if (open) {
                    options.add(option.toString());
                    option.setLength(0);
                    open = false;
                }
            } else {
                option.append(c);
                open = true;
            }
        }
        if (open) {
            options.add(option.toString());
        }
        return options;
    }
}
