package dev.leeway.schema.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Documents made to exhaust, crash or deceive a reader of snapshots. */
final class Hostile {
    /** Stands for a secret inside them, which no message may repeat. */
    static final String SECRET = "hunter2-hunter2-hunter2";

    private static final long GIGABYTE = 1L << 30;
    private static final String VALUE =
            "{\"schema\":\"leeway/snapshot/1\",\"sections\":{\"os\":{\"outcome\":\"collected\","
                    + "\"revision\":1,\"facts\":{\"x\":";

    private Hostile() {}

    /** Makes the stream anew for each reading. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * One of them.
     *
     * @param name what is done
     * @param source the document
     * @param problem what the message must say
     */
    record Document(String name, Source source, String problem) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Document> documents() {
        List<Document> all = new ArrayList<>();
        endless(all);
        malformed(all);
        deceitful(all);
        compressed(all);
        return all;
    }

    private static void endless(List<Document> all) {
        add(all, "10,000 objects deep", repeated(VALUE, "{\"x\":", 10_000, "1" + "}".repeat(10_000)), "deeper than 64");
        add(all, "10,000 arrays deep", repeated(VALUE, "[", 10_000, "]".repeat(10_000)), "deeper than 64");
        add(all, "10,000 arrays deep where nobody looks", repeated("{\"x\":", "[", 10_000, ""), "deeper than 64");
        add(
                all,
                "a gigabyte in one text",
                repeated(VALUE + "\"", "a", GIGABYTE, "\"}}}}"),
                "text or number longer than 1048576");
        add(
                all,
                "a gigabyte in one text beyond ASCII",
                repeated(VALUE + "\"", "\u20AC", GIGABYTE / 3, "\""),
                "text or number longer");
        add(
                all,
                "a gigabyte in one text of escapes",
                repeated(VALUE + "\"", "\\n", GIGABYTE / 2, "\""),
                "text or number longer");
        add(all, "a gigabyte in one key", repeated("{\"", "a", GIGABYTE, "\":1}"), "key longer than 8192");
        add(all, "a gigabyte in one number", repeated(VALUE, "1", GIGABYTE, "}"), "text or number longer");
        add(
                all,
                "a number of 101 digits where nobody looks",
                text("{\"x\":" + "1".repeat(101) + "}"),
                "than 100 digits");
        add(
                all,
                "a gigabyte in one number where nobody looks",
                repeated("{\"x\":", "1", GIGABYTE, "}"),
                "text or number longer");
        add(all, "a gigabyte of spaces", repeated("{", " ", GIGABYTE, "}"), "longer than 134217728 bytes");
        add(
                all,
                "a gigabyte of texts",
                repeated("{\"x\":[", "\"" + "a".repeat(999) + "\",", GIGABYTE / 1_000, ""),
                "longer than 134217728 bytes");
        add(all, "a gigabyte of empty arrays", repeated("{\"x\":[", "[],", GIGABYTE / 3, "1]}"), "more than 2000000");
        add(
                all,
                "a gigabyte of one fact again and again",
                repeated(VALUE + "1", ",\"x\":1", GIGABYTE / 6, ""),
                "the same key twice");
        add(all, "a number of 300 digits", text(VALUE + "{\"number\":\"" + "9".repeat(300) + "\"}}}}}"), "100 digits");
        add(
                all,
                "a number of a million digits",
                text(VALUE + "{\"number\":\"" + "9".repeat(1_000_000) + "\"}"),
                "100 digits");
        add(all, "a number with a huge exponent", text(VALUE + "{\"number\":\"1e2147483647\"}}}}}"), "100 digits");
    }

    private static void malformed(List<Document> all) {
        add(all, "nothing", text(""), "empty");
        add(all, "spaces", text(" \n "), ":2:2: empty");
        add(all, "an array", text("[]"), "expected an object");
        add(all, "not a number", text(VALUE + "NaN}}}}"), "NaN or an infinity");
        add(all, "infinity", text(VALUE + "-Infinity}}}}"), "NaN or an infinity");
        add(all, "a fraction", text(VALUE + "1.5}}}}"), "fraction or exponent");
        add(all, "an exponent", text(VALUE + "1e400}}}}"), "fraction or exponent");
        add(all, "a number beyond exactness", text(VALUE + "9007199254740993}}}}"), "beyond 2^53-1");
        add(all, "a leading zero", text(VALUE + "01}}}}"), "leading zeros");
        add(all, "a null", text(VALUE + "null}}}}"), "null, which is no value");
        add(all, "cut in a text", text(VALUE + "\"" + SECRET), "ends too early");
        add(all, "cut in a word", text(VALUE + "tru"), "ends too early");
        add(all, "cut after a key", text("{\"schema\""), "ends too early");
        add(all, "cut in an escape", text(VALUE + "\"\\u12"), "ends too early");
        add(all, "more after the end", text(whole() + "x"), "more after the end");
        add(all, "a second document", text(whole() + whole()), "more after the end");
        add(all, "a byte 255 after the end", bytes(whole(), 0xFF), "not UTF-8");
        add(all, "a byte order mark", bytes("", 0xEF, 0xBB, 0xBF, '{', '}'), "byte order mark");
        add(all, "UTF-16", () -> new ByteArrayInputStream(whole().getBytes(StandardCharsets.UTF_16)), "not UTF-8");
        add(all, "a wrong byte", bytes(VALUE + "\"", 0xFF, '"'), "not UTF-8");
        add(all, "an overlong character", bytes(VALUE + "\"", 0xC0, 0x80, '"'), "not UTF-8");
        add(all, "an encoded surrogate", bytes(VALUE + "\"", 0xED, 0xA0, 0x80, '"'), "not UTF-8");
        add(all, "a cut character", bytes(VALUE + "\"", 0xE2, 0x82, '"'), "not UTF-8");
        add(all, "a lone surrogate", text(VALUE + "\"\\uD800\"}}}}"), "half of a surrogate pair");
        add(all, "surrogates backwards", text(VALUE + "\"\\uDC00\\uD800\"}}}}"), "half of a surrogate pair");
        add(all, "a control character", text(VALUE + "\"a\nb\"}}}}"), "control character");
        add(all, "an unknown escape", text(VALUE + "\"\\x41\"}}}}"), "unknown escape");
        add(all, "a comment", text("{/* */}"), "a comment");
        add(all, "a trailing comma", text("{\"x\":1,}"), "expected a key in double quotes");
        add(all, "single quotes", text("{'schema':1}"), "expected a key in double quotes");
    }

    private static void deceitful(List<Document> all) {
        String golden = whole();
        add(all, "another version", text(golden.replace("snapshot/1", "snapshot/2")), "another version of the format");
        add(
                all,
                "a report",
                text(Documents.written(
                        GoldenReports.reports().values().iterator().next())),
                "not a Leeway snapshot");
        add(all, "no version", text(golden.replace("\"schema\":\"leeway/snapshot/1\",", "")), "'schema' is missing");
        add(all, "no host", text(golden.replaceAll("\"host\":\\{.*\\},\n", "")), "'host' is missing");
        add(all, "a key twice", text(golden.replaceFirst("\\{", "{\"root\":\"/\",")), "the same key twice");
        add(all, "a key twice where nobody looks", text("{\"x\":{\"a\":1,\"b\":2,\"a\":3}}"), "the same key twice");
        add(all, "the 40th key twice", text("{\"x\":{" + keys() + ",\"k39\":1}}"), "the same key twice");
        add(all, "a key twice under an escape", text("{\"x\":{\"a\":1,\"\\u0061\":3}}"), "the same key twice");
        add(all, "a fact twice", text(VALUE + "1,\"x\":1}}}}"), "the same key twice");
        add(all, "a fact twice, apart", text(VALUE + "1,\"y\":1,\"x\":2}}}}"), "the same key twice");
        add(all, "a member of a value twice", text(VALUE + "{\"bytes\":1,\"bytes\":2}}}}}"), "the same key twice");
        add(all, "a section under another name", text("{\"sections\":{\"env[%61]\":{}}}"), "not the name of a section");
        add(all, "a fact under another name", text(VALUE + "1,\"%61\":1}}}}"), "not the path of a fact");
        add(all, "a changed fact", text(golden.replace("8080", "8081")), "does not fit its content");
        add(all, "a changed header", text(golden.replace("web-01", "web-99")), "does not fit its content");
        add(all, "facts of a probe that failed", text(VALUE.replace("collected", "failed") + "1}}}}"), "saw none");
        add(all, "a revision of none", text(VALUE.replace("\"revision\":1", "\"revision\":0") + "1}}}}"), "revision");
        add(all, "a tag that is none", text(VALUE + "{\"secret\":[\"" + SECRET + "\"]}}}}}"), "not a secret tag");
        add(all, "a negative size", text(VALUE + "{\"bytes\":-1}}}}}"), "a negative size");
        add(all, "a duration that is none", text(VALUE + "{\"duration\":\"" + SECRET + "\"}}}}}"), "not a duration");
        add(all, "a time that is none", text("{\"startedAt\":\"" + SECRET + "\"}"), "not a time");
        add(all, "a host of unknown kind", text("{\"host\":{\"kind\":\"" + SECRET + "\"}}"), "kind of host not known");
        add(
                all,
                "a pattern that is none",
                text(VALUE + "1},\"uncovered\":[{\"pattern\":\"a[\"}]}}}"),
                "not an address pattern");
        add(
                all,
                "terminal escapes in a key",
                text("{\"\\u001b[31m\\u202e\":[}"),
                "closing bracket that fits no opening one");
        add(
                all,
                "a long key around a mistake",
                text("{\"" + SECRET.repeat(100) + "\":[}"),
                "closing bracket that fits no opening one");
    }

    private static void compressed(List<Document> all) {
        add(
                all,
                "a bomb",
                () -> in(gzip(new Repeating(VALUE + "\"", "a", 32L << 20, "\"}}}}"))),
                "text or number longer");
        add(
                all,
                "a bomb of texts",
                () -> in(gzip(new Repeating("{\"x\":[", "\"" + "a".repeat(999) + "\",", 32_000, "]}"))),
                "200 times its size");
        add(all, "a bomb in a bomb", () -> in(gzip(in(gzip(new Repeating("", " ", 64L << 20, ""))))), "not JSON");
        add(all, "cut gzip", () -> in(cut(gzip(in(whole().getBytes(StandardCharsets.UTF_8))))), "damaged or cut");
        add(all, "flipped gzip", () -> in(flipped(gzip(in(whole().getBytes(StandardCharsets.UTF_8))))), "");
        add(all, "only a gzip magic", bytes("", 0x1F, 0x8B), "damaged or cut");
        add(all, "a failing disk", Failing::new, "cannot be read");
    }

    private static void add(List<Document> all, String name, Source source, String problem) {
        all.add(new Document(name, source, problem));
    }

    private static String whole() {
        return Documents.written(
                java.util.Objects.requireNonNull(GoldenSnapshots.snapshots().get("values.json")));
    }

    private static String keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            keys.add("\"k" + i + "\":1");
        }
        return String.join(",", keys);
    }

    private static Source repeated(String head, String body, long times, String tail) {
        return () -> new Repeating(head, body, times, tail);
    }

    private static Source text(String text) {
        return () -> in(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Source bytes(String head, int... tail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        Arrays.stream(tail).forEach(bytes::write);
        return () -> in(bytes.toByteArray());
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] gzip(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            in.transferTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 20);
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 0x40;
        return bytes;
    }

    /** Gives a beginning and then an error that names a file. */
    private static final class Failing extends InputStream {
        private final InputStream start = in(VALUE.getBytes(StandardCharsets.UTF_8));

        @Override
        public int read() throws IOException {
            int b = start.read();
            if (b < 0) {
                throw new IOException(SECRET);
            }
            return b;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            target[from] = (byte) read();
            return 1;
        }
    }
}
