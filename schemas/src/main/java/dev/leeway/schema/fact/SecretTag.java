package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A keyed tag of a secret: equal tags of one key mean equal values; nothing else can be learnt without the key.
 *
 * <p>Text form {@code k-7f3a9c21:Zm9v...}.
 *
 * @param keyId public name of the key, {@code k-} and hexadecimal digits
 * @param mac base64url of the message authentication code, without padding
 */
public record SecretTag(String keyId, String mac) implements Comparable<SecretTag> {
    private static final Pattern KEY_ID = Pattern.compile("k-[0-9a-f]{4,64}");
    private static final Pattern MAC = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    public SecretTag {
        requireNonNull(keyId, "keyId is null");
        requireNonNull(mac, "mac is null");
        if (!KEY_ID.matcher(keyId).matches() || !MAC.matcher(mac).matches()) {
            throw new IllegalArgumentException("not a secret tag: expected k-<hex>:<base64url>");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text is not a tag; the text itself is not repeated in the message
     */
    public static SecretTag parse(String text) {
        int colon = text.indexOf(':');
        return new SecretTag(text.substring(0, Math.max(colon, 0)), text.substring(colon + 1));
    }

    /** The text form. */
    public String text() {
        return keyId + ":" + mac;
    }

    /** Written out for the reason {@link Value} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SecretTag that && keyId.equals(that.keyId) && mac.equals(that.mac);
    }

    @Override
    public int hashCode() {
        return mac.hashCode();
    }

    @Override
    public int compareTo(SecretTag other) {
        return text().compareTo(other.text());
    }
}
