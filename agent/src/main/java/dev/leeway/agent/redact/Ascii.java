package dev.leeway.agent.redact;

/** Classes of ASCII characters, the same under every locale. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** One or more digits and nothing else. */
    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isLower(c) || isUpper(c);
    }

    static boolean isAlphanumeric(char c) {
        return isLetter(c) || isDigit(c);
    }

    static boolean isHexLetter(char c) {
        return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isHex(char c) {
        return isDigit(c) || isHexLetter(c);
    }

    /** Either alphabet of base64, padding included. */
    static boolean isBase64(char c) {
        return isAlphanumeric(c) || c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
    }

    /** Letters, digits, {@code _}, {@code -} and {@code .}: what names of settings are made of. */
    static boolean isName(char c) {
        return isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B;
    }

    static char lower(char c) {
        return isUpper(c) ? (char) (c | 0x20) : c;
    }

    static char upper(char c) {
        return isLower(c) ? (char) (c & ~0x20) : c;
    }

    /** {@code text} with A to Z lowered and nothing else changed. */
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                StringBuilder lowered = new StringBuilder(text);
                for (int j = i; j < lowered.length(); j++) {
                    lowered.setCharAt(j, lower(lowered.charAt(j)));
                }
                return lowered.toString();
            }
        }
        return text;
    }

    /** {@code text} with a to z raised and nothing else changed. */
    static String upper(String text) {
        StringBuilder raised = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            raised.append(upper(text.charAt(i)));
        }
        return raised.toString();
    }

    /** What follows {@code prefix}, or {@code text} itself where it does not begin so. */
    static String afterPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
