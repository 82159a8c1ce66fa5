package dev.leeway.schema.json;

import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes values in their canonical form: members in the order of RFC 8785. */
final class ValueJson {
    /** The largest whole number every JSON reader keeps exactly. */
    static final long MAX_EXACT = (1L << 53) - 1;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(MAX_EXACT);

    private ValueJson() {}

    static void write(Value value, JsonOut out) throws IOException {
        switch (value.kind()) {
            case TEXT -> out.string(((Value.Text) value).text());
            case NUMBER -> number(((Value.Numeric) value).number(), out);
            case FLAG -> out.raw(((Value.Flag) value).set() ? "true" : "false");
            case VERSION -> version((Value.Version) value, out);
            case SIZE -> size(((Value.Size) value).bytes(), out);
            case DURATION -> wrapped("duration", ((Value.Time) value).duration().toString(), out);
            case SET -> {
                out.raw("{\"set\":");
                members(((Value.SetOf) value).members(), out);
                out.raw('}');
            }
            case LIST -> members(((Value.ListOf) value).members(), out);
            case SECRET -> secret((Value.Secret) value, out);
            case WITHHELD -> wrapped("withheld", ((Value.Withheld) value).reason(), out);
        }
    }

    /** Whether a number is written bare. */
    static boolean isPlain(BigDecimal number) {
        return number.scale() <= 0 && number.abs().compareTo(LARGEST) <= 0;
    }

    private static void number(BigDecimal number, JsonOut out) throws IOException {
        if (isPlain(number)) {
            out.number(number.longValueExact());
        } else {
            wrapped("number", number.toPlainString(), out);
        }
    }

    private static void wrapped(String name, String text, JsonOut out) throws IOException {
        out.raw('{').key(name).string(text).raw('}');
    }

    private static void version(Value.Version version, JsonOut out) throws IOException {
        out.raw("{\"scheme\":").string(version.scheme().text());
        out.raw(",\"version\":").string(version.version()).raw('}');
    }

    private static void size(long bytes, JsonOut out) throws IOException {
        out.raw("{\"bytes\":");
        if (bytes <= MAX_EXACT) {
            out.number(bytes);
        } else {
            out.string(Long.toString(bytes));
        }
        out.raw('}');
    }

    private static void secret(Value.Secret secret, JsonOut out) throws IOException {
        out.raw('{');
        if (secret.tags().isEmpty()) {
            out.raw("\"presence\":").string(secret.presence().text()).raw(',');
        }
        out.raw("\"secret\":[");
        String separator = "";
        for (SecretTag tag : secret.tags()) {
            out.raw(separator).string(tag.text());
            separator = ",";
        }
        out.raw("]}");
    }

    private static void members(List<Value> members, JsonOut out) throws IOException {
        out.raw('[');
        String separator = "";
        for (Value member : members) {
            out.raw(separator);
            write(member, out);
            separator = ",";
        }
        out.raw(']');
    }
}
