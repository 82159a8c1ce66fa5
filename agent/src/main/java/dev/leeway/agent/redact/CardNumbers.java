package dev.leeway.agent.redact;

/** Finds payment card numbers: the issuers' beginnings, the right lengths, the check digit. */
final class CardNumbers {
    /** Digits in the shortest card number. */
    static final int MIN = 13;

    private static final int MAX = 19;

    private CardNumbers() {}

    static void mark(String text, Spans spans) {
        int i = 0;
        while (i < text.length()) {
            if (!Ascii.isDigit(text.charAt(i))) {
                i++;
            } else {
                int end = digitsEnd(text, i);
                boolean apart = (i == 0 || !Ascii.isAlphanumeric(text.charAt(i - 1)))
                        && (end == text.length() || !Ascii.isAlphanumeric(text.charAt(end)));
                if (apart && end - i >= MIN && end - i <= MAX + 4 && isCard(text, i, end)) {
                    spans.add(i, end);
                }
                i = end;
            }
        }
    }

    /** Digits with single blanks or hyphens between them. */
    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean joint = (c == ' ' || c == '-') && end + 1 < text.length() && Ascii.isDigit(text.charAt(end + 1));
            if (!Ascii.isDigit(c) && !joint) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static boolean isCard(String text, int start, int end) {
        int sum = 0;
        int count = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                int digit = c - '0';
                int weighed = count % 2 == 0 ? digit : digit * 2;
                sum += weighed > 9 ? weighed - 9 : weighed;
                count++;
            }
        }
        return count >= MIN && count <= MAX && sum % 10 == 0 && issued(text, start);
    }

    private static boolean issued(String text, int start) {
        int head = 0;
        int taken = 0;
        for (int i = start; taken < 4; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                head = head * 10 + (c - '0');
                taken++;
            }
        }
        int two = head / 100;
        return head / 1000 == 4
                || (two >= 51 && two <= 55)
                || (head >= 2221 && head <= 2720)
                || two == 34
                || two == 37
                || head == 6011
                || (head >= 6440 && head <= 6599)
                || two == 35
                || two == 36
                || two == 38
                || two == 30
                || two == 62;
    }
}
