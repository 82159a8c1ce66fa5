package dev.leeway.agent.redact;

/**
 * Recognises a word and a number run together, as people make passwords ({@code hunter2}, {@code Sommer2024}) and hardly
 * ever names; {@code web-2}, {@code worker12} and {@code shard01} are names.
 */
final class WordsWithNumbers {
    private static final int MIN = 7;
    private static final int MIN_LETTERS = 4;
    private static final int MAX_ORDINAL = 3;

    private WordsWithNumbers() {}

    /** Whether some stretch of letters and digits in {@code text} is of this make; paths in it are passed over. */
    static boolean in(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && " ,;|:=\"'()".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String part = text.substring(start, end);
            if (part.length() >= MIN && !Places.path(part) && !KnownWords.has(part) && stretches(part)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean stretches(String part) {
        int start = 0;
        while (start < part.length()) {
            int end = start;
            while (end < part.length() && Ascii.isAlphanumeric(part.charAt(end))) {
                end++;
            }
            if (end - start >= MIN && passwordLike(part.substring(start, end))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean passwordLike(String word) {
        int letters = (int) word.chars().filter(c -> Ascii.isLetter((char) c)).count();
        if (letters < MIN_LETTERS || letters == word.length() || KnownWords.has(word) || Counts.count(word)) {
            return false;
        }
        int stem = word.length();
        while (stem > 0 && Ascii.isDigit(word.charAt(stem - 1))) {
            stem--;
        }
        return stem != letters || !(KnownWords.has(word.substring(0, stem)) || ordinal(word, stem));
    }

    /** {@code shard01}: small letters, and a number that begins with a nought as only counted things have it. */
    private static boolean ordinal(String word, int stem) {
        boolean small = word.chars().limit(stem).allMatch(c -> Ascii.isLower((char) c));
        return small && word.charAt(stem) == '0' && word.length() - stem <= MAX_ORDINAL;
    }
}
