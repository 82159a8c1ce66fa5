package dev.leeway.collector.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A comparison as it can be typed again: the sides, and the options that decide what is held against what. */
final class CommandWords {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final String STANDARD_INPUT = "-";

    private CommandWords() {}

    /**
     * The words {@code leeway}, {@code diff}, {@code mine.json}, {@code prod.json}, {@code --policy}, {@code leeway.yaml}; none where
     * that would not read the same, because something came from standard input, or could not be copied from a screen.
     *
     * @param options in the order of the command line
     */
    static List<String> of(String command, List<String> arguments, List<String> options) {
        List<String> words = new ArrayList<>(List.of(Main.NAME, command));
        words.addAll(arguments);
        words.addAll(options);
        boolean repeatable = arguments.stream().noneMatch(CommandWords::isStandardInput)
                && words.stream().noneMatch(word -> UNPRINTABLE.matcher(word).find());
        return repeatable ? words : List.of();
    }

    private static boolean isStandardInput(String argument) {
        return argument.equals(STANDARD_INPUT) || argument.endsWith("=" + STANDARD_INPUT);
    }
}
