package dev.leeway.agent.format.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes archives to measure with: {@code MadeArchives DIRECTORY COUNT}, the same bytes on every run.
 *
 * <p>As libraries are on average: a manifest, Maven's metadata, some 230 entries, most of them classes in a few packages.
 */
public final class MadeArchives {
    private static final int PER_DIRECTORY = 100;
    private static final int LEAST_ENTRIES = 30;
    private static final int SPREAD = 400;
    private static final int LONGEST = 400;

    private MadeArchives() {}

    /** Writes the archives. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        for (int i = 0; i < count; i++) {
            Path directory = Files.createDirectories(Path.of(arguments[0], "d" + i / PER_DIRECTORY));
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(directory.resolve("library" + i + "-1." + i + ".jar")))) {
                write(out, i);
            }
        }
    }

    private static void write(OutputStream out, int number) throws IOException {
        Random random = new Random(number);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            String version = "1." + number;
            entry(
                    zip,
                    "META-INF/MANIFEST.MF",
                    ascii("Manifest-Version: 1.0\r\nImplementation-Version: " + version + "\r\n\r\n"));
            entry(
                    zip,
                    "META-INF/maven/org.made/library" + number + "/pom.properties",
                    ascii("groupId=org.made\nartifactId=library" + number + "\nversion=" + version + "\n"));
            int entries = LEAST_ENTRIES + random.nextInt(SPREAD);
            for (int i = 0; i < entries; i++) {
                byte[] content = new byte[random.nextInt(LONGEST)];
                random.nextBytes(content);
                String end = i % 10 == 0 ? ".properties" : ".class";
                entry(zip, "org/made/library" + number + "/part" + i % 7 + "/SomeLongerName" + i + end, content);
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_000_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
