package dev.leeway.schema.fact;

import java.util.Arrays;

/**
 * A pattern over addresses: {@code *} stays within a segment, {@code **} stands for any number of whole segments, and a key
 * can leave some out: {@code table[*{!app.*}{!tmp_*}]}.
 *
 * <p>Matching takes time linear in pattern times address, whatever the pattern: patterns come from policy files.
 */
public final class AddressPattern implements Comparable<AddressPattern> {
    private static final int MAX_LENGTH = 4096;
    private static final String ANY_DEPTH = "**";
    private static final String BUT = "{!";
    private static final String BUT_END = "}]";
    private static final String[] NONE = {};

    private final String text;
    private final String[] segments;
    /** Of each segment what it does not stand for, spelled as segments. */
    private final String[][] exceptions;
    /** What every match begins and ends with: nearly all addresses are told apart by these alone. */
    private final String opening;

    private final String ending;

    private AddressPattern(String text) {
        this.text = text;
        this.segments = text.split("/", -1);
        this.exceptions = new String[segments.length][];
        for (int i = 0; i < segments.length; i++) {
            exceptions[i] = exceptions(segments[i]);
            if (exceptions[i].length > 0) {
                segments[i] = segments[i].substring(0, segments[i].indexOf(BUT)) + "]";
            }
        }
        String plain = text.contains(BUT) ? String.join("/", segments) : text;
        int first = plain.indexOf('*');
        int last = plain.lastIndexOf('*');
        // '**' may stand for nothing, and takes its slash along.
        this.opening =
                first < 0 ? plain : plain.substring(0, first > 0 && plain.charAt(first - 1) == '/' ? first - 1 : first);
        this.ending = plain.substring(last + 1 < plain.length() && plain.charAt(last + 1) == '/' ? last + 2 : last + 1);
    }

    private static String[] exceptions(String segment) {
        int at = segment.indexOf(BUT);
        int open = segment.indexOf('[');
        if (at < 0 || open < 0 || open > at || !segment.endsWith(BUT_END)) {
            return NONE;
        }
        String[] keys = segment.substring(at + BUT.length(), segment.length() - BUT_END.length())
                .split("\\}\\{!", -1);
        return Arrays.stream(keys)
                .map(key -> segment.substring(0, open + 1) + key + "]")
                .toArray(String[]::new);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException naming the text when a segment is empty, {@code **} is only part of a segment,
     *     brackets do not pair, a character is not encoded as addresses have it, so that nothing could ever match, or the
     *     pattern is longer than 4,096 characters
     */
    public static AddressPattern parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
        }
        AddressPattern pattern = new AddressPattern(text);
        for (int i = 0; i < pattern.segments.length; i++) {
            check(pattern.segments[i], text);
            checkExceptions(pattern.segments[i], pattern.exceptions[i], text);
        }
        return pattern;
    }

    private static void checkExceptions(String segment, String[] exceptions, String whole) {
        if (exceptions.length > 0 && segment.indexOf('*', segment.indexOf('[')) < 0) {
            throw new IllegalArgumentException(
                    "a key without '*' has nothing to leave out in '" + segment + "' of pattern '" + whole + "'");
        }
        for (String exception : exceptions) {
            if (exception.endsWith("[]")) {
                throw new IllegalArgumentException("'{!}' leaves out nothing in pattern '" + whole + "'");
            }
            check(exception, whole);
        }
    }

    private static void check(String segment, String whole) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("empty segment in pattern '" + whole + "'");
        }
        if (segment.contains(ANY_DEPTH) && !segment.equals(ANY_DEPTH)) {
            throw new IllegalArgumentException("'**' must be a whole segment in pattern '" + whole + "'");
        }
        int open = segment.indexOf('[');
        int close = segment.indexOf(']');
        boolean paired = open < 0 ? close < 0 : open > 0 && close == segment.length() - 1;
        if (!paired || (open >= 0 && segment.indexOf('[', open + 1) >= 0)) {
            throw new IllegalArgumentException("brackets do not pair in '" + segment + "' of pattern '" + whole + "'");
        }
        if (!isEncodedButForWildcards(segment)) {
            throw new IllegalArgumentException(
                    "'" + segment + "' of pattern '" + whole + "' can match no address: write"
                            + " { } % and control characters as % and two upper-case digits, such as %7B, and no others so");
        }
    }

    /** Whether what lies between the characters that mean something in a pattern is encoded as in addresses. */
    private static boolean isEncodedButForWildcards(String segment) {
        int start = 0;
        for (int i = 0; i <= segment.length(); i++) {
            boolean end = i == segment.length() || "*[]".indexOf(segment.charAt(i)) >= 0;
            if (end && i > start && !AddressText.isEncoded(segment, start, i)) {
                return false;
            }
            start = end ? i + 1 : start;
        }
        return true;
    }

    /** Whether this pattern covers the whole of {@code address}. */
    public boolean matches(Address address) {
        return matches(address.text());
    }

    /** Whether this pattern covers the whole of an address or section key given in its text form. */
    public boolean matches(String address) {
        return address.startsWith(opening) && address.endsWith(ending) && matchSegments(address);
    }

    /** Whether some fact of {@code section} could be matched, so that a whole section can be passed over. */
    public boolean canMatchIn(SectionKey section) {
        return canMatchIn(section.text());
    }

    /** The same of a section key given in its text form. */
    public boolean canMatchIn(String section) {
        return segments[0].equals(ANY_DEPTH) || matchSegment(0, section, 0, section.length());
    }

    /** Goes back to the last {@code **} alone: an earlier one could take no more than the later can. */
    private boolean matchSegments(String address) {
        int p = 0;
        int start = 0;
        int starP = -1;
        int starStart = 0;
        while (start <= address.length()) {
            int end = segmentEnd(address, start);
            if (p < segments.length && segments[p].equals(ANY_DEPTH)) {
                starP = p++;
                starStart = start;
            } else if (p < segments.length && matchSegment(p, address, start, end)) {
                p++;
                start = end + 1;
            } else if (starP >= 0) {
                p = starP + 1;
                starStart = segmentEnd(address, starStart) + 1;
                start = starStart;
            } else {
                return false;
            }
        }
        while (p < segments.length && segments[p].equals(ANY_DEPTH)) {
            p++;
        }
        return p == segments.length;
    }

    private static int segmentEnd(String address, int start) {
        int slash = address.indexOf('/', start);
        return slash < 0 ? address.length() : slash;
    }

    private boolean matchSegment(int segment, String address, int from, int to) {
        if (!matchSegment(segments[segment], address, from, to)) {
            return false;
        }
        for (String exception : exceptions[segment]) {
            if (matchSegment(exception, address, from, to)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchSegment(String pattern, String address, int from, int to) {
        int p = 0;
        int s = from;
        int starP = -1;
        int starS = 0;
        while (s < to) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starP = p++;
                starS = s;
            } else if (p < pattern.length() && pattern.charAt(p) == address.charAt(s)) {
                p++;
                s++;
            } else if (starP >= 0) {
                p = starP + 1;
                s = ++starS;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The pattern as written. */
    public String text() {
        return text;
    }

    @Override
    public int compareTo(AddressPattern other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
