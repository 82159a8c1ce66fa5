package dev.leeway.agent.format.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** An archive made in memory, packed in as many ways as packers do. */
final class TestArchive {
    private final List<Entry> entries = new ArrayList<>();

    TestArchive with(String name, byte[] content) {
        entries.add(new Entry(name, content));
        return this;
    }

    TestArchive with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    TestArchive withManifest(String... lines) {
        return with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    TestArchive withPom(String group, String artifact, String version) {
        return with(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                "#Generated\nversion=" + version + "\ngroupId=" + group + "\nartifactId=" + artifact + "\n");
    }

    TestArchive withClass(String name) {
        return with(name + ".class", "class " + name);
    }

    /** Stored, in order, at one time. */
    byte[] stored() {
        return pack(ZipOutputStream.STORED, entries, 1_000_000_000_000L);
    }

    /** Deflated, in order, at one time. */
    byte[] deflated() {
        return pack(ZipOutputStream.DEFLATED, entries, 1_000_000_000_000L);
    }

    /** In another order, at other times, with or without directories, at any level and method. */
    byte[] repacked(Random random) {
        List<Entry> shuffled = new ArrayList<>(entries);
        if (random.nextBoolean()) {
            shuffled.add(new Entry("META-INF/", new byte[0]));
            shuffled.add(new Entry("some/empty/directory/", new byte[0]));
        }
        Collections.shuffle(shuffled, random);
        return pack(random.nextInt(3), shuffled, 1_000_000_000_000L + random.nextInt());
    }

    private static byte[] pack(int how, List<Entry> entries, long time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            int number = 0;
            for (Entry entry : entries) {
                ZipEntry header = new ZipEntry(entry.name);
                header.setTime(time + 86_400_000L * number++);
                boolean stored =
                        how == ZipOutputStream.STORED || entry.content.length == 0 || (how == 1 && number % 2 == 0);
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(entry.content);
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(entry.content.length);
                    header.setCrc(crc.getValue());
                } else {
                    zip.setLevel(how == 2 ? 1 : 9);
                    header.setMethod(ZipEntry.DEFLATED);
                }
                if (how == 2) {
                    header.setExtra(new byte[] {(byte) 0xFE, (byte) 0xCA, 0, 0});
                }
                zip.putNextEntry(header);
                zip.write(entry.content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static ArchiveContent read(byte[] archive, String name) {
        return read(archive, name, ArchiveLimits.standard());
    }

    static ArchiveContent read(byte[] archive, String name, ArchiveLimits limits) {
        return new ArchiveReader(limits).read(new SeekableInMemoryByteChannel(archive), name);
    }

    private record Entry(String name, byte[] content) {}
}
