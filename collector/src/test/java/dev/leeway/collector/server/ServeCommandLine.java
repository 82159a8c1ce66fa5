package dev.leeway.collector.server;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How a test starts {@code leeway serve}. Where it does so again and again an archive of classes, as the distribution makes one at its
 * first start, spares each start a quarter of its processor time.
 */
final class ServeCommandLine {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> java;
    private final List<String> more;

    private ServeCommandLine(List<String> java) {
        this(java, List.of());
    }

    private ServeCommandLine(List<String> java, List<String> more) {
        this.java = java;
        this.more = more;
    }

    /** By the class path of this test, for one that is started once, with that configuration. */
    static ServeCommandLine configured(Path config) {
        return new ServeCommandLine(
                options("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                List.of("--config", config.toString()));
    }

    /** By the class path of this test, with an archive made in {@code folder}; a failure to make one costs time and nothing else. */
    static ServeCommandLine archived(Path folder) throws IOException, InterruptedException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path)) {
                jars.add(entry);
            } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                // No directory may stand in the class path of an archive.
                jars.add(packed(path, folder.resolve("classes-" + jars.size() + ".jar"))
                        .toString());
            }
        }
        String classPath = String.join(File.pathSeparator, jars);
        Path archive = folder.resolve("classes.jsa");
        ServeCommandLine making =
                new ServeCommandLine(options("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath));
        Process process = new ProcessBuilder(
                        making.of("127.0.0.1:0", folder.resolve("archive.db").toString()))
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader()) {
            String line = said.readLine();
            while (line != null && !line.startsWith("leeway listens on ")) {
                line = said.readLine();
            }
            process.toHandle().destroy();
            said.transferTo(Writer.nullWriter());
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new ServeCommandLine(options("-XX:SharedArchiveFile=" + archive, "-cp", classPath));
    }

    private static List<String> options(String... more) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g"));
        java.addAll(List.of(more));
        return List.copyOf(java);
    }

    private static Path packed(Path directory, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(directory)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                CRC32 sum = new CRC32();
                sum.update(bytes);
                ZipEntry entry =
                        new ZipEntry(directory.relativize(file).toString().replace(File.separatorChar, '/'));
                entry.setSize(bytes.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
            }
        }
        return jar;
    }

    /** The whole command. */
    List<String> of(String listen, String store) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("dev.leeway.collector.cli.Main", "serve", "--listen", listen, "--store", store));
        command.addAll(more);
        return command;
    }
}
