package dev.leeway.agent.probe.dependency.manifest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The content of a file as it is compared: text with line ends of one kind, anything else as it is.
 *
 * @param bytes to be tagged under a key and never told: the content where it is short, else its digest
 * @param size of the content, with these line ends
 */
record LooseContent(byte[] bytes, long size) {
    /** What is no longer than this goes to the redactor as it is, which knows what of it would be too easily guessed. */
    private static final int SHORT = 128;

    static LooseContent of(byte[] content) {
        byte[] plain = isText(content) ? unixLines(content) : content;
        return new LooseContent(plain.length <= SHORT ? plain : digest(plain), plain.length);
    }

    private static boolean isText(byte[] content) {
        for (byte each : content) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] unixLines(byte[] content) {
        byte[] plain = new byte[content.length];
        int length = 0;
        for (int i = 0; i < content.length; i++) {
            boolean before = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            if (!before) {
                plain[length++] = content[i];
            }
        }
        return length == content.length ? content : Arrays.copyOf(plain, length);
    }

    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
