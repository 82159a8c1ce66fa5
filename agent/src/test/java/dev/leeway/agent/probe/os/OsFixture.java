package dev.leeway.agent.probe.os;

import dev.leeway.agent.testing.FixtureHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whole hosts from the test resources, with what a resource directory cannot hold: links, programs and libraries. */
final class OsFixture {
    private OsFixture() {}

    /** The host {@code name} below {@code directory}, with its links, but without programs. */
    static FixtureHost bare(String name, Path directory) {
        FixtureHost host = FixtureHost.copyOf("os/" + name, directory);
        Path links = directory.resolve("links.txt");
        try {
            for (String line : Files.exists(links) ? Files.readAllLines(links) : List.<String>of()) {
                String[] words = line.split(" ");
                Path link = directory.resolve(words[0]);
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(link, Path.of(words[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host;
    }

    /** The same with a shell and C library of the distribution's kind. */
    static FixtureHost of(String name, Path directory) {
        FixtureHost host = bare(name, directory);
        return switch (name) {
            case "alpine-3" ->
                host.file("/bin/sh", elf(62, "/lib/ld-musl-x86_64.so.1"))
                        .file("/lib/ld-musl-x86_64.so.1", musl("1.2.4_git20230717"));
            case "amazon-2" ->
                host.file("/bin/sh", elf(183, "/lib/ld-linux-aarch64.so.1"))
                        .file("/lib/ld-linux-aarch64.so.1", elf(183, ""))
                        .file("/lib/libc.so.6", glibc("GNU libc", "2.26"));
            default ->
                host.file("/usr/bin/dash", elf(62, "/lib64/ld-linux-x86-64.so.2"))
                        .link("/bin", "usr/bin")
                        .link("/usr/bin/sh", "dash")
                        .link("/lib64", "usr/lib64")
                        .link("/usr/lib64/ld-linux-x86-64.so.2", "../lib/x86_64-linux-gnu/ld-2.36.so")
                        .file("/usr/lib/x86_64-linux-gnu/ld-2.36.so", elf(62, ""))
                        .file("/usr/lib/x86_64-linux-gnu/libc.so.6", glibc("Debian GLIBC 2.36-9+deb12u4", "2.36"));
        };
    }

    /** The head of a 64-bit little-endian program that names a loader, or none when {@code loader} is empty. */
    static byte[] elf(int machine, String loader) {
        ByteBuffer out = ByteBuffer.allocate(256 + loader.length() + 1).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
        out.putShort(18, (short) machine);
        out.putLong(32, 64);
        out.putShort(54, (short) 56);
        out.putShort(56, (short) 2);
        out.putInt(64, 6);
        out.putInt(120, loader.isEmpty() ? 1 : 3);
        out.putLong(128, 256);
        out.putLong(152, loader.length() + 1L);
        out.put(256, loader.getBytes(StandardCharsets.UTF_8));
        return out.array();
    }

    static byte[] glibc(String build, String version) {
        String banner = "GNU C Library (" + build + ") stable release version " + version + ".\nCopyright\0";
        return ("\u007FELF code ".repeat(100) + banner + "data ".repeat(50)).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] musl(String version) {
        byte[] head = elf(62, "");
        byte[] text =
                ("\0musl libc (x86_64)\0Version %s\0" + version + "\0Usage: %s\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + text.length)
                .put(head)
                .put(text)
                .array();
    }
}
