package dev.leeway.agent.format.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Reads every archive of some directories: this project's way, or as little as it takes to have the same metadata.
 *
 * <p>{@code ArchiveBench leeway|flat|bare|compress|buffered|truth ROUNDS DIRECTORY...}: {@code leeway} is what the agent does, nested
 * archives included; {@code flat} the same without nested ones; {@code bare} opens each file with the JDK's zip reader,
 * lists its entries and reads manifest and pom.properties; {@code compress} does the same with Commons Compress, and
 * {@code buffered} through a channel that holds the end of the file, where the directory is, in memory. Prints the first
 * and the median round.
 */
public final class ArchiveBench {
    private ArchiveBench() {}

    /** Runs one way over the directories. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        if (arguments[0].equals("truth")) {
            for (boolean named : new boolean[] {true, false}) {
                RepositoryTruth truth = RepositoryTruth.of(Path.of(arguments[2]), named);
                out.println((named ? "named: " : "name withheld: ") + truth.archives() + " archives");
                truth.classes().forEach((verdict, which) -> {
                    out.println("  " + which.size() + " " + verdict);
                    which.stream().limit(verdict.contains("wrong") ? 40 : 3).forEach(w -> out.println("      " + w));
                });
            }
            return;
        }
        List<Path> files = files(Arrays.asList(arguments).subList(2, arguments.length));
        Way way = way(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        double[] millis = new double[rounds];
        long[] counts = new long[3];
        for (int round = 0; round < rounds; round++) {
            Arrays.fill(counts, 0);
            long start = System.nanoTime();
            for (Path file : files) {
                way.read(file, counts);
            }
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        out.printf(
                "%s: %d files, %d archives, %d entries, %d skipped; first %.0f ms, median %.0f ms, heap in use %d KiB%n",
                arguments[0], files.size(), counts[0], counts[1], counts[2], first, millis[rounds / 2], used());
    }

    private static long used() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
    }

    private static List<Path> files(List<String> directories) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String directory : directories) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                files.filter(f -> f.toString().endsWith(".jar") || f.toString().endsWith(".war"))
                        .filter(Files::isRegularFile)
                        .forEach(found::add);
            }
        }
        Collections.sort(found);
        return found;
    }

    private static Way way(String name) {
        return switch (name) {
            case "leeway" -> leeway(ArchiveLimits.standard());
            case "flat" -> leeway(ArchiveLimits.standard().withDepth(0));
            case "bare" -> ArchiveBench::bare;
            case "compress" -> (file, counts) -> compress(Files.newByteChannel(file), counts);
            case "buffered" -> (file, counts) -> compress(BufferedEnd.of(file), counts);
            default -> throw new IllegalArgumentException("unknown way " + name);
        };
    }

    private static Way leeway(ArchiveLimits limits) {
        ArchiveReader reader = new ArchiveReader(limits);
        return (file, counts) -> {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                ArchiveContent content = reader.read(channel, file.toString());
                count(content.archive(), counts);
                counts[2] += content.skipped().size();
            }
        };
    }

    private static void count(Archive archive, long[] counts) {
        counts[0]++;
        counts[1] += archive.entries();
        archive.nested().forEach(nested -> count(nested, counts));
    }

    private static void bare(Path file, long[] counts) throws IOException {
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            counts[0]++;
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                counts[1] += entry.isDirectory() ? 0 : 1;
                read(entry.getName(), () -> zip.getInputStream(entry));
            }
        }
    }

    private static void compress(SeekableByteChannel channel, long[] counts) throws IOException {
        try (org.apache.commons.compress.archivers.zip.ZipFile zip =
                org.apache.commons.compress.archivers.zip.ZipFile.builder()
                        .setSeekableByteChannel(channel)
                        .setIgnoreLocalFileHeader(true)
                        .get()) {
            counts[0]++;
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                ZipArchiveEntry entry = all.nextElement();
                counts[1] += entry.isDirectory() ? 0 : 1;
                read(entry.getName(), () -> zip.getInputStream(entry));
            }
        }
    }

    private static void read(String name, Open open) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF")) {
            try (InputStream in = open.open()) {
                new Manifest(in);
            }
        } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
            try (InputStream in = open.open()) {
                new Properties().load(in);
            }
        }
    }

    private interface Way {
        void read(Path file, long[] counts) throws IOException;
    }

    private interface Open {
        InputStream open() throws IOException;
    }
}
