package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Servers that really run, each in a room of its own, stopped with the test. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class RunningScene {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final String PYTHON = "/usr/bin/python3";
    static final String NODE = "/usr/bin/node";

    /** A name of this test alone: other services may run on the machine, those of other tests among them. */
    final String name;

    Path directory = Path.of("unset");

    private final String prefix;
    private final int firstPort;
    private final Map<String, String> environment;
    private final List<Process> started = new ArrayList<>();

    /** Services called {@code prefix} and more, at ports from {@code firstPort} on, with nothing but that environment. */
    RunningScene(String prefix, int firstPort, Map<String, String> environment) {
        this.prefix = prefix;
        this.firstPort = firstPort;
        this.environment = environment;
        this.name = prefix + letters(System.nanoTime());
    }

    @BeforeEach
    void makesARoomOutsideTemporaryDirectories() throws IOException {
        // What lies in /tmp is taken for passing, as it should be.
        Path target = Files.createDirectories(Path.of("target", "running").toAbsolutePath());
        directory = Files.createTempDirectory(target, prefix + "-");
    }

    @AfterEach
    void stopsWhatItStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The archive of a little server that holds the metadata of {@code name} in that version, or none. */
    Path jar(String file, Optional<String> version) throws IOException {
        Path jar = directory.resolve(file);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LittleServer.class.getName());
        String entry = LittleServer.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out, manifest);
                InputStream in = Objects.requireNonNull(
                        LittleServer.class.getClassLoader().getResourceAsStream(entry))) {
            archive.putNextEntry(new JarEntry(entry));
            in.transferTo(archive);
            if (version.isPresent()) {
                archive.putNextEntry(new JarEntry("META-INF/maven/com.acme/" + name + "/pom.properties"));
                archive.write(("groupId=com.acme\nartifactId=" + name + "\nversion=" + version.get() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    Process start(int port, String... command) throws Exception {
        Process process = startWithoutWaiting(command);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!listens(port)) {
            assertThat(process.isAlive()).as("%s runs", command[0]).isTrue();
            assertThat(System.nanoTime()).as("%s listens in time", command[0]).isLessThan(end);
            Thread.sleep(20);
        }
        return process;
    }

    Process startWithoutWaiting(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // As service managers start services, and shells do not.
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.strip();
    }

    /** A port below those the kernel hands out. */
    int freePort() {
        return IntStream.range(firstPort, firstPort + 800)
                .filter(RunningScene::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String letters(long number) {
        return Long.toString(number)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                .collect(Collectors.joining());
    }
}
