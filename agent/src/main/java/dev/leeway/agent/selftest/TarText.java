package dev.leeway.agent.selftest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files as the tar archives that engines hand out and save. */
final class TarText {
    private static final int RECORD = 512;
    private static final int NAME = 100;
    private static final int SUM = 148;

    private TarText() {}

    /** {@code files} by name without a leading slash, behind the directories they lie in. */
    static byte[] of(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SortedSet<String> directories = new TreeSet<>();
        for (String name : files.keySet()) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                directories.add(name.substring(0, slash + 1));
            }
        }
        directories.forEach(name -> add(out, name, '5', new byte[0]));
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            add(out, each.getKey(), '0', each.getValue());
        }
        out.writeBytes(new byte[2 * RECORD]);
        return out.toByteArray();
    }

    private static void add(ByteArrayOutputStream out, String name, char kind, byte[] content) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME) {
            out.writeBytes(header("././@LongLink", 'L', bytes.length));
            padded(out, bytes);
        }
        out.writeBytes(header(
                new String(Arrays.copyOf(bytes, Math.min(NAME, bytes.length)), StandardCharsets.ISO_8859_1),
                kind,
                content.length));
        padded(out, content);
    }

    private static void padded(ByteArrayOutputStream out, byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(RECORD - content.length % RECORD) % RECORD]);
    }

    private static byte[] header(String name, char kind, int size) {
        byte[] header = new byte[RECORD];
        put(header, 0, name);
        put(header, 100, kind == '5' ? "0000755" : "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, octal(size));
        put(header, 136, octal(1_000_000));
        put(header, SUM, "        ");
        header[156] = (byte) kind;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, SUM, octal(sum).substring(5) + "\0 ");
        return header;
    }

    private static String octal(int number) {
        String digits = Integer.toOctalString(number);
        return "0".repeat(11 - digits.length()) + digits;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
