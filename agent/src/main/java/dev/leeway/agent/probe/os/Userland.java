package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What programs are built for: the architecture and C library that the shell itself runs on. */
final class Userland implements Aspect {
    private static final String LIBC = "libc/**";
    private static final String ARCHITECTURE = "architecture";
    private static final FactPath KIND = new FactPath("libc/kind");
    private static final String PRELOAD = "/etc/ld.so.preload";
    private static final int MAX_PRELOAD = 16 * 1024;
    private static final int MAX_LIBRARY = 8 * 1024 * 1024;
    private static final List<String> PROGRAMS = List.of("/bin/sh", "/usr/bin/env", "/bin/ls");

    /** Where loaders lie; asked in this order when no program names its own, as in images without a shell. */
    private static final List<String> LOADERS = List.of(
            "/lib64/ld-linux-x86-64.so.2",
            "/lib/ld-linux-aarch64.so.1",
            "/lib/ld-musl-x86_64.so.1",
            "/lib/ld-musl-aarch64.so.1",
            "/lib/ld-linux-armhf.so.3",
            "/lib/ld-musl-armhf.so.1",
            "/lib64/ld64.so.2",
            "/lib/ld64.so.1",
            "/lib/ld-linux-riscv64-lp64d.so.1",
            "/lib/ld-linux.so.2");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        preloaded(reading);
        boolean told = false;
        for (String program : PROGRAMS) {
            Optional<ElfFile> elf = elf(reading, program);
            if (elf.isPresent()) {
                section.fact(new FactPath(ARCHITECTURE), Observed.text(elf.get().architecture()), program);
                told = true;
                if (elf.get().interpreter().isPresent()) {
                    libc(reading, elf.get().interpreter().get());
                    return;
                }
            }
        }
        for (String loader : LOADERS) {
            Optional<ElfFile> elf = elf(reading, loader);
            if (elf.isPresent()) {
                section.fact(new FactPath(ARCHITECTURE), Observed.text(elf.get().architecture()), loader);
                libc(reading, loader);
                return;
            }
        }
        if (!told && !MacSystem.isOne(reading)) {
            // Programs are built for one whether or not there is a shell to tell it by; programs of Macs are another
            // format.
            section.uncovered(ARCHITECTURE, HostAccessException.Kind.ABSENT);
        }
    }

    private static void preloaded(Reading reading) {
        List<String> libraries = reading.text(PRELOAD, MAX_PRELOAD, "libc/preload").stream()
                .flatMap(String::lines)
                .map(line -> line.split("#", 2)[0].strip())
                .filter(line -> !line.isEmpty())
                .flatMap(line -> Stream.of(line.split("[\\s:]+")))
                .toList();
        if (!libraries.isEmpty()) {
            reading.section()
                    .fact(new FactPath("libc/preload"), new Observed.Plain(Value.ListOf.texts(libraries)), PRELOAD);
        }
    }

    private static Optional<ElfFile> elf(Reading reading, String path) {
        Optional<byte[]> head = reading.head(path, ElfFile.HEAD, ARCHITECTURE, LIBC);
        try {
            return head.isEmpty() ? Optional.empty() : Optional.of(ElfFile.read(head.get()));
        } catch (MalformedException e) {
            // A shell may be a script; the next candidate speaks for the host.
            return Optional.empty();
        }
    }

    private static void libc(Reading reading, String loader) {
        boolean musl = loader.contains("ld-musl");
        boolean glibc = loader.contains("/ld-linux") || loader.contains("/ld64");
        if (!musl && !glibc) {
            return;
        }
        reading.section().fact(KIND, Observed.text(musl ? "musl" : "glibc"), loader);
        Optional<String> real = reading.resolve(loader, LIBC);
        if (real.isEmpty()) {
            return;
        }
        // Both lie in the directory of the loader's own file, whichever way it was reached.
        String library = musl ? real.get() : real.get().substring(0, real.get().lastIndexOf('/') + 1) + "libc.so.6";
        Optional<byte[]> content = reading.bytes(library, MAX_LIBRARY, "libc/version", "libc/build");
        content.flatMap(musl ? LibcBanner::musl : LibcBanner::glibc).ifPresent(banner -> {
            reading.section()
                    .fact(
                            new FactPath("libc/version"),
                            Observed.version(banner.version(), VersionScheme.GENERIC),
                            library);
            banner.build()
                    .ifPresent(
                            build -> reading.section().fact(new FactPath("libc/build"), Observed.text(build), library));
        });
    }
}
