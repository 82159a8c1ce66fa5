package dev.leeway.samples.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A word whose hash is stored without anything secret in it: what a thief has to find.
 *
 * @param word that was hashed
 * @param recipe of the hash
 * @param writing of the hash
 * @param place where it is stored
 */
record Giveaway(String word, Recipe recipe, Writing writing, Place place) {
    /** How a hash is written. */
    enum Writing {
        HEX,
        CAPITALS,
        BASE64,
        URL,
        HEX_OF_6_BYTES,
        HEX_OF_8_BYTES,
        BASE64_OF_12_BYTES,
        BYTES
    }

    /** Where a store has room for it. */
    enum Place {
        FACT,
        EVIDENCE,
        AUDIT,
        PERSON,
        NOTICE,
        HANDOVER,
        REPORT,
        MIRROR,
        WRITE_AHEAD_LOG
    }

    /** As a thief tells it. */
    String told() {
        return recipe.name() + "\t" + word;
    }

    String text() {
        byte[] hash = recipe.of(word);
        String hex = HexFormat.of().formatHex(hash);
        return switch (writing) {
            case HEX -> hex;
            case CAPITALS -> HexFormat.of().withUpperCase().formatHex(hash);
            case BASE64 -> Base64.getEncoder().encodeToString(hash);
            case URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            case HEX_OF_6_BYTES -> hex.substring(0, 12);
            case HEX_OF_8_BYTES -> hex.substring(0, 16);
            case BASE64_OF_12_BYTES -> Base64.getEncoder().encodeToString(hash).substring(0, 16);
            case BYTES -> throw new IllegalStateException("no text");
        };
    }

    /** The same where others stand beside it, and apart from them. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('\n');
        bytes.writeBytes(writing == Writing.BYTES ? recipe.of(word) : text().getBytes(StandardCharsets.US_ASCII));
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Whether the place takes bytes that are no text. */
    boolean fits() {
        return writing != Writing.BYTES
                || place == Place.HANDOVER
                || place == Place.REPORT
                || place == Place.WRITE_AHEAD_LOG;
    }
}
