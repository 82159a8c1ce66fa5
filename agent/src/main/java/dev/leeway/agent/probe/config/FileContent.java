package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextBytes;
import dev.leeway.agent.spi.Observed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The content of a file as it is compared, and as it is read. */
final class FileContent {
    /** What is no longer than this goes to the redactor as it is, which knows what of it would be too easily guessed. */
    private static final int SHORT = 128;

    private FileContent() {}

    /** The content under the fleet's key, with line ends of one kind. */
    static Observed of(String key, byte[] content) {
        byte[] plain = unixLines(content);
        return new Observed.Content("config", key, plain.length <= SHORT ? plain : digest(plain));
    }

    /** The text; of a file of properties that is not UTF-8 in the character set they had before. */
    static String text(String path, byte[] content) throws MalformedException {
        if (path.endsWith(".properties") && !isUtf8(content)) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
        return TextBytes.decode(content);
    }

    private static boolean isUtf8(byte[] content) {
        boolean marked = content.length > 1 && (content[0] & 0xFE) == 0xFE && (content[1] & 0xFE) == 0xFE;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return marked;
        }
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
        return Arrays.copyOf(plain, length);
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
