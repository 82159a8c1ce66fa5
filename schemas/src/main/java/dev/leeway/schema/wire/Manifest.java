package dev.leeway.schema.wire;

import dev.leeway.schema.fact.SectionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which sections a snapshot has, by id: what has to be told where nothing changed fits into its digest.
 *
 * @param ids of the sections, by their keys
 */
public record Manifest(SortedMap<SectionKey, String> ids) {
    private static final String PREFIX = "m1:sha256:";
    private static final Pattern DIGEST = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    public Manifest {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
    }

    /** {@code m1:sha256:} and the SHA-256 of each key and id, each followed by a line feed, in the order of keys. */
    public String digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (Map.Entry<SectionKey, String> section : ids.entrySet()) {
            digest.update(
                    (section.getKey().text() + "\n" + section.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    /** Whether a text is the digest of some manifest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }
}
