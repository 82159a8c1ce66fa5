package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sum that names content.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex in lower case
 */
record Digest(String algorithm, String hex) {
    private static final Pattern FORM = Pattern.compile("(sha256):([0-9a-f]{64})|(sha512):([0-9a-f]{128})");

    Digest {
        requireNonNull(algorithm, "algorithm is null");
        requireNonNull(hex, "hex is null");
    }

    /** Reads {@code sha256:...}; empty for what is no such sum. */
    static Optional<Digest> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                form.group(1) != null
                        ? new Digest(form.group(1), form.group(2))
                        : new Digest(form.group(3), form.group(4)));
    }

    /** Begins a sum of this kind. */
    MessageDigest sum() {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has these sums", e);
        }
    }

    /** Whether {@code sum}, ended, is this. */
    boolean matches(MessageDigest sum) {
        return HexFormat.of().formatHex(sum.digest()).equals(hex);
    }

    /** Where content of this sum lies in a layout. */
    String path() {
        return "blobs/" + algorithm + "/" + hex;
    }

    /** Throws unless {@code content} has this sum. */
    void check(byte[] content) throws IOException {
        MessageDigest sum = sum();
        sum.update(content);
        if (!matches(sum)) {
            throw new IOException("its content does not have the sum that it is named by");
        }
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
