package dev.leeway.agent.redact;

/** Recognises values that are safe by themselves, whatever they are called. */
final class SafeValues {
    private static final int MAX = 8192;
    private static final int MAX_SIMPLE = 12;
    private static final int MAX_ELEMENTS = 256;

    private SafeValues() {}

    /** Whether {@code text} is a short number or a word of an enumeration: too small to hold anything else. */
    static boolean simple(String text) {
        return text.length() <= MAX_SIMPLE && (KnownWords.has(text) || Counts.number(text));
    }

    /** Whether {@code text}, in which nothing secret was found, is of a kind known to be harmless. */
    static boolean known(String text) {
        if (text.isEmpty() || text.length() > MAX || hasControls(text)) {
            return false;
        }
        return single(text) || Places.paths(text) || Hosts.known(text) || list(text);
    }

    /** Whether {@code text} is one or more words of the published enumerations, and nothing else. */
    static boolean words(String text) {
        if (text.length() > MAX || KnownWords.has(text)) {
            return KnownWords.has(text);
        }
        for (String word : text.split("[,;| ]", -1)) {
            if (!word.isEmpty() && !KnownWords.has(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} says where something lies: a path, a file, a host in a known domain, a class. */
    static boolean place(String text) {
        return Places.paths(text)
                || Places.fileName(text)
                || Hosts.known(text)
                || CodeNames.isClass(text)
                || CodeNames.isApplication(text);
    }

    private static boolean single(String text) {
        return Counts.count(text)
                || KnownWords.has(text)
                || Counts.version(text)
                || Counts.moment(text)
                || Locales.isLocale(text)
                || Locales.isCharset(text)
                || TimeZones.isZone(text)
                || Places.fileName(text);
    }

    /** Several harmless values with commas, blanks, semicolons or bars between them. */
    private static boolean list(String text) {
        int start = 0;
        int elements = 0;
        while (start <= text.length()) {
            int end = start;
            while (end < text.length() && ", ;|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            String element = text.substring(start, end);
            if (!element.isEmpty()) {
                if (++elements > MAX_ELEMENTS || !(single(element) || Hosts.known(element) || Places.path(element))) {
                    return false;
                }
            }
            start = end + 1;
        }
        return elements > 1;
    }

    static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7F) {
                return true;
            }
        }
        return false;
    }
}
