package dev.leeway.schema.json;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the members of one object said, before it is known which kind of value they make. */
final class ValueParts {
    private @Nullable Value whole;
    private @Nullable String version;
    private @Nullable String scheme;
    private @Nullable List<SecretTag> tags;
    private @Nullable String presence;
    private int members;

    /** A member that is a value by itself. */
    void whole(Value value) {
        whole = value;
        members++;
    }

    void version(String text) {
        version = text;
        members++;
    }

    void scheme(String text) {
        scheme = text;
        members++;
    }

    void tags(List<SecretTag> texts) {
        tags = texts;
        members++;
    }

    void presence(String text) {
        presence = text;
        members++;
    }

    /** A member this release does not know: it may change the meaning of the others. */
    void stranger() {
        members += 2;
    }

    /** The value these members, all of them, make; null where this release does not know it. */
    @Nullable Value value() {
        if (whole != null) {
            return members == 1 ? whole : null;
        }
        if (version != null && scheme != null && members == 2) {
            Optional<VersionScheme> known = VersionScheme.of(scheme);
            return known.isEmpty() ? null : new Value.Version(version, known.get());
        }
        if (tags == null || members != (presence == null ? 1 : 2)) {
            return null;
        }
        Optional<Presence> known = presence == null ? Optional.of(Presence.TAGGED) : Presence.of(presence);
        boolean fits = known.isPresent() && (tags.isEmpty() ? presence != null : presence == null);
        return fits ? new Value.Secret(tags, known.get()) : null;
    }
}
