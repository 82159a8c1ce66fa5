package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Outputs kept beside the tests; {@code -Dgolden.update=true} writes them anew, to be reviewed as a change. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private Golden() {}

    /** {@code actual} is what the file of that name holds; names that end in {@code .gz} are kept compressed. */
    public static void matches(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (UPDATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, name.endsWith(".gz") ? packed(actual) : actual.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).as("golden file, written with -Dgolden.update=true").exists();
        byte[] kept = Files.readAllBytes(file);
        String expected = name.endsWith(".gz") ? unpacked(kept) : new String(kept, StandardCharsets.UTF_8);
        if (actual.length() > 100_000) {
            int at = firstDifference(expected, actual);
            assertThat(at)
                    .as(() -> name + " differs: " + around(expected, at) + " against " + around(actual, at))
                    .isNegative();
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static int firstDifference(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return i;
            }
        }
        return left.length() == right.length() ? -1 : shared;
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
