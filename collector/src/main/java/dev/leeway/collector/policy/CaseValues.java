package dev.leeway.collector.policy;

import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads values of facts as people write them, of the kind the catalogue has for the fact. */
final class CaseValues {
    private CaseValues() {}

    /**
     * A value: a scalar, a list, or {@code {secret: a}}, {@code {version: 1.2, scheme: deb}}, {@code {set: [a, b]}},
     * {@code {text: "1"}}, {@code {bytes: 1024}}.
     */
    static Value value(YamlNode node, Optional<FactEntry> entry) throws FormatException {
        Value.Kind kind = entry.map(FactEntry::type).orElse(Value.Kind.TEXT);
        if (node instanceof YamlMap map) {
            return told(map);
        }
        if (node instanceof YamlList list) {
            List<Value> members = new ArrayList<>();
            for (YamlNode item : list.items()) {
                members.add(scalar(item.scalar(), kind));
            }
            return kind == Value.Kind.LIST ? new Value.ListOf(members) : new Value.SetOf(members);
        }
        Value value = scalar(node.scalar(), kind);
        return kind == Value.Kind.SET ? new Value.SetOf(List.of(value)) : value;
    }

    private static Value told(YamlMap map) throws FormatException {
        map.allowOnly("secret", "version", "scheme", "set", "text", "bytes");
        Optional<String> secret = map.text("secret");
        if (secret.isPresent()) {
            // The name of a presence is that; any other word names a secret, and equal words are equal secrets.
            return Presence.of(secret.get())
                    .filter(presence -> presence != Presence.TAGGED)
                    .map(presence -> (Value) Value.Secret.of(presence))
                    .orElseGet(() -> SampleValues.secret(secret.get()));
        }
        Optional<String> version = map.text("version");
        if (version.isPresent()) {
            return new Value.Version(version.get(), scheme(map));
        }
        if (map.has("bytes")) {
            return new Value.Size(map.require("bytes").integer(0, Long.MAX_VALUE));
        }
        if (map.has("set")) {
            List<Value> members = new ArrayList<>();
            for (YamlNode item : map.require("set").list().items()) {
                members.add(plain(item.scalar()));
            }
            return new Value.SetOf(members);
        }
        return new Value.Text(map.require("text").text());
    }

    private static VersionScheme scheme(YamlMap map) throws FormatException {
        Optional<YamlNode> node = map.find("scheme");
        if (node.isEmpty()) {
            return VersionScheme.GENERIC;
        }
        Optional<VersionScheme> scheme = VersionScheme.of(node.get().text());
        if (scheme.isEmpty()) {
            List<String> known = Arrays.stream(VersionScheme.values())
                    .map(VersionScheme::text)
                    .toList();
            throw node.get()
                    .place()
                    .error(
                            "unknown scheme of versions",
                            Suggestion.nextStep(node.get().text(), known));
        }
        return scheme.get();
    }

    private static Value scalar(YamlScalar scalar, Value.Kind kind) throws FormatException {
        return switch (kind) {
            case VERSION -> new Value.Version(scalar.text(), VersionScheme.GENERIC);
            case SIZE ->
                scalar.kind() == YamlScalar.Kind.INTEGER
                        ? new Value.Size(scalar.integer(0, Long.MAX_VALUE))
                        : plain(scalar);
            case DURATION -> duration(scalar);
            default -> plain(scalar);
        };
    }

    private static Value duration(YamlScalar scalar) throws FormatException {
        try {
            return new Value.Time(Duration.parse(scalar.text()));
        } catch (DateTimeException e) {
            throw scalar.place().error("not a length of time", "write it as PT30S or PT1H");
        }
    }

    /** As an agent gives it: what is written as a number is one. */
    private static Value plain(YamlScalar scalar) throws FormatException {
        String text = scalar.isNothing() ? "" : scalar.text();
        return switch (scalar.kind()) {
            case FLAG -> new Value.Flag(scalar.flag());
            case INTEGER, REAL -> number(text);
            case TEXT, NULL -> new Value.Text(text);
        };
    }

    private static Value number(String text) {
        try {
            return new Value.Numeric(new BigDecimal(text));
        } catch (IllegalArgumentException e) {
            return new Value.Text(text);
        }
    }
}
