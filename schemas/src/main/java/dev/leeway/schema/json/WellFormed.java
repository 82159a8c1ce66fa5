package dev.leeway.schema.json;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replaces halves of surrogate pairs by U+FFFD, so that what is in memory equals what will be read back.
 *
 * <p>Such text comes from hostile or broken files on a host; it must cost neither the section nor its identity.
 */
final class WellFormed {
    private WellFormed() {}

    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder formed = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(formed::appendCodePoint);
        return formed.toString();
    }

    /** The facts with all their texts replaced; paths are well-formed by construction. */
    static Facts facts(Facts facts) {
        Facts.Builder formed = new Facts.Builder();
        facts.forEach((path, value) -> formed.add(path, value(value)));
        return formed.build();
    }

    static SortedMap<String, String> texts(SortedMap<String, String> texts) {
        SortedMap<String, String> formed = new TreeMap<>();
        texts.forEach((key, text) -> formed.put(text(key), text(text)));
        return formed;
    }

    private static Value value(Value value) {
        return switch (value.kind()) {
            case TEXT -> new Value.Text(text(((Value.Text) value).text()));
            case VERSION -> version((Value.Version) value);
            case SET -> new Value.SetOf(values(((Value.SetOf) value).members()));
            case LIST -> new Value.ListOf(values(((Value.ListOf) value).members()));
            case WITHHELD -> new Value.Withheld(text(((Value.Withheld) value).reason()));
            case NUMBER, FLAG, SIZE, DURATION, SECRET -> value;
        };
    }

    private static Value version(Value.Version version) {
        return new Value.Version(text(version.version()), version.scheme());
    }

    private static List<Value> values(List<Value> values) {
        return values.stream().map(WellFormed::value).toList();
    }
}
