package dev.leeway.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Order(Shared.EARLY + 5)
class DocumentedCommandsIT {
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final long LIMIT_SECONDS = 120;
    private static final Path STATE = Path.of("/var/lib/leeway");

    static List<CommandBlock> blocksToBeginWith() throws IOException {
        return blocks(first());
    }

    static List<CommandBlock> blocksOfPages() throws IOException {
        return blocks(pages());
    }

    private static List<CommandBlock> blocks(List<Path> documents) throws IOException {
        List<CommandBlock> blocks = new ArrayList<>();
        for (Path file : documents) {
            blocks.addAll(CommandBlock.in(file));
        }
        return blocks.stream().filter(block -> !block.isTheBuildItself()).toList();
    }

    static List<Path> documents() throws IOException {
        return Stream.concat(first().stream(), pages().stream()).toList();
    }

    private static List<Path> first() {
        return Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md")
                .map(REPOSITORY::resolve)
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            return docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    @Test
    void findsTheCommandsOfTheReadme() throws IOException {
        assertThat(CommandBlock.in(REPOSITORY.resolve("README.md"))).hasSizeGreaterThan(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocksToBeginWith")
    void everyCommandBlockThatPeopleBeginWithRunsAsWritten(CommandBlock block, @TempDir Path home)
            throws IOException, InterruptedException {
        runsAsWritten(block, home);
    }

    @Tag("thorough")
    @ParameterizedTest(name = "{0}")
    @MethodSource("blocksOfPages")
    void everyCommandBlockOfThePagesRunsAsWritten(CommandBlock block, @TempDir Path home)
            throws IOException, InterruptedException {
        runsAsWritten(block, home);
    }

    private static void runsAsWritten(CommandBlock block, Path home) throws IOException, InterruptedException {
        List<String> machine = machine();
        Path output = home.resolve("output.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", block.commands())
                .directory(REPOSITORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        shell.environment().put("HOME", home.toString());
        shell.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        shell.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        shell.environment().put(Program.CACHE, Program.CLASSES.toString());
        shell.environment().put("PATH", installed() + ":" + System.getenv("PATH"));
        Process process = shell.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as("ends within " + LIMIT_SECONDS + " s: " + said).isTrue();
        assertThat(process.exitValue()).as(block + " said:\n" + said).isEqualTo(block.exits());
        assertThat(machine()).as(block + " changes nothing of this machine").isEqualTo(machine);
    }

    /**
     * Whatever the products would leave on a machine outside of a user's own directories: files by name, configuration with
     * size and time. The count of an agent that is at work on this machine may move meanwhile.
     */
    private static List<String> machine() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path place : List.of(Path.of("/etc/leeway"), STATE)) {
            if (Files.isDirectory(place) && Files.isReadable(place)) {
                try (Stream<Path> below = Files.walk(place)) {
                    for (Path file : below.sorted().toList()) {
                        boolean count = file.startsWith(STATE);
                        found.add(
                                count
                                        ? file.toString()
                                        : file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                    }
                }
            }
        }
        return found;
    }

    /** The commands as a reader has them who put both {@code bin} directories on the search path. */
    private static String installed() {
        return REPOSITORY.resolve("agent/target/leeway-agent/bin") + ":"
                + REPOSITORY.resolve("collector/target/leeway/bin");
    }
}
