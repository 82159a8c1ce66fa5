package dev.leeway.collector.policy;

import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Values to try a policy with: of the kind a fact has, and unlike each other. */
final class SampleValues {
    private static final String KEY = "k-0000";
    private static final int SHORTEST = 24;

    private SampleValues() {}

    static boolean isVersion(Value.Kind kind) {
        return kind == Value.Kind.VERSION;
    }

    static Value version() {
        return new Value.Version("5.4.3", VersionScheme.GENERIC);
    }

    /** A version later than {@link #version} by one patch, minor or major step. */
    static Value later(String step) {
        String version = switch (step) {
            case "patch" -> "5.4.4";
            case "minor" -> "5.5.3";
            default -> "6.4.3";
        };
        return new Value.Version(version, VersionScheme.GENERIC);
    }

    /** A value of the kind the catalogue gives; a text where it knows nothing of the fact. */
    static Value first(Optional<FactEntry> entry) {
        return value(entry, true);
    }

    /** Another value of that kind. */
    static Value second(Optional<FactEntry> entry) {
        return value(entry, false);
    }

    private static Value value(Optional<FactEntry> entry, boolean first) {
        return switch (entry.map(FactEntry::type).orElse(Value.Kind.TEXT)) {
            case TEXT, WITHHELD -> new Value.Text(first ? "one" : "two");
            case NUMBER -> Value.Numeric.of(first ? 10 : 20);
            case FLAG -> new Value.Flag(first);
            case VERSION -> first ? version() : later("major");
            case SIZE -> new Value.Size(first ? 1 << 20 : 1 << 30);
            case DURATION -> new Value.Time(Duration.ofSeconds(first ? 10 : 20));
            case SET -> Value.SetOf.texts(List.of(first ? "one" : "two"));
            case LIST -> Value.ListOf.texts(List.of(first ? "one" : "two"));
            case SECRET -> secret(first ? "a" : "b");
        };
    }

    /** A secret whose equality can be told; secrets of one name are equal. */
    static Value secret(String name) {
        StringBuilder text = new StringBuilder(name);
        while (text.length() < SHORTEST) {
            text.append('.');
        }
        String mac = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.substring(0, SHORTEST).getBytes(StandardCharsets.UTF_8));
        return new Value.Secret(List.of(new SecretTag(KEY, mac)), Presence.TAGGED);
    }
}
