package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Where a fact lies inside its section: {@code table[public.orders]/column[total]/type}.
 *
 * <p>Kept as its encoded text, because sections hold many paths and most are never taken apart. Ordered by UTF-16 code
 * units, the order of canonical JSON.
 *
 * @param text encoded segments joined by {@code /}; never empty
 */
public record FactPath(String text) implements Comparable<FactPath> {
    public FactPath {
        requireNonNull(text, "text is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty fact path");
        }
    }

    /** A path of one plain segment; {@code name} is raw and will be encoded. */
    public static FactPath of(String name) {
        return new FactPath(encodedName(name));
    }

    /** A path of one keyed segment {@code name[key]}; both raw. */
    public static FactPath of(String name, String key) {
        return new FactPath(keyed(name, key));
    }

    /**
     * Reads and checks an encoded path.
     *
     * @throws IllegalArgumentException naming the text when a segment is malformed or not in its one encoded form
     */
    public static FactPath parse(String text) {
        if (!isCanonical(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a fact path: expected name or name[key] segments"
                    + " joined by '/', other reserved characters percent-encoded");
        }
        return new FactPath(text);
    }

    /** Whether {@code text} is the one encoded form of a path; builds nothing, for readers of many. */
    public static boolean isCanonical(String text) {
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            if (!isSegment(text, start, slash)) {
                return false;
            }
            start = slash + 1;
        }
        return isSegment(text, start, text.length());
    }

    private static boolean isSegment(String text, int start, int end) {
        int open = text.indexOf('[', start);
        if (open < 0 || open >= end) {
            return start < end && AddressText.isEncoded(text, start, end);
        }
        return open > start
                && text.charAt(end - 1) == ']'
                && AddressText.isEncoded(text, start, open)
                && AddressText.isEncoded(text, open + 1, end - 1);
    }

    /** This path with a plain segment added. */
    public FactPath child(String name) {
        return new FactPath(text + "/" + encodedName(name));
    }

    /** This path with a keyed segment {@code name[key]} added. */
    public FactPath child(String name, String key) {
        return new FactPath(text + "/" + keyed(name, key));
    }

    /** The path above this one, empty for a single segment. */
    public Optional<FactPath> parent() {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new FactPath(text.substring(0, slash)));
    }

    /** The segments in order, decoded. */
    public List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            segments.add(Segment.parse(text.substring(start, end), text));
            start = end + 1;
        }
        return List.copyOf(segments);
    }

    /** This path with other names and other keys, both raw; a name may not become empty. */
    public FactPath renamed(UnaryOperator<String> names, UnaryOperator<String> keys) {
        return new FactPath(segments().stream()
                .map(each -> {
                    String name = names.apply(each.name());
                    return each.key().map(key -> keyed(name, keys.apply(key))).orElseGet(() -> encodedName(name));
                })
                .collect(Collectors.joining("/")));
    }

    /** Written out for the reason {@link Value} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FactPath that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(FactPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static String encodedName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("empty segment name");
        }
        return AddressText.encode(name);
    }

    private static String keyed(String name, String key) {
        return encodedName(name) + "[" + AddressText.encode(key) + "]";
    }

    /**
     * One step of a path, decoded.
     *
     * @param name what the step is
     * @param key which one of several, where there are several
     */
    public record Segment(String name, Optional<String> key) {
        static Segment parse(String encoded, String whole) {
            int open = encoded.indexOf('[');
            int close = encoded.indexOf(']');
            if (open < 0 && close < 0 && !encoded.isEmpty()) {
                return new Segment(AddressText.decode(encoded), Optional.empty());
            }
            if (open <= 0 || close != encoded.length() - 1 || encoded.indexOf('[', open + 1) >= 0) {
                throw new IllegalArgumentException("'" + encoded + "' is not a path segment in '" + whole + "'");
            }
            return new Segment(
                    AddressText.decode(encoded.substring(0, open)),
                    Optional.of(AddressText.decode(encoded.substring(open + 1, close))));
        }
    }
}
