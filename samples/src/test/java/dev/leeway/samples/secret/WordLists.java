package dev.leeway.samples.secret;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** What a thief tries: words as people make them, with what people put behind them and into them, and numbers. */
final class WordLists {
    private static final List<String> BEGINNINGS = List.of(
            "ka", "lo", "mi", "re", "su", "ta", "vo", "wi", "xe", "zu", "bra", "cle", "dro", "fri", "gla", "pri", "sto",
            "tra", "al", "en");
    private static final List<String> ENDINGS =
            List.of("", "1", "12", "123", "2024", "2025", "2026", "!", "1!", "99", "007", "#1");
    private static final String LETTERS = "aeiostbg";
    private static final String INSTEAD = "@310$789";
    private static final String TYPED = "abcdefghijklmnopqrstuvwxyz0123456789!";

    private WordLists() {}

    /** Words of three syllables, small and with a capital, with every ending: each {@code step}-th of two hundred thousand. */
    static void words(int step, Consumer<String> guess) {
        int at = 0;
        for (String first : BEGINNINGS) {
            for (String second : BEGINNINGS) {
                for (String third : BEGINNINGS) {
                    for (String ending : ENDINGS) {
                        String word = first + second + third + ending;
                        if (at++ % step == 0) {
                            guess.accept(word);
                            guess.accept(capital(word));
                        }
                    }
                }
            }
        }
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** What people make of a word where it has to be another, {@code times} of it. */
    static void mutated(String word, int times, Random random, Consumer<String> guess) {
        for (int i = 0; i < times; i++) {
            String changed = switch (random.nextInt(6)) {
                case 0 -> word + (char) ('!' + random.nextInt(15));
                case 1 -> word + "." + random.nextInt(1_000);
                case 2 -> random.nextInt(10_000) + word;
                case 3 ->
                    new StringBuilder(word)
                            .reverse()
                            .append(random.nextInt(100))
                            .toString();
                case 4 -> word.toUpperCase(Locale.ROOT) + random.nextInt(100);
                default -> word + (1950 + random.nextInt(80));
            };
            guess.accept(random.nextBoolean() ? changed : instead(changed, random));
        }
    }

    private static String instead(String word, Random random) {
        StringBuilder changed = new StringBuilder(word);
        for (int i = 0; i < changed.length(); i++) {
            int letter = LETTERS.indexOf(changed.charAt(i));
            if (letter >= 0 && random.nextBoolean()) {
                changed.setCharAt(i, INSTEAD.charAt(letter));
            }
        }
        return changed.toString();
    }

    /** A secret, and all that is one key stroke from it. */
    static void neighbours(String secret, Consumer<String> guess) {
        guess.accept(secret);
        for (int at = 0; at <= secret.length(); at++) {
            String before = secret.substring(0, at);
            for (int key = 0; key < TYPED.length(); key++) {
                char typed = TYPED.charAt(key);
                guess.accept(before + typed + secret.substring(at));
                if (at < secret.length()) {
                    guess.accept(before + typed + secret.substring(at + 1));
                }
            }
            if (at < secret.length()) {
                guess.accept(before + secret.substring(at + 1));
            }
        }
    }

    /** Numbers of eight digits, so far apart. */
    static void numbers(int step, Consumer<String> guess) {
        for (int number = 0; number < 100_000_000; number += step) {
            String digits = Integer.toString(number);
            guess.accept("0".repeat(8 - digits.length()) + digits);
        }
    }
}
