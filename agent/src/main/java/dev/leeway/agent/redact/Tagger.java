package dev.leeway.agent.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Turns secrets into what may be said of them: tags under each key of the fleet, or their presence. */
final class Tagger {
    private static final String VERSION = "1";

    /** Content longer than this is a document, not a password in a file. */
    private static final int SHORT = 128;

    private final List<FleetKey> keys;

    /** Without keys only presence is told. */
    Tagger(List<FleetKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A text that looks secret: nothing is told of it where that would be too much. */
    Value.Secret secret(String tagClass, String name, String text) {
        if (text.isBlank()) {
            return Value.Secret.of(Presence.EMPTY);
        }
        if (Placeholders.like(text)) {
            return Value.Secret.of(Presence.PLACEHOLDER);
        }
        if (!keys.isEmpty() && Entropy.low(text)) {
            return Value.Secret.of(Presence.LOW_ENTROPY);
        }
        return tagged(tagClass, name, text.getBytes(UTF_8));
    }

    /** A text that does not look secret and is not known to be harmless either. */
    Value.Secret unknown(String tagClass, String name, String text) {
        return tagged(tagClass, name, text.getBytes(UTF_8));
    }

    /** Bytes of which only equality may be told. */
    Value.Secret content(String tagClass, String name, byte[] bytes) {
        if (bytes.length == 0) {
            return Value.Secret.of(Presence.EMPTY);
        }
        boolean guessable = !keys.isEmpty() && bytes.length <= SHORT && SecretNames.judge(name) == NameJudgement.SECRET;
        return guessable && Entropy.low(new String(bytes, UTF_8))
                ? Value.Secret.of(Presence.LOW_ENTROPY)
                : tagged(tagClass, name, bytes);
    }

    private Value.Secret tagged(String tagClass, String name, byte[] bytes) {
        if (keys.isEmpty()) {
            return Value.Secret.of(Presence.UNKEYED);
        }
        String purpose = VERSION + "|" + tagClass + "|" + NameWords.normalised(name);
        List<SecretTag> tags = new ArrayList<>(keys.size());
        for (FleetKey key : keys) {
            byte[] mac = new Hmac(key.subkey(purpose)).of(bytes);
            tags.add(new SecretTag(
                    key.id(), Base64.getUrlEncoder().withoutPadding().encodeToString(mac)));
        }
        return new Value.Secret(tags, Presence.TAGGED);
    }
}
