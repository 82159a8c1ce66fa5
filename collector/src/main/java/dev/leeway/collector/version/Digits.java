package dev.leeway.collector.version;

/** Numbers of any length, compared without computing with them: versions hold dates and build counters. */
final class Digits {
    private Digits() {}

    static int compare(String a, String b) {
        int startA = firstSignificant(a);
        int startB = firstSignificant(b);
        int byLength = Integer.compare(a.length() - startA, b.length() - startB);
        return byLength != 0 ? byLength : a.substring(startA).compareTo(b.substring(startB));
    }

    private static int firstSignificant(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return start;
    }

    static boolean is(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Where the run of digits that begins at {@code start} ends. */
    static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && is(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the run of ASCII letters that begins at {@code start} ends. */
    static int endOfLetters(String text, int start) {
        int end = start;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
