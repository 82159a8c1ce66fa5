package dev.leeway.samples.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A request or an answer as it went over the wire: its head up to and with the empty line, and its body.
 *
 * @param head as it was sent
 * @param body likewise
 */
record HttpMessage(byte[] head, byte[] body) {
    private static final int LONGEST_HEAD = 32 << 10;

    /** Reads the next message of a connection; empty where that ends first. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        // Carriage return and line feed, twice.
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                return Optional.empty();
            }
            head.write(next);
            last = last << 8 | next;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = Integer.parseInt(header(text, "content-length").orElse("0"));
        byte[] body = in.readNBytes(length);
        return body.length < length ? Optional.empty() : Optional.of(new HttpMessage(head.toByteArray(), body));
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** The number in the first line of an answer. */
    int status() {
        return Integer.parseInt(new String(head, StandardCharsets.ISO_8859_1).split(" ", 3)[1]);
    }

    /** All of it. */
    byte[] bytes() {
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
