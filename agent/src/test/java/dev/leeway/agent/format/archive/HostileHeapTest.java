package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile archives one after another in a virtual machine of 64 MiB, each within ten seconds, told and never written anywhere. */
class HostileHeapTest {
    private static final byte[] POM = "groupId=g\nartifactId=a\nversion=1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ZEROES = 64 << 20;

    @TempDir
    Path directory;

    /** Reads every file of a directory; prints its name, the seconds it took, and what was skipped. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        ArchiveReader reader = new ArchiveReader(ArchiveLimits.standard());
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                long start = System.nanoTime();
                try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                    List<Skipped> skipped =
                            reader.read(channel, file.toString()).skipped();
                    out.println(file.getFileName() + "\t" + (System.nanoTime() - start) / 1_000_000_000 + "\t"
                            + skipped.stream().map(Skipped::detail).toList());
                }
            }
        }
    }

    @Test
    void everyKindOfHostileArchiveIsToldInLittleMemoryAndTime() throws Exception {
        write("flat", flat());
        write("nested", nested());
        write("overlap", overlap());
        write("itself", itself());
        write("deep", deep());
        write(
                "escape",
                new RawZip()
                        .stored("../../../out.jar", POM)
                        .stored("/abs/out.jar", POM)
                        .toBytes());
        write("link", link());
        write("long-size", longSize());
        write("long-end", longEnd());
        write("truncated", Arrays.copyOf(nested(), 2_000));
        write("encrypted", encrypted());
        write(
                "twice",
                new RawZip().stored("lib/a.jar", POM).stored("lib/a.jar", POM).toBytes());
        HostileArchiveTest.writeMany(directory.resolve("million.jar"), 1_000_000);
        List<String> before = names();

        Map<String, String> told = told();

        assertThat(told.keySet()).containsExactlyElementsOf(before);
        assertThat(told).allSatisfy((name, line) -> {
            assertThat(Integer.parseInt(line.split("\t", 2)[0])).as(name).isLessThan(10);
            assertThat(line.split("\t", 2)[1]).as(name).isNotEqualTo("[]");
        });
        assertThat(told.get("long-size.jar")).contains("more than its bytes can inflate to");
        assertThat(told.get("long-end.jar")).contains("outside the file");
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void whereLocalHeaderAndDirectoryDisagreeNeitherIsBelieved() {
        for (String local : List.of("META-INF/maven/g/other/pom.properties", "META-INF/maven/g/a/pom.properties")) {
            RawZip zip = new RawZip();
            int at = zip.local(local, 0, local.contains("other") ? 0 : 8, POM);
            zip.declare("META-INF/maven/g/a/pom.properties", 0, 0, RawZip.crc(POM), POM.length, POM.length, at);
            ArchiveContent read = TestArchive.read(zip.toBytes(), "x.jar");

            assertThat(read.skipped())
                    .extracting(Skipped::detail)
                    .anyMatch(detail -> detail.contains("says otherwise"));
            assertThat(read.archive().identity().coordinates().key()).isEqualTo("x");
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(directory.resolve(name + ".jar"), content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> told() throws IOException, InterruptedException {
        Path output = Files.createTempFile("hostile", ".txt");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HostileHeapTest.class.getName(),
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            List<String> lines = new ArrayList<>(Files.readAllLines(output));
            assertThat(process.exitValue()).as("%s", lines).isZero();
            Map<String, String> told = new TreeMap<>();
            lines.forEach(line -> told.put(line.split("\t", 2)[0], line.split("\t", 2)[1]));
            return told;
        } finally {
            Files.delete(output);
        }
    }

    private static byte[] flat() {
        byte[] zeroes = RawZip.deflate(new byte[ZEROES]);
        RawZip zip = new RawZip();
        for (int i = 0; i < 100; i++) {
            String name = "lib/b" + i + ".jar";
            zip.declare(name, 0, 8, 0, zeroes.length, ZEROES, zip.local(name, 0, 8, zeroes));
        }
        return zip.toBytes();
    }

    /** Sixteen in each of sixteen in each of sixteen, with zeroes in the last. */
    private static byte[] nested() {
        byte[] inner = new RawZip().deflated("lib/zeroes.jar", new byte[ZEROES]).toBytes();
        for (int level = 0; level < 4; level++) {
            RawZip next = new RawZip();
            for (int i = 0; i < 16; i++) {
                next.deflated("lib/" + i + ".jar", inner);
            }
            inner = next.toBytes();
        }
        return inner;
    }

    private static byte[] overlap() {
        RawZip zip = new RawZip();
        byte[] kernel = RawZip.deflate(new byte[ZEROES]);
        int at = zip.local("a", 0, 8, kernel);
        for (int i = 0; i < 20_000; i++) {
            zip.declare("lib/" + i + ".jar", 0, 8, 0, kernel.length, ZEROES, at);
        }
        return zip.toBytes();
    }

    /** A stored entry that begins where the archive begins and ends where it ends. */
    private static byte[] itself() {
        RawZip zip = new RawZip();
        int at = zip.local("lib/a.jar", 0, 0, POM);
        return zip.declare("lib/a.jar", 0, 0, 0, 131, 131, at).toBytes();
    }

    private static byte[] deep() {
        byte[] inner = POM;
        for (int level = 0; level < 64; level++) {
            inner = new RawZip().stored("lib/n.jar", inner).toBytes();
        }
        return inner;
    }

    /** What an unpacker would make a symbolic link of, out of the directory. */
    private static byte[] link() {
        return new RawZip()
                .stored("lib/link.jar", "../../../../etc/hostname".getBytes(StandardCharsets.US_ASCII))
                .toBytes();
    }

    private static byte[] encrypted() {
        RawZip zip = new RawZip();
        String name = "META-INF/MANIFEST.MF";
        return zip.declare(name, 1, 8, 0, POM.length, POM.length, zip.local(name, 1, 8, POM))
                .toBytes();
    }

    /** An entry whose long sizes say a tebibyte. */
    private static byte[] longSize() {
        byte[] plain = new RawZip().stored("META-INF/MANIFEST.MF", POM).toBytes();
        ByteBuffer bytes = ByteBuffer.allocate(plain.length + 20).order(ByteOrder.LITTLE_ENDIAN);
        int directoryAt = 30 + 20 + POM.length;
        bytes.put(plain, 0, directoryAt + 46 + 20);
        bytes.putShort((short) 1).putShort((short) 16).putLong(1L << 40).putLong(POM.length);
        bytes.put(plain, directoryAt + 66, plain.length - directoryAt - 66);
        bytes.putInt(directoryAt + 20, -1).putInt(directoryAt + 24, -1).putShort(directoryAt + 30, (short) 20);
        bytes.putInt(bytes.capacity() - 10, 66 + 20);
        return bytes.array();
    }

    /** A long end record whose directory is larger than anything. */
    private static byte[] longEnd() {
        ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, 0x06064B50).putLong(4, 44).putLong(24, 1L << 40).putLong(32, 1L << 40);
        end.putLong(40, Long.MAX_VALUE - 5).putLong(48, Long.MAX_VALUE - 5);
        end.putInt(56, 0x07064B50).putLong(64, 0).putInt(72, 1);
        end.putInt(76, 0x06054B50).putInt(84, -1).putInt(88, -1).putInt(92, -1);
        return end.array();
    }
}
