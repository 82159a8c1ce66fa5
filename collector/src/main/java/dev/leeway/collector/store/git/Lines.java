package dev.leeway.collector.store.git;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON laid out for people: a line for each member, so that a difference of two files is told line by line. */
final class Lines {
    private final JsonOut out;
    private String indent = "";
    private String separator = "\n";

    private Lines(JsonOut out) {
        this.out = out;
    }

    /** Writes the members of an object. */
    interface Content {
        void write(Lines lines) throws IOException;
    }

    /** Writes the value of a member, on one line. */
    interface Value {
        void write(JsonOut out) throws IOException;
    }

    /** An object of its own: the bytes of a file. */
    static byte[] object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(bytes, out -> {
                new Lines(out).nested('{', content, '}');
                out.raw('\n');
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory touches no stream", e);
        }
        return visible(bytes.toByteArray());
    }

    /** A member with a value. */
    void member(String name, Value value) throws IOException {
        begin().key(name).raw(' ');
        value.write(out);
    }

    /** A member with a text. */
    void text(String name, String text) throws IOException {
        member(name, to -> to.string(text));
    }

    /** An item of an array. */
    void item(Value value) throws IOException {
        value.write(begin());
    }

    /** A member with an object of lines. */
    void object(String name, Content content) throws IOException {
        begin().key(name).raw(' ');
        nested('{', content, '}');
    }

    /** A member with an array of lines. */
    void array(String name, Content content) throws IOException {
        begin().key(name).raw(' ');
        nested('[', content, ']');
    }

    private JsonOut begin() throws IOException {
        out.raw(separator).raw(indent);
        separator = ",\n";
        return out;
    }

    private void nested(char open, Content content, char close) throws IOException {
        String outer = indent;
        out.raw(open);
        indent = outer + "  ";
        separator = "\n";
        content.write(this);
        indent = outer;
        out.raw('\n').raw(indent).raw(close);
        separator = ",\n";
    }

    /** What would move a cursor, reorder or hide, written so that a terminal shows it; to a reader of JSON the same. */
    private static byte[] visible(byte[] json) {
        boolean plain = true;
        for (byte each : json) {
            plain &= each >= 0 && each != 0x7F;
        }
        if (plain) {
            return json;
        }
        StringBuilder shown = new StringBuilder();
        new String(json, StandardCharsets.UTF_8).codePoints().forEach(point -> {
            if (point < 0x7F || !VisibleText.hidden(point)) {
                shown.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u")
                            .append(Integer.toHexString(0x10000 | unit).substring(1));
                }
            }
        });
        return shown.toString().getBytes(StandardCharsets.UTF_8);
    }
}
