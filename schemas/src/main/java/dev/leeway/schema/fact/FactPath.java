package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @throws IllegalArgumentException naming the text when a segment is malformed
     */
    public static FactPath parse(String text) {
        FactPath path = new FactPath(text);
        path.segments();
        return path;
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
