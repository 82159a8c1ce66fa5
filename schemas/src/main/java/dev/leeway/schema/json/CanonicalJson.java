package dev.leeway.schema.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Brings JSON of unknown meaning into the canonical form of RFC 8785, confined to whole numbers and no null. */
final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * The canonical form.
     *
     * @param json one value
     * @throws FormatException when it has none: a number with a fraction or exponent, a null
     */
    static byte[] of(byte[] json, String sourceName, ReadingLimits limits) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(json), sourceName, limits);
        in.start();
        byte[] canonical = value(in);
        in.end();
        return canonical;
    }

    private static byte[] value(JsonIn in) throws FormatException {
        return switch (in.next()) {
            case TEXT -> {
                String text = in.text();
                yield bytes(out -> out.string(text));
            }
            case NUMBER -> {
                long number = in.integer();
                yield bytes(out -> out.number(number));
            }
            case FLAG -> {
                String word = Boolean.toString(in.flag());
                yield bytes(out -> out.raw(word));
            }
            case ARRAY -> array(in);
            case OBJECT -> object(in);
            case NULL -> throw in.error("null, which no value holds", "see the values in docs/format.md");
        };
    }

    private static byte[] array(JsonIn in) throws FormatException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        in.beginArray();
        whole.write('[');
        for (int i = 0; in.nextItem(); i++) {
            if (i > 0) {
                whole.write(',');
            }
            whole.writeBytes(value(in));
        }
        whole.write(']');
        return whole.toByteArray();
    }

    private static byte[] object(JsonIn in) throws FormatException {
        Map<String, byte[]> members = new TreeMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            members.put(name, value(in));
        }
        return bytes(out -> {
            String separator = "{";
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                out.raw(separator).key(member.getKey());
                out.bytes(member.getValue(), 0, member.getValue().length);
                separator = ",";
            }
            out.raw(members.isEmpty() ? "{}" : "}");
        });
    }

    private static byte[] bytes(JsonOut.Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(bytes, content);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail like a disk", e);
        }
        return bytes.toByteArray();
    }
}
