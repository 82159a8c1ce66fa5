package dev.leeway.agent.redact;

/** Finds PEM blocks, HTTP authorisation values, and two kinds of token whose mark stands in their middle. */
final class Headers {
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String[] SCHEMES = {"basic ", "bearer ", "digest ", "negotiate ", "apikey ", "token "};
    private static final int MIN_BEFORE = 5;
    private static final int MIN_CREDENTIAL = 8;
    private static final int TELEGRAM_SECRET = 30;
    private static final int MAILCHIMP_KEY = 32;

    private Headers() {}

    static void mark(String text, Spans spans) {
        pem(text, spans);
        for (int i = MIN_BEFORE; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                scheme(text, i, spans);
            } else if (c == ':') {
                telegram(text, i, spans);
            } else if (c == '-') {
                mailchimp(text, i, spans);
            }
        }
    }

    /** A block without its end is one to the end of the text. */
    private static void pem(String text, Spans spans) {
        int begin = text.indexOf(PEM_BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(PEM_END, begin);
            if (end < 0) {
                spans.add(begin, text.length());
                return;
            }
            int close = text.indexOf("-----", end + PEM_END.length());
            int after = close < 0 ? text.length() : close + 5;
            spans.add(begin, after);
            begin = text.indexOf(PEM_BEGIN, after);
        }
    }

    /** {@code Basic dXNlcjpwYXNz}: the blank at {@code space} ends the scheme. */
    private static void scheme(String text, int space, Spans spans) {
        for (String scheme : SCHEMES) {
            int start = space + 1 - scheme.length();
            boolean named = start >= 0 && text.regionMatches(true, start, scheme, 0, scheme.length());
            if (named && (start == 0 || !Ascii.isAlphanumeric(text.charAt(start - 1)))) {
                int end = space + 1;
                while (end < text.length() && TokenAlphabet.SOLID.has(text.charAt(end))) {
                    end++;
                }
                if (credential(text, space + 1, end)) {
                    spans.add(space + 1, end);
                }
                return;
            }
        }
    }

    /** Whether what follows a scheme is no mere word: {@code basic authentication failed} tells nothing. */
    private static boolean credential(String text, int start, int end) {
        if (end - start < MIN_CREDENTIAL) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c) || (i > start && Ascii.isUpper(c)) || c == '=' || c == '+') {
                return true;
            }
        }
        return end - start >= Randomness.MIN_RUN;
    }

    /** {@code 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw}. */
    private static void telegram(String text, int colon, Spans spans) {
        int start = colon;
        while (start > 0 && colon - start < 12 && Ascii.isDigit(text.charAt(start - 1))) {
            start--;
        }
        if (colon - start < 7 || !text.startsWith("AA", colon + 1)) {
            return;
        }
        int end = colon + 1;
        while (end < text.length() && TokenAlphabet.URL64.has(text.charAt(end))) {
            end++;
        }
        if (end - colon > TELEGRAM_SECRET) {
            spans.add(start, end);
        }
    }

    /** 32 hexadecimal digits before {@code -us12}. */
    private static void mailchimp(String text, int hyphen, Spans spans) {
        boolean marked = text.startsWith("us", hyphen + 1)
                && hyphen + 3 < text.length()
                && Ascii.isDigit(text.charAt(hyphen + 3));
        if (!marked || hyphen < MAILCHIMP_KEY) {
            return;
        }
        for (int i = hyphen - MAILCHIMP_KEY; i < hyphen; i++) {
            if (!Ascii.isHex(text.charAt(i))) {
                return;
            }
        }
        spans.add(hyphen - MAILCHIMP_KEY, hyphen + 4);
    }
}
