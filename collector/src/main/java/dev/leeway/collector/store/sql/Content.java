package dev.leeway.collector.store.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers and byte strings after each other, as rows hold them. */
final class Content {
    private Content() {}

    /** Writes numbers from 0, seven bits to a byte, and byte strings after their length. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer number(long number) {
            long rest = number;
            while (rest >= 0x80) {
                out.write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
            return this;
        }

        Writer bytes(byte[] bytes) {
            number(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Writer text(String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] done() {
            return out.toByteArray();
        }
    }

    /** Reads what {@link Writer} wrote. */
    static final class Reader {
        private final byte[] content;
        private int at;

        Reader(byte[] content) {
            this.content = content;
        }

        long number() throws DamagedException {
            long number = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                if (at >= content.length) {
                    break;
                }
                byte next = content[at++];
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return number;
                }
            }
            throw new DamagedException("a number without an end");
        }

        byte[] bytes() throws DamagedException {
            long length = number();
            if (length > content.length - at) {
                throw new DamagedException("a text without an end");
            }
            at += (int) length;
            return Arrays.copyOfRange(content, at - (int) length, at);
        }

        String text() throws DamagedException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        boolean more() {
            return at < content.length;
        }
    }

    /** The numbers of sections in the order of a document. */
    static byte[] numbers(List<Long> numbers) {
        Writer writer = new Writer();
        numbers.forEach(writer::number);
        return writer.done();
    }

    /** What {@link #numbers} wrote. */
    static List<Long> numbers(byte[] content) throws DamagedException {
        Reader reader = new Reader(content);
        List<Long> numbers = new ArrayList<>();
        while (reader.more()) {
            numbers.add(reader.number());
        }
        return numbers;
    }
}
