package dev.leeway.agent.redact;

/** What one pass over a text shows, so that most searches need not be begun. */
final class Features {
    /** Longest stretch of base64 characters, {@code =} among them. */
    final int longestRun;

    /** Longest stretch without a blank. */
    final int longestSolid;

    final int digits;
    final boolean at;
    final boolean blank;
    final boolean colon;
    final boolean equals;
    final boolean hyphen;
    final boolean angle;
    final boolean percent;

    Features(String text) {
        int run = 0;
        int maxRun = 0;
        int solid = 0;
        int maxSolid = 0;
        int digitCount = 0;
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Ascii.isLetter(c)) {
                run++;
                solid++;
            } else if (Ascii.isDigit(c)) {
                run++;
                solid++;
                digitCount++;
            } else {
                signs |= sign(c);
                maxRun = Math.max(maxRun, run);
                run = Ascii.isBase64(c) ? run + 1 : 0;
                maxSolid = Math.max(maxSolid, solid);
                solid = c <= ' ' ? 0 : solid + 1;
            }
        }
        longestRun = Math.max(maxRun, run);
        longestSolid = Math.max(maxSolid, solid);
        digits = digitCount;
        blank = (signs & 1) != 0;
        at = (signs & 2) != 0;
        colon = (signs & 4) != 0;
        equals = (signs & 8) != 0;
        hyphen = (signs & 16) != 0;
        angle = (signs & 32) != 0;
        percent = (signs & 64) != 0;
    }

    private static int sign(char c) {
        return switch (c) {
            case '@' -> 2;
            case ':' -> 4;
            case '=' -> 8;
            case '-' -> 16;
            case '<' -> 32;
            case '%' -> 64;
            default -> c <= ' ' ? 1 : 0;
        };
    }
}
