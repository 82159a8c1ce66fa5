package dev.leeway.collector.version;

import java.util.ArrayList;
import java.util.List;

/** A version cut into runs of digits and runs of letters; everything else only separates. */
final class Parts {
    private Parts() {}

    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = i + 1;
            if (Digits.is(c)) {
                end = Digits.endOfDigits(text, i);
                parts.add(text.substring(i, end));
            } else if (Digits.isLetter(c)) {
                end = Digits.endOfLetters(text, i);
                parts.add(text.substring(i, end));
            }
            i = end;
        }
        return parts;
    }

    static boolean isNumber(String part) {
        return Digits.is(part.charAt(0));
    }
}
