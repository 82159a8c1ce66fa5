package dev.leeway.samples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.launcher.Shell.Result;
import dev.leeway.samples.program.Program;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The distributions that the build leaves behind, started as a user starts them. */
final class DistributionIT {
    @TempDir
    Path directory;

    static Stream<Path> launchers() {
        return Stream.of(
                Distribution.agent().resolve("bin/leeway-agent"),
                Distribution.agentWithRuntime().resolve("bin/leeway-agent"),
                Distribution.collector().resolve("bin/leeway"));
    }

    static Stream<Path> archives() {
        return Stream.of(
                Distribution.agent().resolveSibling("leeway-agent.tar.gz"),
                Distribution.collector().resolveSibling("leeway.tar.gz"));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void tellsItsVersion(Path launcher) throws Exception {
        Result result = shell().run(launcher, "--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).matches(launcher.getFileName() + " \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\n");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void explainsItsExitCodes(Path launcher) throws Exception {
        Result result = shell().run(launcher, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Exit codes:", "  4   internal error, or the Java runtime failed");
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void refusesACommandItDoesNotKnow(Path launcher) throws Exception {
        Result result = shell().run(launcher, "no-such-command");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no-such-command");
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void saysThatItsResultsWereLost(Path launcher) throws Exception {
        Result result = shell().script("\"$1\" --help >/dev/full", launcher.toString());
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("standard output could not be written whole");
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void holdsJarsOnlyOnItsClassPath(Path launcher) throws Exception {
        try (Stream<Path> libraries = Files.list(launcher.resolve("../../lib").normalize())) {
            assertThat(libraries)
                    .isNotEmpty()
                    .allMatch(library -> library.toString().endsWith(".jar"));
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void packsWhatLiesUnpacked(Path archive) throws Exception {
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        assertThat(packed(archive)).isEqualTo(unpacked(archive.resolveSibling(name), name));
    }

    @Test
    void needsNoJavaOfTheHostWhereItBringsItsOwn() throws Exception {
        Shell shell = shell().without("JAVA_HOME").with("PATH", "/bin");
        Result result = shell.run(Distribution.agentWithRuntime().resolve("bin/leeway-agent"), "--version");
        assertThat(result.code()).isZero();
    }

    /** With the archive of classes of the test before: how it is made is tested elsewhere, and takes a second. */
    private Shell shell() throws IOException {
        return new Shell(directory).with(Program.CACHE, Program.CLASSES.toString());
    }

    private static Map<String, String> packed(Path archive) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    assertThat(entry.getLongUserId()).isZero();
                    entries.put(entry.getName(), describe(entry.getSize(), (entry.getMode() & 0100) != 0));
                }
            }
        }
        return entries;
    }

    private static Map<String, String> unpacked(Path root, String name) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                boolean executable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
                entries.put(name + "/" + root.relativize(file), describe(Files.size(file), executable));
            }
        }
        return entries;
    }

    private static String describe(long size, boolean executable) {
        return size + (executable ? " bytes, executable" : " bytes");
    }
}
