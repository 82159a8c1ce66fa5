package dev.leeway.agent.redact;

/**
 * Finds in any text what must not be shown: keys and tokens by shape, what stands after a telling name, user-info of URLs,
 * authorisation headers, card numbers, and the same in base64, hexadecimal and percent-encoding.
 */
final class SecretFinder {
    /** Nothing shorter than this holds a name and a value, or a key. */
    private static final int MIN_TEXT = 5;

    private static final int MIN_TOKEN = 8;
    private static final int MAX_BEFORE = 64;

    private SecretFinder() {}

    /** Whether {@code text} holds something of the shape of a secret. */
    static boolean shapesIn(String text) {
        return text.length() >= MIN_TEXT && !shapes(text, new Features(text)).isEmpty();
    }

    /** Whether {@code text} holds the shape of a secret, or a stretch that looks random or encoded. */
    static boolean anyIn(String text) {
        return text.length() >= MIN_TEXT && !all(text).isEmpty();
    }

    /** Every stretch of {@code text} that must not be shown, random and encoded ones included. */
    static Spans all(String text) {
        Features features = new Features(text);
        Spans spans = shapes(text, features);
        if (features.longestRun >= Randomness.MIN_RUN) {
            Randomness.mark(text, spans);
        }
        if (features.longestRun >= EncodedText.MIN_RUN) {
            EncodedText.mark(text, spans);
        }
        return spans;
    }

    private static Spans shapes(String text, Features features) {
        Spans spans = plain(text, features);
        if (features.longestRun >= EncodedText.MIN_RUN) {
            EncodedText.markSecrets(text, spans);
        }
        if (features.percent) {
            EncodedText.markPercent(text, spans);
        }
        return spans;
    }

    /** What can be seen without decoding anything. */
    static Spans plain(String text) {
        return plain(text, new Features(text));
    }

    private static Spans plain(String text, Features features) {
        Spans spans = new Spans();
        if (features.longestSolid >= MIN_TOKEN) {
            tokens(text, spans);
        }
        if (features.at) {
            UserInfo.mark(text, spans);
        }
        if (features.equals || features.colon || features.blank || features.angle) {
            Assignments.mark(text, spans);
        }
        if (features.blank || features.colon || features.hyphen) {
            Headers.mark(text, spans);
        }
        if (features.digits >= CardNumbers.MIN) {
            CardNumbers.mark(text, spans);
        }
        return spans;
    }

    private static void tokens(String text, Spans spans) {
        int i = 0;
        while (i < text.length()) {
            int end = TokenShapes.end(text, i);
            if (end > i) {
                spans.add(wordStart(text, i), end);
            }
            i = Math.max(end, i + 1);
        }
    }

    /** Marks may stand in the middle of a token, as in {@code x8Q~y}. */
    private static int wordStart(String text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_BEFORE && Ascii.isName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
