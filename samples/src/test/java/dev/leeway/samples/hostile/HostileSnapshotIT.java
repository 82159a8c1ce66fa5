package dev.leeway.samples.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Taken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is fed to {@code leeway diff} in place of a snapshot is refused in words, soon, and within its memory. */
class HostileSnapshotIT {
    /** Of every build; that each of the others is refused is held by tests of reading, without a process. */
    private static final int FEW = 7;

    private static final long LIMIT_SECONDS = 60;
    private static final double MOST_CPU_SECONDS = 1.0;
    private static final long MOST_KIBIBYTES = 256 << 10;
    private static final int GIBIBYTE = 1 << 30;
    private static final String OPENING = "{\"schema\":\"leeway/snapshot/1\",\"host\":{\"name\":\"";

    @TempDir
    Path directory;

    private Path good;
    private String text;

    @BeforeEach
    void takeOne() throws IOException, InterruptedException {
        good = Taken.with(Program.agent(), directory, "--uncounted", "--only", "os")
                .file();
        text = Files.readString(good);
    }

    @Tag("seeded")
    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoSnapshot() throws IOException, InterruptedException {
        Path bomb = bomb();
        Measured usual = measured(good.toString(), out -> {});
        assertThat(usual.exit()).as("the same in good order").isZero();
        double start = usual.cpuSeconds();
        List<Hostile> all = List.of(
                new Hostile("10,000 levels", "-", out -> write(out, OPENING + "x\"},\"a\":" + "[".repeat(10_000))),
                new Hostile("a text of one gigabyte", "-", out -> flood(out, OPENING, (byte) 'a')),
                new Hostile("a gigabyte of spaces", "-", out -> flood(out, "{", (byte) ' ')),
                new Hostile("a gigabyte of a number", "-", out -> flood(out, "{\"sequence\":1", (byte) '0')),
                new Hostile("a key of one gigabyte", "-", out -> flood(out, "{\"", (byte) 'k')),
                new Hostile("a member twice", "-", edited("\"root\":\"/\"", "\"root\":\"/\",\"root\":\"/\"")),
                new Hostile(
                        "a fact twice", "-", edited("\"architecture\":", "\"architecture\":\"x\",\"architecture\":")),
                new Hostile("not a number", "-", edited("\"sequence\":0", "\"sequence\":NaN")),
                new Hostile("infinity", "-", edited("\"sequence\":0", "\"sequence\":-Infinity")),
                new Hostile("half a document", "-", out -> write(out, text.substring(0, text.length() / 2))),
                new Hostile(
                        "all but the last brace",
                        "-",
                        out -> write(out, text.stripTrailing().replaceFirst("}$", ""))),
                new Hostile("two documents", "-", out -> write(out, text + text)),
                new Hostile("nothing", "-", out -> {}),
                new Hostile("no JSON", "-", out -> write(out, "PK\u0003\u0004 no JSON at all")),
                new Hostile("zeros without end", "-", out -> flood(out, "", (byte) 0)),
                new Hostile("another version", "-", edited("leeway/snapshot/1", "leeway/snapshot/2")),
                new Hostile("another schema", "-", edited("leeway/snapshot/1", "leeway/report/1")),
                new Hostile("broken encoding", "-", out -> out.write(broken())),
                new Hostile("an outcome nobody knows", "-", edited("\"collected\"", "\"perfect\"")),
                new Hostile("a gzip bomb", bomb.toString(), out -> {}));
        return Acceptance.of(all, Acceptance.seeded(FEW, all.size())).stream()
                .map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> refuses(hostile, start)));
    }

    private void refuses(Hostile hostile, double start) throws IOException, InterruptedException {
        Measured measured = measured(hostile.argument(), hostile.content());
        assertThat(measured.exit()).as(measured.err()).isEqualTo(2);
        assertThat(measured.out()).isEmpty();
        assertThat(measured.err())
                .contains(hostile.argument().equals("-") ? "standard input" : "bomb.json.gz")
                .doesNotContain("Exception", "\tat ")
                .hasSizeLessThan(1_000);
        assertThat(measured.cpuSeconds()).as("seconds of CPU").isLessThan(start + MOST_CPU_SECONDS);
        assertThat(measured.kibibytes()).as("peak memory in KiB").isLessThan(MOST_KIBIBYTES);
    }

    private Measured measured(String argument, Content content) throws IOException, InterruptedException {
        Needs.command("time");
        Path figures = directory.resolve("figures");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        "time",
                        "-q",
                        "-f",
                        "%U %S %M",
                        "-o",
                        figures.toString(),
                        Program.leeway().path(),
                        "diff",
                        argument,
                        good.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put(Program.CACHE, Program.CLASSES.toString());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            content.writeTo(in);
        } catch (IOException readerLeft) {
            // It has seen enough, as it should.
            assertThat(readerLeft).hasMessageContaining("pipe");
        }
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
        List<String> lines = Files.readAllLines(figures);
        String[] words = lines.get(lines.size() - 1).split(" ");
        return new Measured(
                process.exitValue(),
                Files.readString(out),
                Files.readString(err),
                Double.parseDouble(words[0]) + Double.parseDouble(words[1]),
                Long.parseLong(words[2]));
    }

    private Content edited(String from, String to) {
        assertThat(text).contains(from);
        String changed = text.replace(from, to);
        return out -> write(out, changed);
    }

    private byte[] broken() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf("\"name\":\"") + 8] = (byte) 0xff;
        return bytes;
    }

    private Path bomb() throws IOException {
        Path bomb = directory.resolve("bomb.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            flood(out, OPENING, (byte) 'a');
        }
        assertThat(bomb).satisfies(file -> assertThat(Files.size(file)).isLessThan(2 << 20));
        return bomb;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void flood(OutputStream out, String opening, byte with) throws IOException {
        write(out, opening);
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, with);
        for (int written = 0; written < GIBIBYTE; written += block.length) {
            out.write(block);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Hostile(String name, String argument, Content content) {}

    private record Measured(int exit, String out, String err, double cpuSeconds, long kibibytes) {}
}
