package dev.leeway.samples.secret;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a thief tries: words as people make them, with what people put behind them, and numbers. */
final class WordLists {
    private static final List<String> BEGINNINGS = List.of(
            "ka", "lo", "mi", "re", "su", "ta", "vo", "wi", "xe", "zu", "bra", "cle", "dro", "fri", "gla", "pri", "sto",
            "tra", "al", "en");
    private static final List<String> ENDINGS =
            List.of("", "1", "12", "123", "2024", "2025", "2026", "!", "1!", "99", "007", "#1");

    private WordLists() {}

    /** Every word of three syllables, small and with a capital, with every ending: two hundred thousand times {@code more}. */
    static void words(int more, Consumer<String> guess) {
        for (String first : BEGINNINGS) {
            for (String second : BEGINNINGS) {
                for (String third : BEGINNINGS) {
                    for (String ending : ENDINGS) {
                        String word = first + second + third + ending;
                        guess.accept(word);
                        guess.accept(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
                        for (int number = 0; number < more - 1; number++) {
                            guess.accept(word + "." + number);
                            guess.accept(
                                    word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "." + number);
                        }
                    }
                }
            }
        }
    }

    /** Numbers of eight digits, from one on, so far apart. */
    static void numbers(int first, int step, Consumer<String> guess) {
        char[] digits = new char[8];
        for (int number = first; number < 100_000_000; number += step) {
            int rest = number;
            for (int at = digits.length - 1; at >= 0; at--) {
                digits[at] = (char) ('0' + rest % 10);
                rest /= 10;
            }
            guess.accept(new String(digits));
        }
    }
}
