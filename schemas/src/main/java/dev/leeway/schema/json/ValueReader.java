package dev.leeway.schema.json;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads values; what a later release invented becomes a withheld value, which compares with nothing. */
final class ValueReader {
    /** Why a value of a kind this release does not know is withheld. */
    static final String UNKNOWN_KIND = "unknownKind";

    private static final String SEE_FORMAT = "see the values in docs/format.md";

    private final JsonIn in;

    ValueReader(JsonIn in) {
        this.in = in;
    }

    Value read() throws FormatException {
        return switch (in.next()) {
            case TEXT -> new Value.Text(in.text());
            case INTEGER -> Value.Numeric.of(in.integer());
            case FLAG -> new Value.Flag(in.flag());
            case ARRAY -> new Value.ListOf(members());
            case OBJECT -> object();
            case NULL -> throw in.error("null is no value", SEE_FORMAT);
        };
    }

    private List<Value> members() throws FormatException {
        List<Value> members = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            members.add(read());
        }
        return members;
    }

    private Value object() throws FormatException {
        Parts parts = new Parts();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "number" -> parts.value = number(in.text());
                case "bytes" ->
                    parts.value =
                            new Value.Size(in.next() == JsonIn.Next.TEXT ? size(in.text()) : nonNegative(in.integer()));
                case "duration" -> parts.value = duration(in.text());
                case "set" -> parts.value = new Value.SetOf(members());
                case "withheld" -> parts.value = new Value.Withheld(in.text());
                case "version" -> parts.version = in.text();
                case "scheme" -> parts.scheme = in.text();
                case "secret" -> parts.tags = tags();
                case "presence" -> parts.presence = in.text();
                default -> {
                    in.skip();
                    parts.unknown = true;
                }
            }
            parts.count++;
        }
        return parts.value();
    }

    private Value number(String text) throws FormatException {
        try {
            if (text.length() <= 102) {
                return new Value.Numeric(new BigDecimal(text));
            }
        } catch (IllegalArgumentException e) {
            throw in.error("not a number of at most 100 digits", SEE_FORMAT);
        }
        throw in.error("not a number of at most 100 digits", SEE_FORMAT);
    }

    private long size(String text) throws FormatException {
        try {
            return nonNegative(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw in.error("not a size in bytes", SEE_FORMAT);
        }
    }

    private long nonNegative(long bytes) throws FormatException {
        if (bytes < 0) {
            throw in.error("a negative size", SEE_FORMAT);
        }
        return bytes;
    }

    private Value duration(String text) throws FormatException {
        try {
            return new Value.Time(Duration.parse(text));
        } catch (DateTimeException e) {
            throw in.error("not a duration such as PT1.5S", SEE_FORMAT);
        }
    }

    private List<SecretTag> tags() throws FormatException {
        List<SecretTag> tags = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            try {
                tags.add(SecretTag.parse(in.text()));
            } catch (IllegalArgumentException e) {
                throw in.error("not a secret tag", SEE_FORMAT);
            }
        }
        return tags;
    }

    /** What an object said, before it is known which kind it is. */
    private static final class Parts {
        private @Nullable Value value;
        private @Nullable String version;
        private @Nullable String scheme;
        private @Nullable List<SecretTag> tags;
        private @Nullable String presence;
        private boolean unknown;
        private int count;

        Value value() {
            if (!unknown && value != null && count == 1) {
                return value;
            }
            if (!unknown && version != null && scheme != null && count == 2) {
                String text = version;
                return VersionScheme.of(scheme)
                        .<Value>map(known -> new Value.Version(text, known))
                        .orElseGet(Parts::notKnown);
            }
            if (!unknown && tags != null && count == (presence == null ? 1 : 2)) {
                Optional<Presence> known =
                        presence == null ? Optional.of(ValueJson.PRESENCE_OF_TAGS) : Presence.of(presence);
                List<SecretTag> all = tags;
                return known.filter(said -> all.isEmpty() || said == Presence.TAGGED)
                        .<Value>map(said -> new Value.Secret(all, said))
                        .orElseGet(Parts::notKnown);
            }
            return notKnown();
        }

        private static Value notKnown() {
            return new Value.Withheld(UNKNOWN_KIND);
        }
    }
}
