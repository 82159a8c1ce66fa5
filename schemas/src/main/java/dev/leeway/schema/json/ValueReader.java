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
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads values; what a later release invented becomes a withheld value, which compares with nothing. */
final class ValueReader {
    /** Why a value of a kind this release does not know is withheld. */
    static final String UNKNOWN_KIND = "unknownKind";

    private static final String SEE_VALUES = "see the values in docs/format.md";
    private static final Set<String> VERSION = Set.of("scheme", "version");
    private static final Set<String> PRESENCE = Set.of("presence", "secret");

    private final JsonIn in;
    private @Nullable Json unknown;

    ValueReader(JsonIn in) {
        this.in = in;
    }

    /** The value that comes next. */
    Value read() throws FormatException {
        Json json = Json.read(in);
        Value value = value(json);
        unknown = value == null ? json : null;
        return value == null ? new Value.Withheld(UNKNOWN_KIND) : value;
    }

    /** What stood there where the value last read held something a later release invented. */
    Optional<Json> unknown() {
        return Optional.ofNullable(unknown);
    }

    /** What {@code json} means; null where this release does not know. */
    private @Nullable Value value(Json json) throws FormatException {
        if (json instanceof Json.Text text) {
            return new Value.Text(text.text());
        }
        if (json instanceof Json.Whole whole) {
            return Value.Numeric.of(whole.number());
        }
        if (json instanceof Json.Flag flag) {
            return new Value.Flag(flag.set());
        }
        if (json instanceof Json.Items items) {
            List<Value> members = members(items);
            return members == null ? null : new Value.ListOf(members);
        }
        return object(((Json.Fields) json).fields());
    }

    private @Nullable List<Value> members(@Nullable Json array) throws FormatException {
        List<Value> members = new ArrayList<>();
        for (Json item : items(array)) {
            Value member = value(item);
            if (member == null) {
                return null;
            }
            members.add(member);
        }
        return members;
    }

    /** A member too many may change the meaning of the others. */
    private @Nullable Value object(SortedMap<String, Json> fields) throws FormatException {
        if (fields.keySet().equals(VERSION)) {
            return version(fields);
        }
        if (fields.keySet().equals(PRESENCE)) {
            return present(fields);
        }
        if (fields.size() != 1) {
            return null;
        }
        Json content = fields.get(fields.firstKey());
        return switch (fields.firstKey()) {
            case "set" -> {
                List<Value> members = members(content);
                yield members == null ? null : new Value.SetOf(members);
            }
            case "secret" -> {
                List<SecretTag> tags = tags(content);
                yield tags.isEmpty() ? null : new Value.Secret(tags, Presence.TAGGED);
            }
            case "bytes" -> new Value.Size(size(content));
            case "number" -> number(text(content));
            case "duration" -> duration(text(content));
            case "withheld" -> new Value.Withheld(text(content));
            default -> null;
        };
    }

    private @Nullable Value version(SortedMap<String, Json> fields) throws FormatException {
        Optional<VersionScheme> scheme = VersionScheme.of(text(fields.get("scheme")));
        String version = text(fields.get("version"));
        return scheme.isEmpty() ? null : new Value.Version(version, scheme.get());
    }

    private @Nullable Value present(SortedMap<String, Json> fields) throws FormatException {
        Optional<Presence> presence = Presence.of(text(fields.get("presence")));
        List<SecretTag> tags = tags(fields.get("secret"));
        return presence.isEmpty() || !tags.isEmpty() ? null : new Value.Secret(tags, presence.get());
    }

    private List<SecretTag> tags(@Nullable Json array) throws FormatException {
        List<SecretTag> tags = new ArrayList<>();
        for (Json tag : items(array)) {
            try {
                tags.add(SecretTag.parse(text(tag)));
            } catch (IllegalArgumentException e) {
                throw in.error("not a secret tag", SEE_VALUES);
            }
        }
        return tags;
    }

    private Value number(String text) throws FormatException {
        try {
            return new Value.Numeric(new BigDecimal(checkedLength(text)));
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

    private long size(@Nullable Json json) throws FormatException {
        long bytes = json instanceof Json.Whole whole ? whole.number() : largeSize(text(json));
        if (bytes < 0) {
            throw in.error("a negative size", SEE_VALUES);
        }
        return bytes;
    }

    private long largeSize(String text) throws FormatException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw in.error("not a size in bytes", SEE_VALUES);
        }
    }

    private Value duration(String text) throws FormatException {
        try {
            return new Value.Time(Duration.parse(text));
        } catch (DateTimeException e) {
            throw in.error("not a duration such as PT1.5S", SEE_VALUES);
        }
    }

    private String text(@Nullable Json json) throws FormatException {
        if (json instanceof Json.Text text) {
            return text.text();
        }
        throw in.error("a value with something else where a text belongs", SEE_VALUES);
    }

    private List<Json> items(@Nullable Json json) throws FormatException {
        if (json instanceof Json.Items items) {
            return items.items();
        }
        throw in.error("a value with something else where an array belongs", SEE_VALUES);
    }
}
