package dev.leeway.samples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.samples.launcher.Shell.Result;
import dev.leeway.samples.launcher.Shell.Running;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive: made once, used from then on, never believed when it should not be, and never heard of. */
final class ClassArchiveIT {
    private static final Result HELLO = new Result(0, "hello\n", "");

    @TempDir
    Path directory;

    private Path home;
    private Path puppet;
    private Shell shell;

    @BeforeEach
    void installThePuppet() throws IOException {
        // No spaces: where there are some, Java 17 starts as it should but archives no class of the application.
        home = directory.resolve("installed");
        puppet = Distribution.ofPuppet(home);
        shell = new Shell(directory);
    }

    @Test
    void isMadeByTheFirstCommandAndUsedByTheSecond() throws Exception {
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        assertThat(archives()).hasSize(1);
        assertThat(usesAnArchive()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shell.cache())))
                .isEqualTo("rwx------");
    }

    @Test
    void isMadeOnceByFirstCommandsAtTheSameTime() throws Exception {
        List<Running> commands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            commands.add(shell.start(directory, puppet, "say", "hello"));
        }
        for (Running command : commands) {
            assertThat(command.await()).isEqualTo(HELLO);
        }
        assertThat(archives()).hasSize(1);
        assertThat(usesAnArchive()).isTrue();
    }

    @Test
    void isDoneWithoutWhereTheCacheCannotBeWritten() throws Exception {
        Path file = shell.write("file", "not a directory");
        shell.with("XDG_CACHE_HOME", file.resolve("cache").toString());
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        shell.without("XDG_CACHE_HOME").without("HOME");
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        shell.with("XDG_CACHE_HOME", "relative");
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        assertThat(directory.resolve("relative")).doesNotExist();
    }

    @Test
    void isMadeAgainAfterAnyJarChanged() throws Exception {
        shell.run(puppet, "say", "hello");
        Files.setLastModifiedTime(home.resolve("lib/puppet.jar"), FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        assertThat(archives()).hasSize(2);
        assertThat(usesAnArchive()).isTrue();
    }

    @Test
    void isMadeAgainForAnotherBuildOfTheSameSizeAndTime() throws Exception {
        shell.run(puppet, "say", "hello");
        Files.writeString(puppet, Files.readString(puppet).replaceFirst("(?m)^build='.*'$", "build='another'"));
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        assertThat(archives()).hasSize(2);
    }

    @Test
    void isMadeAgainWhenItIsCutShort() throws Exception {
        shell.run(puppet, "say", "hello");
        Path archive = archives().get(0);
        cut(archive);
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        assertThat(usesAnArchive()).isTrue();
    }

    @Test
    void costsOneCommandAtMostWhenItIsDamaged() throws Exception {
        shell.run(puppet, "say", "hello");
        damage(archives().get(0));
        Result result = shell.run(puppet, "say", "hello");
        assertThat(result.code()).isIn(0, 4);
        assertThat(result.out()).isIn("hello\n", "");
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
    }

    @Test
    void isNotBelievedWhenItBelongsToSomebodyElse() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        shell.run(puppet, "say", "hello");
        Files.setAttribute(archives().get(0), "unix:uid", 65534);
        assertThat(usesAnArchive()).isFalse();
        Files.setAttribute(archives().get(0), "unix:uid", 0);
        assertThat(usesAnArchive()).isTrue();
        Files.setAttribute(shell.home(), "unix:uid", 65534);
        assertThat(usesAnArchive()).isFalse();
    }

    @Test
    void isNotMadeAgainAtOnceWhenMakingItFailed() throws Exception {
        Files.createDirectories(shell.cache());
        String broken = Files.readString(puppet).replace("\"$main\" rehearse", "NoSuchClass rehearse");
        Files.writeString(puppet, broken);
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        try (Stream<Path> left = Files.list(shell.cache())) {
            assertThat(left.toList())
                    .singleElement()
                    .satisfies(lock -> assertThat(lock)
                            .isDirectory()
                            .hasFileName(lock.getFileName().toString().replaceFirst("[.].*", ".lock")));
        }
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
    }

    private boolean usesAnArchive() throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, "classes", ".log");
        shell.with("LEEWAY_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        assertThat(shell.run(puppet, "say", "hello")).isEqualTo(HELLO);
        shell.without("LEEWAY_JAVA_OPTS");
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> line.contains(Puppet.class.getName() + " source:"))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0).endsWith("shared objects file (top)");
    }

    /** The archives once nobody is making one any more; anything else in the cache is a leftover. */
    private List<Path> archives() throws IOException, InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            try (Stream<Path> files = Files.list(shell.cache())) {
                List<Path> found = files.sorted().toList();
                if (found.stream().allMatch(file -> file.toString().endsWith(".jsa"))) {
                    return found;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the cache keeps more than archives");
    }

    private static void cut(Path archive) throws IOException {
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static void damage(Path archive) throws IOException {
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            ByteBuffer noise = ByteBuffer.allocate((int) channel.size() / 2);
            for (int i = 0; i < noise.capacity(); i++) {
                noise.put((byte) (i * 31));
            }
            channel.write(noise.flip(), channel.size() / 4);
        }
    }
}
