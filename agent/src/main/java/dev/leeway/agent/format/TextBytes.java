package dev.leeway.agent.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text as editors and shells save it: UTF-8, or UTF-16 with its mark. */
public final class TextBytes {
    private TextBytes() {}

    /**
     * The text of {@code bytes} without a byte order mark; what is not UTF-8 in it is replaced.
     *
     * @throws MalformedException when a zero character shows that this is no text
     */
    public static String decode(byte[] bytes) throws MalformedException {
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (begins(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (begins(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        String text = new String(bytes, mark, bytes.length - mark, charset);
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            long before = text.chars().limit(zero).filter(c -> c == '\n').count();
            throw new MalformedException("line " + (before + 1) + ": expected text, found a zero character");
        }
        return text;
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
