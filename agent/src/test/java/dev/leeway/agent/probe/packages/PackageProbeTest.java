package dev.leeway.agent.probe.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageProbeTest extends ProbeContract {
    private static final String STATUS = """
            Package: openssl
            Status: install ok installed
            Architecture: amd64
            Version: 3.0.17-1~deb12u2
            Description: Version: 9.9 of nothing
             Package: not-a-field

            Package: python3.11-minimal
            Status: hold ok installed
            Architecture: amd64
            Version: 3.11.2-6+deb12u6

            Package: libc6
            Status: install ok installed
            Architecture: amd64
            Version: 2.36-9+deb12u10

            Package: libc6
            Status: install ok triggers-pending
            Architecture: i386
            Version: 2.36-9+deb12u9

            Package: gone
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 1.0

            Package: half
            Status: install ok half-configured
            Architecture: all
            Version: 1.0
            Origin: Example Works

            Package: linux-image-6.1.0-21-amd64
            Status: install ok installed
            Architecture: amd64
            Version: 6.1.90-1

            Package: linux-image-6.1.0-25-amd64
            Status: install ok installed
            Architecture: amd64
            Version: 6.1.106-3

            Package: postgresql-client-15
            Status: install ok installed
            Architecture: amd64
            Version: 15.18-0+deb12u1
            """;

    @Override
    protected Probe probe() {
        return new PackageProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        return FixtureHost.in(directory)
                .file("/var/lib/dpkg/status", STATUS)
                .file("/var/lib/dpkg/arch", "amd64\ni386\n")
                .file("/var/lib/dpkg/info/openssl.list", "/.\n/usr\n/usr/bin\n/usr/bin/openssl\n")
                .file("/var/lib/dpkg/info/python3.11-minimal.list", "/usr/bin/python3.11\n")
                .file("/var/lib/dpkg/info/postgresql-client-15.list", "/usr/lib/postgresql/15/bin/psql\n")
                .file("/usr/bin/openssl", "binary")
                .file("/usr/bin/python3.11", "binary")
                .link("/usr/bin/python3", "python3.11")
                .file("/usr/share/postgresql-common/pg_wrapper", "#!/usr/bin/perl\n")
                .link("/usr/bin/psql", "../share/postgresql-common/pg_wrapper")
                .file("/usr/lib/postgresql/9.6/bin/psql", "binary")
                .file("/usr/lib/postgresql/15/bin/psql", "binary")
                .file("/usr/local/bin/curl", "ELF\0\0curl/8.5.0 (x86_64)\0libcurl/%s\0")
                .file("/usr/local/bin/node", "ELF")
                .file(
                        "/usr/local/include/node/node_version.h",
                        "#define NODE_MAJOR_VERSION 20\n#define NODE_MINOR_VERSION 20\n#define NODE_PATCH_VERSION 2\n")
                .file("/usr/local/bin/git", "no mark at all")
                .file(
                        "/etc/apt/sources.list",
                        "deb [signed-by=/k.gpg] https://user:pw@mirror.example/debian bookworm main contrib # x\n"
                                + "# deb http://off.example/debian bookworm main\ndeb-src http://m.example/d bookworm main\n")
                .file(
                        "/etc/apt/sources.list.d/shop.sources",
                        "Types: deb deb-src\nURIs: https://apt.example/\nSuites: stable testing\nComponents: main\n");
    }

    @Test
    void tellsDebianPackagesWithHoldsForeignArchitecturesAndStates(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(richHost(directory));
        assertThat(text(section, "deb[openssl]/version")).isEqualTo("3.0.17-1~deb12u2");
        assertThat(text(section, "deb[libc6]/version")).isEqualTo("{2.36-9+deb12u10, 2.36-9+deb12u9}");
        assertThat(text(section, "deb[libc6]/architecture")).isEqualTo("i386");
        assertThat(text(section, "deb[python3.11-minimal]/hold")).isEqualTo("true");
        assertThat(text(section, "deb[half]/state")).isEqualTo("half-configured");
        assertThat(text(section, "deb[half]/origin")).isEqualTo("Example Works");
        assertThat(text(section, "architecture")).isEqualTo("{amd64, i386}");
        assertThat(text(section, "manager")).isEqualTo("{deb}");
        assertThat(section.paths()).noneMatch(path -> path.startsWith("deb[gone]"));
        assertThat(section.paths()).doesNotContain("deb[openssl]/architecture", "deb[libc6]/state");
    }

    @Test
    void keepsKernelVersionsOutOfKeys(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(richHost(directory));
        assertThat(text(section, "deb[linux-image-amd64@abi]/version")).isEqualTo("{6.1.106-3, 6.1.90-1}");
    }

    @Test
    void tellsToolsByOwnerByHeaderAndByMark(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(richHost(directory));
        assertThat(text(section, "tool[openssl]/version")).isEqualTo("3.0.17");
        assertThat(text(section, "tool[python3]/version")).isEqualTo("3.11.2");
        assertThat(text(section, "tool[python3]/packaged")).isEqualTo("true");
        assertThat(text(section, "tool[psql]/version")).isEqualTo("15.18");
        assertThat(text(section, "tool[curl]/version")).isEqualTo("8.5.0");
        assertThat(text(section, "tool[curl]/packaged")).isEqualTo("false");
        assertThat(text(section, "tool[node]/version")).isEqualTo("20.20.2");
    }

    @Test
    void saysThatTheVersionOfAnUnreadableToolIsUnknown(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(richHost(directory));
        assertThat(section.paths()).doesNotContain("tool[git]/version");
        assertThat(section.uncovered().toString()).contains("tool[git]/version");
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
    }

    @Test
    void tellsRepositoriesWithoutCredentialsInTheirKeys(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(richHost(directory));
        assertThat(section.paths())
                .contains(
                        "repository[apt:mirror.example%2Fbookworm]/uri",
                        "repository[apt:apt.example%2Fstable]/uri", "repository[apt:apt.example%2Ftesting]/uri")
                .noneMatch(
                        path -> path.contains("off.example") || path.contains("pw@") || path.contains("m.example%2Fd"));
        assertThat(text(section, "repository[apt:mirror.example%2Fbookworm]/components"))
                .isEqualTo("{contrib, main}");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "rpmdb.sqlite, /var/lib/rpm/rpmdb.sqlite",
        "rpmdb.sqlite, /usr/lib/sysimage/rpm/rpmdb.sqlite",
        "Packages.db, /usr/lib/sysimage/rpm/Packages.db",
        "Packages, /var/lib/rpm/Packages"
    })
    void readsEveryFormatOfTheRpmDatabase(String fixture, String place, @TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory)
                .file(place, fixture(fixture))
                .file("/usr/bin/openssl", "binary")
                .file("/etc/dnf/plugins/versionlock.list", "# kept\nopenssl-1:3.0.7-27.el9.*\n!tzdata-0:2024a-1.*\n")
                .file(
                        "/etc/yum.repos.d/base.repo",
                        "[baseos]\nname=Base\nmetalink=https://m.example/metalink?repo=base\n[off]\nenabled=0\nbaseurl=http://x/\n");
        RecordedSection section = seen(host);
        assertThat(text(section, "manager")).isEqualTo("{rpm}");
        assertThat(text(section, "rpm[openssl]/version")).isEqualTo("1:3.0.7-27.el9");
        assertThat(text(section, "rpm[openssl]/origin")).isEqualTo("Example Works");
        assertThat(text(section, "rpm[openssl]/hold")).isEqualTo("true");
        assertThat(text(section, "rpm[kernel-core]/version")).isEqualTo("{5.14.0-427.el9, 5.14.0-503.el9}");
        assertThat(text(section, "rpm[tzdata]/version")).isEqualTo("2024b-2.el9");
        assertThat(text(section, "tool[openssl]/version")).isEqualTo("3.0.7");
        assertThat(section.paths())
                .contains("repository[dnf:baseos]/uri")
                .doesNotContain("rpm[tzdata]/hold", "repository[dnf:off]/uri", "rpm[tzdata]/architecture");
    }

    @ParameterizedTest(name = "{0} cut at {1} percent")
    @CsvSource({
        "rpmdb.sqlite, 60",
        "Packages.db, 50",
        "Packages, 50",
        "Packages, 1",
        "Packages.db, 1",
        "rpmdb.sqlite, 0"
    })
    void saysThatADamagedRpmDatabaseIsUnknown(String fixture, int percent, @TempDir Path directory) throws Exception {
        byte[] whole = fixture(fixture);
        byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
        RecordedSection section = seen(FixtureHost.in(directory).file("/var/lib/rpm/" + fixture, cut));
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(section.uncovered().toString()).contains("rpm[*]/**");
    }

    @Test
    void readsAlpinesDatabaseWithItsFilesAndPins(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory)
                .file(
                        "/lib/apk/db/installed",
                        "C:Q1x\nP:busybox\nV:1.36.1-r29\nA:x86_64\nF:bin\nR:busybox\na:0:0:755\n\n"
                                + "P:nodejs\nV:20.15.1-r0\nA:x86_64\nF:usr/bin\nR:node\n\n")
                .file("/etc/apk/world", "busybox\nnodejs=20.15.1-r0\n")
                .file("/etc/apk/repositories", "https://dl.example/alpine/v3.20/main\n#https://dl.example/a/v/c\n")
                .file("/bin/busybox", "binary")
                .link("/bin/tar", "/bin/busybox")
                .file("/usr/bin/node", "binary");
        RecordedSection section = seen(host);
        assertThat(text(section, "apk[busybox]/version")).isEqualTo("1.36.1-r29");
        assertThat(text(section, "apk[nodejs]/hold")).isEqualTo("true");
        assertThat(text(section, "tool[tar]/version")).isEqualTo("1.36.1");
        assertThat(text(section, "tool[node]/version")).isEqualTo("20.15.1");
        assertThat(section.paths()).contains("repository[apk:dl.example%2Fv3.20%2Fmain]/uri");
    }

    /** As images made of nothing else have it; where in the program its version stands must not matter. */
    @ParameterizedTest
    @ValueSource(ints = {0, 262_144 - 13, 262_144 - 11, 262_144 - 5, 300_000})
    void tellsTheVersionOfABusyboxThatNoPackageOwnsUnderAllItsNames(int at, @TempDir Path directory) throws Exception {
        byte[] program = new byte[400_000];
        byte[] mark = "BusyBox v1.36.1 (2024-05-01) multi-call binary.".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, program, at, mark.length);
        RecordedSection section = seen(FixtureHost.in(directory)
                .file("/bin/busybox", program)
                .link("/bin/tar", "busybox")
                .link("/bin/wget", "../bin/busybox"));
        for (String name : List.of("busybox", "tar", "wget")) {
            assertThat(text(section, "tool[" + name + "]/version")).isEqualTo("1.36.1");
        }
        assertThat(section.uncovered().toString()).doesNotContain("tool[");
    }

    @Test
    void saysThatABusyboxWithoutItsMarkIsUnknown(@TempDir Path directory) throws Exception {
        RecordedSection section = seen(FixtureHost.in(directory).file("/bin/busybox", "BusyBox v"));
        assertThat(section.uncovered().toString()).contains("tool[busybox]/version");
    }

    @Test
    void losesOneManagerOnlyWhenItsDatabaseIsRefused(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory)
                .file("/lib/apk/db/installed", "P:a\nV:1-r0\n\n")
                .deny("/var/lib/dpkg");
        RecordedSection section = seen(host);
        assertThat(section.uncovered().toString()).contains("deb[*]/**");
        assertThat(text(section, "apk[a]/version")).isEqualTo("1-r0");
    }

    private static RecordedSection seen(FixtureHost host) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new PackageProbe(), host).host();
    }

    private static String text(RecordedSection section, String path) {
        return section.shown(path).orElse("(absent)");
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = PackageProbeTest.class.getResourceAsStream("/packages/rpm/" + name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P:x\nV:1\n\n", "P:x\nV:1\nF:usr/bin\nR:f\n"})
    void givesUpOnADatabaseOfMorePackagesOrFilesThanAnySystemHas(String paragraph, @TempDir Path directory)
            throws Exception {
        String text = paragraph.endsWith("\n\n")
                ? paragraph.repeat(PackageProbe.MAX_PACKAGES + 1)
                : paragraph + "R:f\n".repeat(60_000);
        FixtureHost host = FixtureHost.in(directory).file("/lib/apk/db/installed", text);
        assertThat(RecordingRecorder.of(new PackageProbe(), host).host().uncovered())
                .contains("apk[*]/** limit");
    }
}
