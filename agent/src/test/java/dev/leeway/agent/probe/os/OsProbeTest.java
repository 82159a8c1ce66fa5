package dev.leeway.agent.probe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsProbeTest extends ProbeContract {
    private static final String UPDATE = "golden.update";

    @Override
    protected Probe probe() {
        return new OsProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        return OsFixture.of("debian-12", directory);
    }

    private static RecordedSection seen(FixtureHost host) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new OsProbe(), host).host();
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-12", "ubuntu-24", "rocky-9", "alpine-3", "amazon-2"})
    void tellsOfADistributionExactlyThis(String name, @TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        String section = seen(OsFixture.of(name, directory)).toString();
        Path golden = Path.of("src/test/resources/os", name, "expected.txt");
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(golden, section);
        }
        assertThat(section).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-12", "ubuntu-24", "rocky-9", "alpine-3", "amazon-2"})
    void givesEveryFactTheTypeOfItsCatalogueEntry(String name, @TempDir Path directory)
            throws HostAccessException, InterruptedException {
        Catalogue catalogue = CatalogueReader.builtIn();
        RecordedSection section = seen(OsFixture.of(name, directory));
        for (String path : section.paths()) {
            Address address = new Address(SectionKey.of("os"), FactPath.parse(path));
            section.observed(path).forEach(value -> {
                if (value instanceof Observed.Plain plain) {
                    assertThat(catalogue.entry(address).orElseThrow().type())
                            .as(path)
                            .isEqualTo(plain.value().kind());
                }
            });
        }
    }

    @Test
    void listsWhatOnlyARunningHostCouldTellOfAMountedTree(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("debian-12", directory);
        List<String> live = seen(host).paths();
        RecordedSection mounted = seen(host.mountedTree());
        assertThat(mounted.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(mounted.shown("distribution/id")).contains("debian");
        assertThat(mounted.shown("sysctl[vm.swappiness]/configured")).contains("10");
        assertThat(mounted.uncovered()).allMatch(each -> each.endsWith(" not requested"));
        assertThat(mounted.paths())
                .noneMatch(path -> path.startsWith("kernel/")
                        || path.startsWith("cpu/")
                        || path.startsWith("memory/")
                        || path.endsWith("]/value"));
        // What a live host tells and a tree does not is listed, so that nobody takes it for missing.
        List<AddressPattern> patterns = mounted.uncovered().stream()
                .map(each -> AddressPattern.parse(each.substring(0, each.indexOf(' '))))
                .toList();
        assertThat(live)
                .filteredOn(path -> !mounted.paths().contains(path))
                .isNotEmpty()
                .allMatch(path -> patterns.stream().anyMatch(pattern -> pattern.matches(path)));
    }

    @Test
    void tellsNothingOfTheMachineThatExaminesATree(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection empty = seen(FixtureHost.in(directory).mountedTree());
        assertThat(empty.paths())
                .containsExactly(
                        "clock/sync/services", "init/system", "locale/charset", "timezone", "tzdata/installed");
    }

    @Test
    void takesNoTreeForOneWithoutAnArchitecture(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection empty = seen(FixtureHost.in(directory).mountedTree());
        assertThat(empty.uncovered()).contains("architecture absent");
    }

    @Test
    @Timeout(20)
    void neverWaitsForAPipeInPlaceOfAFile(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("rocky-9", directory);
        Path release = directory.resolve("root/etc/os-release");
        Files.delete(release);
        assertThat(new ProcessBuilder("mkfifo", release.toString()).start().waitFor())
                .isZero();
        RecordedSection section = seen(host);
        assertThat(section.uncovered()).contains("distribution/** not a regular file");
        assertThat(section.shown("timezone")).contains("America/New_York");
    }

    @Test
    void leavesAnOversizedFileUncoveredAndGoesOn(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("rocky-9", directory).file("/etc/locale.conf", new byte[1 << 20]);
        RecordedSection section = seen(host);
        assertThat(section.uncovered()).containsExactly("locale/charset limit", "locale/setting[*] limit");
        assertThat(section.value("locale/charset")).isEmpty();
        assertThat(section.shown("distribution/id")).contains("rocky");
    }

    @Test
    void doesNotConcludeFromWhatItMayNotSee(@TempDir Path directory) throws HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("rocky-9", directory)
                .deny("/sys/fs/selinux")
                .deny("/proc/1/cgroup")
                .deny("/proc/cpuinfo");
        RecordedSection section = seen(host);
        assertThat(section.uncovered())
                .contains(
                        "security/selinux/mode permission",
                        "cpu/usable permission",
                        "memory/usable permission",
                        "machine/virtualization permission");
        assertThat(section.paths())
                .contains("cpu/online", "memory/total", "security/selinux/configured")
                .doesNotContain(
                        "security/selinux/mode",
                        "cpu/usable",
                        "memory/usable",
                        "machine/virtualization",
                        "cgroup/version");
    }

    @Test
    void doesNotTakeAHiddenFirstProcessForAHostWithoutLimits(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("rocky-9", directory);
        Path first = directory.resolve("proc/1");
        Files.move(first, directory.resolve("proc/hidden"));
        RecordedSection section = seen(host);
        assertThat(section.uncovered())
                .contains("cpu/usable permission", "mount[*]/** permission", "machine/container permission");
        assertThat(section.paths())
                .contains("cpu/online", "memory/total")
                .doesNotContain("cpu/usable", "memory/usable", "machine/container", "init/system");
    }

    @Test
    void disclosesAKernelParameterItDoesNotKnowOnlyAfterItWasJudged(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(FixtureHost.in(directory)
                .procFile("/cmdline", "quiet nomodule mitigations=auto modprobe.blacklist=nouveau vendor.key=abc\n"));
        assertThat(section.shown("kernel/parameter[nomodule]")).contains("set");
        assertThat(section.shown("kernel/parameter[modprobe.blacklist]")).contains("nouveau");
        assertThat(section.shown("kernel/parameter[quiet]")).contains("set");
        assertThat(section.shown("kernel/parameter[mitigations]")).contains("auto");
        assertThat(section.observed("kernel/parameter[vendor.key]"))
                .containsExactly(new Observed.Guarded("kernel-parameter", "vendor.key", "abc"));
    }

    @Test
    void namesAZoneThatWasCopiedAndOneThatIsNowhereElse(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        String zone = "TZif2 stand-in\nCET-1CEST,M3.5.0,M10.5.0/3\n";
        FixtureHost image = FixtureHost.in(directory).file("/etc/localtime", zone);
        assertThat(seen(image).shown("timezone")).contains("unnamed");
        image.file("/etc/timezone", "Europe/Berlin\n");
        assertThat(seen(image).shown("timezone")).contains("Europe/Berlin");
        image.file("/usr/share/zoneinfo/Europe/Oslo", zone).file("/usr/share/zoneinfo/Europe/Paris", zone + "\n");
        assertThat(seen(image).shown("timezone")).contains("Europe/Oslo");
        assertThat(seen(image).value("timezone-consistent")).contains(new Value.Flag(false));
        image.file("/usr/share/zoneinfo/Europe/Berlin", zone);
        assertThat(seen(image).shown("timezone")).contains("Europe/Berlin");
    }

    @Test
    void tellsTheSameWhateverMovesOnAHost(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("debian-12", directory);
        String before = seen(host).toString();
        String meminfo = Files.readString(directory.resolve("proc/meminfo"));
        host.procFile("/meminfo", meminfo.replace("1234567", "765432").replace("16315628", "16315120"))
                .procFile(
                        "/cpuinfo",
                        Files.readString(directory.resolve("proc/cpuinfo")).replace(".371", ".999"))
                .procFile("/sys/fs/inotify/max_user_watches", "123457\n")
                .procFile("/sys/kernel/threads-max", "62850\n")
                .file("/etc/adjtime", "0.1 1700009999 0.0\n1700009999\nUTC\n");
        Path table = directory.resolve("proc/1/mountinfo");
        // The automounted directory is let go again.
        Files.write(
                table,
                Files.readAllLines(table).stream()
                        .filter(line -> !line.contains("nfs4"))
                        .toList());
        assertThat(seen(host)).hasToString(before);
    }

    @Test
    void tellsTheSameOfHostsThatDifferInTheirNamesOnly(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        FixtureHost host = OsFixture.of("debian-12", directory);
        String before = seen(host).toString();
        String hosts = Files.readString(directory.resolve("root/etc/hosts"));
        host.procFile("/sys/kernel/hostname", "web-02.example.net\n")
                .file("/etc/hosts", hosts.replace("web-01", "web-02"))
                .procFile(
                        "/cmdline",
                        Files.readString(directory.resolve("proc/cmdline"))
                                .replace("5f1c", "77aa")
                                .replace("0a1b2c3d", "99999999"));
        assertThat(seen(host)).hasToString(before);
    }

    @Test
    void keepsTheArgumentsOfTheFirstProcessOutOfTheKernelParameters(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        assertThat(seen(OsFixture.of("debian-12", directory)).toString()).doesNotContain("secret");
    }

    @Test
    void takesADanglingZoneLinkForUtcAsTheLibraryDoes(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = FixtureHost.in(directory)
                .link("/etc/localtime", "/usr/share/zoneinfo/Europe/Paris")
                .file("/etc/timezone", "Europe/Paris\n");
        RecordedSection section = seen(host);
        assertThat(section.shown("timezone")).contains("UTC");
        assertThat(section.value("timezone-consistent")).contains(new Value.Flag(false));
        assertThat(section.value("tzdata/installed")).contains(new Value.Flag(false));
    }

    @Test
    void countsWhatItWillNotListWhenAHostsFileBlocksHalfTheWeb(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
        for (int i = 0; i < 1000; i++) {
            hosts.append("0.0.0.0 ads").append(i).append(".example.com\n");
        }
        RecordedSection section = seen(FixtureHost.in(directory)
                .procFile("/sys/kernel/hostname", "web-01\n")
                .file("/etc/hosts", hosts.toString()));
        assertThat(section.shown("hosts/count")).contains("1001");
        assertThat(section.uncovered()).contains("hosts/entry[*] limit");
        assertThat(section.paths()).noneMatch(path -> path.startsWith("hosts/entry"));
    }

    @Test
    void readsTheBundleOfAuthoritiesAndOwnsUpToWhatItCannotRead(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        try (var in = OsProbeTest.class.getResourceAsStream("/certificates/two.pem")) {
            String pem = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
            RecordedSection section = seen(FixtureHost.in(directory)
                    .file("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", pem + broken)
                    .link("/etc/pki/tls/certs/ca-bundle.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));
            assertThat(section.shown("ca/count")).contains("3");
            assertThat(section.uncovered()).contains("ca/certificate[*] format");
            assertThat(section.shown("ca/certificate[CN=Example Root CA,O=Example %2F Trust,C=NL]"))
                    .hasValueSatisfying(digest -> assertThat(digest).matches("sha256:[0-9a-f]{64}"));
        }
    }

    @Test
    void stopsWhenTold() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> RecordingRecorder.of(new OsProbe(), FixtureHost.of("os/rocky-9")))
                .isInstanceOf(InterruptedException.class);
    }
}
