package dev.leeway.agent.probe.dependency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Java archive made in memory, with nested archives stored as packers store them. */
final class Jar {
    private final Map<String, byte[]> entries = new TreeMap<>();

    static Jar of() {
        return new Jar();
    }

    /** With Maven's metadata of {@code group:artifact}. */
    static Jar of(String coordinates, String version) {
        return new Jar().pom(coordinates, version);
    }

    Jar pom(String coordinates, String version) {
        String[] parts = coordinates.split(":");
        return with(
                "META-INF/maven/" + parts[0] + "/" + parts[1] + "/pom.properties",
                "version=" + version + "\ngroupId=" + parts[0] + "\nartifactId=" + parts[1] + "\n");
    }

    Jar manifest(String... lines) {
        return with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    Jar with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Jar with(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    Jar classes(String... names) {
        for (String name : names) {
            with(name + ".class", "class " + name);
        }
        return this;
    }

    byte[] bytes() {
        return packed(new ArrayList<>(entries.keySet()), 1_000_000_000_000L, Deflater.DEFAULT_COMPRESSION);
    }

    SortedMap<String, byte[]> entries() {
        return new TreeMap<>(entries);
    }

    /** The same content in another order, of another time, compressed otherwise. */
    byte[] repacked() {
        List<String> names = new ArrayList<>(entries.keySet());
        Collections.reverse(names);
        return packed(names, 1_500_000_000_000L, Deflater.NO_COMPRESSION);
    }

    private byte[] packed(List<String> names, long time, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(level);
            for (String name : names) {
                Map.Entry<String, byte[]> each = Map.entry(name, entries.getOrDefault(name, new byte[0]));
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(time);
                if (each.getKey().endsWith(".jar")) {
                    CRC32 crc = new CRC32();
                    crc.update(each.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
