package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds one secret; only its name is in the configuration, and whoever needs the secret reads it then.
 *
 * @param path absolute
 */
public record SecretFile(Path path) {
    /** What a password, key or address never comes near. */
    static final int LARGEST = 16 << 10;

    public SecretFile {
        requireNonNull(path, "path is null");
    }

    /**
     * The secret: the text of the file without line breaks at its end.
     *
     * @throws IOException when the file cannot be read, is no UTF-8, or is longer than 16 KiB; the message holds nothing of it
     */
    public String read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("longer than 16 KiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
