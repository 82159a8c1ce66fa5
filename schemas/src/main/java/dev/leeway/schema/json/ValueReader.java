package dev.leeway.schema.json;

import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values; what a later release invented becomes a withheld value, which compares with nothing.
 *
 * <p>Tells besides whether the value stood there in the one form a writer gives it, so that its bytes can be hashed as
 * they are.
 */
final class ValueReader {
    /** Why a value of a kind this release does not know is withheld. */
    static final String UNKNOWN_KIND = "unknownKind";

    private static final String SEE_VALUES = "see the values in docs/format.md";

    private final JsonIn in;
    private boolean canonical;
    private boolean unknown;

    ValueReader(JsonIn in) {
        this.in = in;
    }

    /** Whether the value last read was in canonical form, spaces and escapes apart. */
    boolean canonical() {
        return canonical;
    }

    /** Whether the value last read held something a later release invented. */
    boolean unknown() {
        return unknown;
    }

    /** The value that comes next. */
    Value read() throws FormatException {
        canonical = true;
        unknown = false;
        Value value = value();
        return unknown ? new Value.Withheld(UNKNOWN_KIND) : value;
    }

    private Value value() throws FormatException {
        return switch (in.next()) {
            case TEXT -> new Value.Text(in.text());
            case NUMBER -> Value.Numeric.of(in.integer());
            case FLAG -> new Value.Flag(in.flag());
            case ARRAY -> new Value.ListOf(members());
            case OBJECT -> object();
            case NULL -> throw in.error("null, which is no value", SEE_VALUES);
        };
    }

    private List<Value> members() throws FormatException {
        List<Value> members = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            members.add(value());
        }
        return members;
    }

    private Value object() throws FormatException {
        ValueParts parts = new ValueParts();
        String previous = "";
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            canonical &= previous.compareTo(name) < 0;
            previous = name;
            member(name, parts);
        }
        Value made = parts.value();
        unknown |= made == null;
        return made == null ? new Value.Withheld(UNKNOWN_KIND) : made;
    }

    private void member(String name, ValueParts parts) throws FormatException {
        switch (name) {
            case "version" -> parts.version(in.text());
            case "scheme" -> parts.scheme(in.text());
            case "set" -> parts.whole(set());
            case "secret" -> parts.tags(tags());
            case "presence" -> parts.presence(in.text());
            case "bytes" -> parts.whole(new Value.Size(size()));
            case "number" -> parts.whole(number(in.text()));
            case "duration" -> parts.whole(duration(in.text()));
            case "withheld" -> parts.whole(new Value.Withheld(in.text()));
            default -> {
                in.skip();
                parts.stranger();
            }
        }
    }

    private Value set() throws FormatException {
        List<Value> members = members();
        Value.SetOf set = new Value.SetOf(members);
        canonical &= set.members().equals(members);
        return set;
    }

    private Value number(String text) throws FormatException {
        try {
            Value.Numeric number = new Value.Numeric(new BigDecimal(checkedLength(text)));
            canonical &= !ValueJson.isPlain(number.number())
                    && number.number().toPlainString().equals(text);
            return number;
        } catch (IllegalArgumentException e) {
            throw in.error("not a number of at most 100 digits", SEE_VALUES);
        }
    }

    /** Parsing takes time with the square of the length, so that comes first. */
    private static String checkedLength(String text) {
        if (text.length() > 210) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }

    private long size() throws FormatException {
        long bytes;
        if (in.next() == JsonIn.Next.TEXT) {
            bytes = largeSize(in.text());
        } else {
            bytes = in.integer();
        }
        if (bytes < 0) {
            throw in.error("a negative size", SEE_VALUES);
        }
        return bytes;
    }

    private long largeSize(String text) throws FormatException {
        try {
            long bytes = Long.parseLong(text);
            canonical &= bytes > ValueJson.MAX_EXACT && Long.toString(bytes).equals(text);
            return bytes;
        } catch (NumberFormatException e) {
            throw in.error("not a size in bytes", SEE_VALUES);
        }
    }

    private Value duration(String text) throws FormatException {
        try {
            Duration duration = Duration.parse(text);
            canonical &= duration.toString().equals(text);
            return new Value.Time(duration);
        } catch (DateTimeException e) {
            throw in.error("not a duration such as PT1.5S", SEE_VALUES);
        }
    }

    private List<SecretTag> tags() throws FormatException {
        List<SecretTag> tags = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            try {
                tags.add(SecretTag.parse(in.text()));
            } catch (IllegalArgumentException e) {
                throw in.error("not a secret tag", SEE_VALUES);
            }
            canonical &= tags.size() < 2 || tags.get(tags.size() - 2).compareTo(tags.get(tags.size() - 1)) < 0;
        }
        return tags;
    }
}
