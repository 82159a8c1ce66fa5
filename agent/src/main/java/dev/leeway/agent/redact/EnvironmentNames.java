package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises what environments are called: {@code prod}, {@code staging2}, {@code prod-eu-west-1}. */
final class EnvironmentNames {
    /** Beside the published enumeration of environments and profiles. */
    static final Set<String> WORDS = WordList.of(
            "review preview feature hotfix release nightly integ dryrun smoke trial pilot internal external shared ephemeral dtap"
                    + " nonprod non-prod non-production nonproduction none");

    /** What stands beside an environment's word: where and which. */
    static final Set<String> BESIDE = WordList.of(
            "north south east west central northeast northwest southeast southwest us eu uk ca ap sa af me cn asia europe"
                    + " africa apac emea latam amer a b c d x y z new old next web api db app test cluster server");

    private static final int MAX = 64;
    private static final int MAX_PIECES = 6;
    private static final int MAX_NUMBER = 4;

    private EnvironmentNames() {}

    /** Whether {@code text} is one environment, or several with commas or blanks between them. */
    static boolean are(String text) {
        int start = 0;
        while (start <= text.length()) {
            int end = start;
            while (end < text.length() && ", ".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == start ? start == 0 : !is(text.substring(start, end))) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean is(String text) {
        if (text.length() > MAX || word(text)) {
            return text.length() <= MAX;
        }
        int pieces = 0;
        boolean named = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || "-_./".indexOf(text.charAt(i)) >= 0) {
                String piece = withoutNumber(text.substring(start, i));
                named |= word(piece);
                if (++pieces > MAX_PIECES || !(piece.isEmpty() || word(piece) || BESIDE.contains(Ascii.lower(piece)))) {
                    return false;
                }
                start = i + 1;
            }
        }
        return named;
    }

    private static boolean word(String text) {
        return KnownWords.has(text) || WORDS.contains(Ascii.lower(text));
    }

    private static String withoutNumber(String piece) {
        int end = piece.length();
        while (end > 0 && piece.length() - end < MAX_NUMBER && Ascii.isDigit(piece.charAt(end - 1))) {
            end--;
        }
        return piece.substring(0, end);
    }
}
