package dev.leeway.schema.json;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.List;

/** Writes values in their canonical form: members in the order of RFC 8785. */
final class ValueJson {
    /** The largest whole number every JSON reader keeps exactly. */
    static final long MAX_EXACT = (1L << 53) - 1;

    private ValueJson() {}

    static void write(Value value, JsonOut out) {
        switch (value.kind()) {
            case TEXT -> out.string(((Value.Text) value).text());
            case NUMBER -> number(((Value.Numeric) value).number(), out);
            case FLAG -> out.raw(((Value.Flag) value).set() ? "true" : "false");
            case VERSION -> version((Value.Version) value, out);
            case SIZE -> size(((Value.Size) value).bytes(), out);
            case DURATION ->
                out.raw("{\"duration\":")
                        .string(((Value.Time) value).duration().toString())
                        .raw('}');
            case SET -> {
                out.raw("{\"set\":");
                members(((Value.SetOf) value).members(), out);
                out.raw('}');
            }
            case LIST -> members(((Value.ListOf) value).members(), out);
            case SECRET -> secret((Value.Secret) value, out);
            case WITHHELD ->
                out.raw("{\"withheld\":")
                        .string(((Value.Withheld) value).reason())
                        .raw('}');
        }
    }

    private static void number(BigDecimal number, JsonOut out) {
        if (number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(MAX_EXACT)) <= 0) {
            out.number(number.longValueExact());
        } else {
            out.raw("{\"number\":").string(number.toPlainString()).raw('}');
        }
    }

    private static void version(Value.Version version, JsonOut out) {
        out.raw("{\"scheme\":")
                .string(version.scheme().text())
                .raw(",\"version\":")
                .string(version.version())
                .raw('}');
    }

    private static void size(long bytes, JsonOut out) {
        out.raw("{\"bytes\":");
        if (bytes <= MAX_EXACT) {
            out.number(bytes);
        } else {
            out.string(Long.toString(bytes));
        }
        out.raw('}');
    }

    private static void secret(Value.Secret secret, JsonOut out) {
        out.raw('{');
        if (secret.tags().isEmpty()) {
            out.raw("\"presence\":").string(secret.presence().text()).raw(",");
        }
        out.raw("\"secret\":[");
        boolean first = true;
        for (SecretTag tag : secret.tags()) {
            out.raw(first ? "" : ",").string(tag.text());
            first = false;
        }
        out.raw("]}");
    }

    private static void members(List<Value> members, JsonOut out) {
        out.raw('[');
        boolean first = true;
        for (Value member : members) {
            if (!first) {
                out.raw(',');
            }
            write(member, out);
            first = false;
        }
        out.raw(']');
    }

    /** The presence a secret without one written has. */
    static final Presence PRESENCE_OF_TAGS = Presence.TAGGED;
}
