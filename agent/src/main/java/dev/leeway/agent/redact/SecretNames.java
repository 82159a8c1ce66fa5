package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges names: whether what they hold must be a secret, whatever it looks like. */
final class SecretNames {
    private static final int MIN_ANYWHERE = 5;
    private static final String[][] BY_FIRST = byFirst();

    private SecretNames() {}

    /** What {@code name} says of its value, by the published words. */
    static NameJudgement judge(String name) {
        List<String> words = NameWords.of(name);
        if (!sensitive(name, words)) {
            return NameJudgement.NEUTRAL;
        }
        return SensitiveWords.PLACES.contains(NameWords.normalised(name)) ? NameJudgement.ABOUT_PLACE : about(words);
    }

    private static boolean sensitive(String name, List<String> words) {
        for (String word : words) {
            if (SensitiveWords.WORDS.contains(word) || endsSecret(word)) {
                return true;
            }
        }
        return anywhere(NameWords.squashed(name));
    }

    private static boolean endsSecret(String word) {
        for (String ending : SensitiveWords.ENDINGS) {
            if (word.endsWith(ending)) {
                return !SensitiveWords.NOT_ENDINGS.contains(word);
            }
        }
        return false;
    }

    private static boolean anywhere(String letters) {
        for (int i = 0; i + MIN_ANYWHERE <= letters.length(); i++) {
            for (String word : BY_FIRST[letters.charAt(i) - 'a']) {
                if (letters.startsWith(word, i) && !splitter(letters, i + word.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String[][] byFirst() {
        String[][] words = new String[26][];
        for (int i = 0; i < words.length; i++) {
            char first = (char) ('a' + i);
            List<String> begun = new ArrayList<>();
            for (String word : SensitiveWords.ANYWHERE) {
                if (word.charAt(0) == first) {
                    begun.add(word);
                }
            }
            words[i] = begun.toArray(new String[0]);
        }
        return words;
    }

    /** Whether {@code token} at this place is the beginning of {@code tokenizer}, which cuts texts and opens nothing. */
    private static boolean splitter(String letters, int after) {
        return letters.startsWith("izer", after)
                || letters.startsWith("iser", after)
                || letters.startsWith("ize", after);
    }

    private static NameJudgement about(List<String> words) {
        if (words.size() < 2) {
            return NameJudgement.SECRET;
        }
        return byLastWord(words.get(words.size() - 1)).orElseGet(() -> byFirstWord(words.get(0)));
    }

    private static Optional<NameJudgement> byLastWord(String last) {
        for (Map.Entry<NameJudgement, Set<String>> kind : SensitiveWords.ABOUT.entrySet()) {
            if (kind.getValue().contains(last)) {
                return Optional.of(kind.getKey());
            }
        }
        return Optional.empty();
    }

    private static NameJudgement byFirstWord(String first) {
        if (SensitiveWords.SWITCHES.contains(first)) {
            return NameJudgement.ABOUT_SWITCH;
        }
        return SensitiveWords.COUNTS.contains(first) ? NameJudgement.ABOUT_COUNT : NameJudgement.SECRET;
    }
}
