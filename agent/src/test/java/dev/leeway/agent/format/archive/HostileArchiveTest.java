package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HostileArchiveTest {
    private static final byte[] POM = "groupId=g\nartifactId=a\nversion=1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String POM_NAME = "META-INF/maven/g/a/pom.properties";

    @Test
    void aTruncatedArchiveIsToldAtEveryLengthAndNeverRead() {
        byte[] whole = new TestArchive()
                .withManifest("A: b")
                .withPom("g", "a", "1")
                .withClass("A")
                .deflated();
        for (int length = 0; length < whole.length; length++) {
            ArchiveContent read = TestArchive.read(Arrays.copyOf(whole, length), "a-1.jar");
            assertThat(read.skipped()).as("length %s", length).isNotEmpty();
            assertThat(read.archive().content()).isEmpty();
            assertThat(read.archive().identity().coordinates().key()).isEqualTo("a");
        }
    }

    @Test
    void anArchiveWithFlippedBytesNeverThrowsNorEverChangesItsNameSilently() {
        byte[] inner = new TestArchive().withPom("g", "b", "2").withClass("B").deflated();
        byte[] whole = new TestArchive()
                .withPom("g", "a", "1")
                .with("lib/b-2.jar", inner)
                .deflated();
        Random random = new Random(7);
        for (int round = 0; round < 4_000; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(TestArchive.read(damaged, "a-1.jar").archive().path()).isEqualTo("a-1.jar");
        }
    }

    @Test
    void randomBytesAreNoArchive() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        assertSkipped(TestArchive.read(noise, "n.jar"), SkipReason.MALFORMED, "not a zip archive");
        assertSkipped(TestArchive.read(new byte[0], "n.jar"), SkipReason.MALFORMED, "not a zip archive");
    }

    @Test
    void entriesThatOverlapAreNotOpened() {
        RawZip zip = new RawZip();
        byte[] kernel = RawZip.deflate(new byte[1 << 20]);
        int at = zip.local("a", 0, 8, kernel);
        for (int i = 0; i < 1000; i++) {
            zip.declare("lib/" + i + ".jar", 0, 8, 0, kernel.length, 1 << 20, at);
        }
        ArchiveContent read = TestArchive.read(zip.toBytes(), "overlap.jar");

        assertSkipped(read, SkipReason.MALFORMED, "overlap");
        assertThat(read.archive().nested())
                .hasSize(1000)
                .allMatch(a -> a.content().isEmpty());
    }

    @Test
    void overlapIsSeenWhateverTheOrderOfTheDirectory() {
        RawZip zip = new RawZip();
        int first = zip.local("first", 0, 0, POM);
        int second = zip.local("second", 0, 0, POM);
        zip.declare("second", 0, 0, RawZip.crc(POM), POM.length, POM.length, second);
        zip.declare(POM_NAME, 0, 0, RawZip.crc(POM), POM.length + 40, POM.length + 40, first);

        assertSkipped(TestArchive.read(zip.toBytes(), "a.jar"), SkipReason.MALFORMED, "overlap");
    }

    @Test
    void aBombOfZeroesIsNotInflated() {
        byte[] zeroes = RawZip.deflate(new byte[64 << 20]);
        RawZip zip = new RawZip();
        for (int i = 0; i < 400; i++) {
            int at = zip.local("lib/b" + i + ".jar", 0, 8, zeroes);
            zip.declare("lib/b" + i + ".jar", 0, 8, 0, zeroes.length, 64 << 20, at);
        }
        assertSkipped(TestArchive.read(zip.toBytes(), "bomb.jar"), SkipReason.LIMIT, "compressed more than any");
    }

    @Test
    void inflatingEndsAtTheLimitThatIsSharedByAllWithin() {
        RawZip zip = new RawZip();
        byte[] inner = new RawZip().stored("pad", noise(1 << 20)).toBytes();
        for (int i = 0; i < 5; i++) {
            zip.deflated("lib/" + i + ".jar", inner);
        }
        ArchiveLimits limits = new ArchiveLimits(8, 100, 1000, 1000, 1 << 20, 1 << 20, 10, 2 << 20, 3 << 20, 16 << 20);
        ArchiveContent read = TestArchive.read(zip.toBytes(), "a.jar", limits);

        assertThat(read.skipped())
                .containsExactly(new Skipped(
                        "a.jar",
                        SkipReason.LIMIT,
                        "lib/2.jar: more would be inflated than one file may cost",
                        3,
                        false));
    }

    @Test
    void compressedArchivesInEachOtherEndAtTheMemoryThatIsAllowed() {
        byte[] inner = new RawZip().stored("pad", noise(1 << 20)).toBytes();
        for (int i = 0; i < 4; i++) {
            inner = new RawZip().deflated("lib/n.jar", inner).toBytes();
        }
        ArchiveLimits limits = new ArchiveLimits(8, 100, 1000, 1000, 1 << 20, 1 << 20, 10, 2 << 20, 64 << 20, 5 << 19);

        assertSkipped(TestArchive.read(inner, "a.jar", limits), SkipReason.LIMIT, "than memory allows");
    }

    @Test
    void aLargeCompressedArchiveIsReadByItsBeginningAndItsEnd() {
        byte[] large = new RawZip()
                .stored(POM_NAME, POM)
                .stored("pad", noise(20 << 20))
                .stored("META-INF/MANIFEST.MF", "Main-Class: a.B\n\n".getBytes(StandardCharsets.US_ASCII))
                .toBytes();
        ArchiveContent read =
                TestArchive.read(new RawZip().deflated("lib/a-1.jar", large).toBytes(), "x.jar");
        Archive nested = read.archive().nested().get(0);

        assertThat(read.skipped()).isEmpty();
        assertThat(nested.identity().coordinates().key()).isEqualTo("g:a");
        assertThat(nested.manifest().value("Main-Class")).contains("a.B");
        assertThat(nested.content())
                .isEqualTo(TestArchive.read(large, "a-1.jar").archive().content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sixtyFourLevelsEndAtTheDepthThatIsAllowed(boolean stored) {
        byte[] inner = new TestArchive().withPom("g", "core", "1").deflated();
        for (int i = 0; i < 64; i++) {
            TestArchive next =
                    new TestArchive().with("lib/n.jar", inner).with("lib/m.jar", inner.length < 4096 ? inner : POM);
            inner = stored ? next.stored() : next.deflated();
        }
        ArchiveContent read = TestArchive.read(inner, "deep.jar");

        assertSkipped(read, SkipReason.LIMIT, "nested deeper");
        Archive level = read.archive();
        for (int i = 0; i < 9; i++) {
            level = level.nested().get(level.nested().size() - 1);
        }
        assertThat(level.nested()).isEmpty();
    }

    @Test
    void anArchiveOfItselfManyTimesEndsAtTheNumberThatIsAllowed() {
        byte[] inner = new TestArchive().withClass("A").stored();
        for (int level = 0; level < 6; level++) {
            TestArchive next = new TestArchive();
            for (int i = 0; i < 8; i++) {
                next.with("lib/" + i + ".jar", inner);
            }
            inner = next.deflated();
        }
        assertSkipped(TestArchive.read(inner, "fan.jar"), SkipReason.LIMIT, "more nested archives");
    }

    @Test
    void namesThatLeadOutAreToldAndNotFollowed() {
        byte[] inner = new TestArchive().withPom("g", "a", "1").deflated();
        for (String name :
                List.of("../../x.jar", "/etc/x.jar", "lib/../../x.jar", "C:/x.jar", "\\\\host\\x.jar", "lib/a\0.jar")) {
            ArchiveContent read =
                    TestArchive.read(new RawZip().stored(name, inner).toBytes(), "a.jar");

            assertSkipped(read, SkipReason.MALFORMED, "leads out");
            assertThat(read.archive().nested()).as(name).isEmpty();
            assertThat(read.skipped().get(0).detail()).doesNotContain("\0");
        }
    }

    @Test
    void encryptedAndOddlyCompressedEntriesAreUnreadable() {
        for (int[] kind : new int[][] {{1, 8}, {0x41, 8}, {0, 12}, {0, 14}, {0, 93}, {1, 99}}) {
            RawZip zip = new RawZip();
            zip.declare(POM_NAME, kind[0], kind[1], 0, POM.length, POM.length, zip.local(POM_NAME, 1, 8, POM));
            ArchiveContent read = TestArchive.read(zip.toBytes(), "a-1.jar");

            assertThat(read.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.UNREADABLE);
            assertThat(read.archive().identity().confidence()).isEqualTo(Identity.Confidence.GUESS);
        }
    }

    @Test
    void sizesThatLieAreTold() {
        byte[] raw = RawZip.deflate(POM);
        assertLie(raw, raw.length, POM.length - 1, "more than it declares");
        assertLie(raw, raw.length, POM.length + 1, "less than it declares");
        assertLie(raw, raw.length, 50_000_000, "more than its bytes can inflate to");
        assertLie(raw, raw.length - 3, POM.length, "end too soon");
        assertLie(raw, raw.length + 500, POM.length, "overlap");
        assertLie(raw, 0xFFFF_FFF0L, POM.length, "overlap");
        assertLie(new byte[] {7, 7, 7}, 3, POM.length, "damaged");
    }

    @Test
    void aDirectoryThatLiesAboutItselfIsTold() {
        RawZip zip = new RawZip().stored(POM_NAME, POM);
        int size = zip.directory.size();
        int at = zip.body.size();

        assertSkipped(TestArchive.read(zip.toBytes(7, size, at), "a.jar"), SkipReason.MALFORMED, "number of entries");
        assertSkipped(TestArchive.read(zip.toBytes(1, size + 9, at), "a.jar"), SkipReason.MALFORMED, "outside");
        assertSkipped(TestArchive.read(zip.toBytes(1, size - 9, at + 9), "a.jar"), SkipReason.MALFORMED, "damaged");
        assertSkipped(TestArchive.read(zip.toBytes(1, -2, at), "a.jar"), SkipReason.MALFORMED, "outside");
        assertSkipped(TestArchive.read(zip.toBytes(1, size, at + 400), "a.jar"), SkipReason.MALFORMED, "outside");
    }

    @Test
    void entriesOfOneNameAreToldAndTheLastCountsAsItDoesInARunningJvm() {
        byte[] later = "groupId=g\nartifactId=a\nversion=2\n".getBytes(StandardCharsets.US_ASCII);
        ArchiveContent read = TestArchive.read(
                new RawZip().stored(POM_NAME, POM).stored(POM_NAME, later).toBytes(), "a.jar");

        assertSkipped(read, SkipReason.MALFORMED, "several entries of one name");
        assertThat(read.archive().identity().coordinates().version()).contains("2");
    }

    @Test
    void contentThatIsNotWhatItsCheckSumSaysIsNotBelieved() {
        RawZip zip = new RawZip();
        zip.declare(POM_NAME, 0, 0, 42, POM.length, POM.length, zip.local(POM_NAME, 0, 0, POM));

        assertSkipped(TestArchive.read(zip.toBytes(), "a.jar"), SkipReason.MALFORMED, "check sum");
    }

    @Test
    void metadataBeyondItsSizeAndNumberIsTold() {
        RawZip large = new RawZip().deflated("META-INF/MANIFEST.MF", noise(2 << 20));
        assertSkipped(TestArchive.read(large.toBytes(), "a.jar"), SkipReason.LIMIT, "larger than metadata");

        RawZip many = new RawZip();
        for (int i = 0; i < 2_001; i++) {
            many.stored("META-INF/maven/g/a" + i + "/pom.properties", POM);
        }
        assertSkipped(TestArchive.read(many.toBytes(), "a.jar"), SkipReason.LIMIT, "more metadata");
    }

    @Test
    void aPomThatNamesEntitiesOrEndlessLevelsTellsNothing() {
        String entity = "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><project><artifactId>&x;</artifactId>"
                + "<version>1</version></project>";
        String deep = "<a>".repeat(100_000);
        for (String pom : List.of(entity, deep)) {
            Archive archive = TestArchive.read(
                            new TestArchive()
                                    .with("META-INF/maven/g/a/pom.xml", pom)
                                    .deflated(),
                            "named.jar")
                    .archive();
            assertThat(archive.identity().coordinates().key()).isEqualTo("named");
        }
    }

    @Test
    void aMillionEntriesAreReadUpToTheLimitInFlatMemory(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("million.jar");
        writeMany(file, 1_000_000);
        ArchiveContent read;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            read = new ArchiveReader(ArchiveLimits.standard()).read(channel, "million.jar");
        }
        assertSkipped(read, SkipReason.LIMIT, "more entries than are read");
        assertThat(read.archive().entries()).isEqualTo(400_000);
        assertThat(read.archive().content()).isEmpty();
    }

    @Test
    void longFieldsAreReadWhereTheDirectoryNeedsThem(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("long.jar");
        writeMany(file, 70_000);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ArchiveContent read = new ArchiveReader(ArchiveLimits.standard()).read(channel, "long.jar");
            assertThat(read.skipped()).isEmpty();
            assertThat(read.archive().entries()).isEqualTo(70_000);
        }
    }

    @Test
    void whatIsToldDoesNotGrowWithoutBound() {
        RawZip zip = new RawZip();
        byte[] inner =
                new RawZip().stored("/etc/x.jar", POM).stored("lib/y.jar", POM).toBytes();
        for (int i = 0; i < 3_000; i++) {
            zip.stored("lib/" + i + ".jar", inner);
        }
        assertThat(TestArchive.read(zip.toBytes(), "a.jar").skipped()).hasSizeLessThan(300);
    }

    private static void assertLie(byte[] raw, long compressed, long size, String what) {
        RawZip zip = new RawZip();
        zip.declare(POM_NAME, 0, 8, RawZip.crc(POM), compressed, size, zip.local(POM_NAME, 0, 8, raw));
        ArchiveContent read = TestArchive.read(zip.toBytes(), "x.jar");
        assertThat(read.skipped()).extracting(Skipped::detail).anyMatch(detail -> detail.contains(what));
        assertThat(read.archive().identity().evidence()).isEqualTo(Identity.Evidence.FILE_NAME);
    }

    private static void assertSkipped(ArchiveContent read, SkipReason reason, String what) {
        assertThat(read.skipped())
                .as("%s", read.skipped())
                .anyMatch(skip -> skip.reason() == reason && skip.detail().contains(what));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(3).nextBytes(noise);
        return noise;
    }

    /** Empty stored entries and a long end record; names of eight characters. */
    static void writeMany(Path file, int count) throws IOException {
        ByteBuffer local = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
        local.putInt(0x04034B50).putShort(26, (short) 8);
        ByteBuffer record = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0x02014B50).putShort(28, (short) 8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < count; i++) {
                local.putLong(30, name(i));
                out.write(local.array());
            }
            for (int i = 0; i < count; i++) {
                record.putInt(42, 38 * i).putLong(46, name(i));
                out.write(record.array());
            }
            ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
            end.putInt(0, 0x06064B50).putLong(4, 44).putLong(24, count).putLong(32, count);
            end.putLong(40, 54L * count).putLong(48, 38L * count);
            end.putInt(56, 0x07064B50).putLong(64, 92L * count).putInt(72, 1);
            end.putInt(76, 0x06054B50).putInt(84, -1).putInt(88, -1).putInt(92, -1);
            out.write(end.array());
        }
    }

    private static long name(int number) {
        long name = 0;
        for (int digit = 0; digit < 8; digit++) {
            name |= (long) ('a' + (number >> (digit * 4) & 15)) << (digit * 8);
        }
        return name;
    }
}
