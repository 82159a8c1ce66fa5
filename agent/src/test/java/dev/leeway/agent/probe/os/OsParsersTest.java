package dev.leeway.agent.probe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure parsers of the room, on what hosts really write and on what nobody should. */
class OsParsersTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({
        "6.1.0-18-amd64, 6.1.0-18, amd64",
        "6.1.0-18-cloud-amd64, 6.1.0-18, cloud-amd64",
        "5.15.0-91-generic, 5.15.0-91, generic",
        "5.14.0-362.8.1.el9_3.x86_64, 5.14.0-362.8.1.el9_3, ''",
        "4.14.336-257.562.amzn2.aarch64, 4.14.336-257.562.amzn2, ''",
        "6.6.7-0-virt, 6.6.7-0, virt",
        "5.15.133.1-microsoft-standard-WSL2, 5.15.133.1, microsoft-standard-WSL2",
        "6.8.5-301.fc40.x86_64+debug, 6.8.5-301.fc40, debug",
        "6.9.0-rc3+, 6.9.0, rc3-+",
        "'', '', ''"
    })
    void partsKernelVersionAndFlavour(String release, String version, String flavour) {
        KernelRelease parsed = KernelRelease.parse(release);
        assertThat(parsed.version()).isEqualTo(version);
        assertThat(parsed.flavour().orElse("")).isEqualTo(flavour);
    }

    @Test
    void roundsMemoryUpToWhatMachinesAreSoldWith() {
        assertThat(MemoryInfo.installed(16_315_628L * 1024)).isEqualTo(16 * GIB);
        assertThat(MemoryInfo.installed(16_315_120L * 1024)).isEqualTo(16 * GIB);
        assertThat(MemoryInfo.installed(32_637_268L * 1024)).isEqualTo(32 * GIB);
        assertThat(MemoryInfo.installed(4_019_840L * 1024)).isEqualTo(4 * GIB);
        assertThat(MemoryInfo.installed(16 * GIB)).isEqualTo(16 * GIB);
        assertThat(MemoryInfo.installed(0)).isZero();
        assertThat(MemoryInfo.installed(Long.MAX_VALUE)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0-3,4", "'0-3,8,10-11',7", "0,1", "'',0", "3-1,0", "0-99999999,0", "'x,2',1"})
    void countsProcessorsInAList(String list, int count) {
        assertThat(CpuSet.parse(list).cardinality()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8, UTF-8",
        "en_US.utf8, UTF-8",
        "de_DE.ISO-8859-15@euro, ISO-8859-15",
        "POSIX, US-ASCII",
        "C, US-ASCII",
        "de_DE, ''",
        "de_DE., ''"
    })
    void knowsTheCharacterSetALocaleNames(String locale, String charset) {
        assertThat(LocaleSettings.charset(Map.of("LANG", locale)).orElse("")).isEqualTo(charset);
    }

    @Test
    void letsTheStrongerLocaleVariableDecideTheCharacterSet() {
        assertThat(LocaleSettings.charset(Map.of("LANG", "C", "LC_ALL", "nl_NL.UTF-8")))
                .contains("UTF-8");
        assertThat(LocaleSettings.charset(Map.of())).contains("US-ASCII");
    }

    @Test
    void readsTheRuleAtTheEndOfAZoneFile() {
        assertThat(ZoneFile.rule(bytes("TZif2....\nCET-1CEST,M3.5.0,M10.5.0/3\n")))
                .contains("CET-1CEST,M3.5.0,M10.5.0/3");
        assertThat(ZoneFile.rule(bytes("TZif2....\n\n"))).isEmpty();
        assertThat(ZoneFile.rule(bytes("TZif"))).isEmpty();
        assertThat(ZoneFile.rule(bytes("text\nUTC0\n"))).isEmpty();
        assertThat(ZoneFile.rule(bytes("TZif2\n" + "x".repeat(4000) + "\n"))).isEmpty();
        assertThat(ZoneFile.rule(new byte[0])).isEmpty();
    }

    @Test
    void findsTheMountADirectoryLiesOn() {
        MountTable table = MountTable.parse("""
                22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 ro,errors=remount-ro
                30 22 0:25 / /tmp rw,noexec - tmpfs tmpfs rw
                31 22 0:26 / /mnt/a\\040b rw - tmpfs tmpfs rw
                32 22 0:26 / /tmp rw,nosuid - ramfs ramfs rw
                not a mount
                1 2 - x
                """);
        assertThat(table.of("/tmp"))
                .hasValueSatisfying(mount -> assertThat(mount.filesystem()).isEqualTo("ramfs"));
        assertThat(table.of("/tmpfiles"))
                .hasValueSatisfying(mount -> assertThat(mount.point()).isEqualTo("/"));
        assertThat(table.of("/mnt/a b/c"))
                .hasValueSatisfying(mount -> assertThat(mount.point()).isEqualTo("/mnt/a b"));
        assertThat(table.of("/"))
                .hasValueSatisfying(
                        mount -> assertThat(mount.options()).contains("ro").doesNotContain("rw"));
    }

    @Test
    void readsQuotedKernelParametersAndHidesUniversalIds() {
        CommandLine line = CommandLine.parse(
                "dyndbg=\"file a.c +p\" luks.uuid=0a1b2c3d-0000-1111-2222-333344445555 quiet 9bad=1 =x -- init=args");
        assertThat(line.parameters())
                .containsExactly(
                        new CommandLine.Parameter("dyndbg", "file a.c +p"),
                        new CommandLine.Parameter("luks.uuid", "{uuid}"),
                        new CommandLine.Parameter("quiet", "set"));
    }

    @Test
    void takesTheLastSearchListAndKeepsTheOrderOfServers() {
        ResolverConfiguration configuration = ResolverConfiguration.parse("""
                ; comment
                domain a.example
                search b.example c.example
                nameserver 192.0.2.2
                nameserver 192.0.2.1
                nameserver
                options ndots:5 rotate :x
                """);
        assertThat(configuration.nameservers()).containsExactly("192.0.2.2", "192.0.2.1");
        assertThat(configuration.search()).containsExactly("b.example", "c.example");
        assertThat(configuration.options())
                .containsExactly(Map.entry(":x", "set"), Map.entry("ndots", "5"), Map.entry("rotate", "set"));
    }

    @Test
    void understandsBothWaysOfWritingAKernelSetting() {
        assertThat(Sysctls.name("net.ipv4.ip_forward")).isEqualTo("net.ipv4.ip_forward");
        assertThat(Sysctls.name("net/ipv4/ip_forward")).isEqualTo("net.ipv4.ip_forward");
        assertThat(Sysctls.name("net/ipv4/conf/eth0.100/rp_filter")).isEqualTo("net.ipv4.conf.eth0/100.rp_filter");
        assertThat(ConfiguredSysctls.assignments("-vm.swappiness=1\n; c\n# d\nvm.swappiness  = 2\nvm.none=3\nvm.x\n"))
                .containsExactly(Map.entry("vm.swappiness", "2"));
    }

    @Test
    void explainsEveryKernelSettingItReads() {
        Catalogue catalogue = CatalogueReader.builtIn();
        Sysctls.NUMBERS.forEach(
                name -> assertThat(type(catalogue, name)).as(name).contains(Value.Kind.NUMBER));
        Sysctls.TEXTS.forEach(name -> assertThat(type(catalogue, name)).as(name).contains(Value.Kind.TEXT));
        Sysctls.DERIVED.forEach(
                name -> assertThat(type(catalogue, name)).as(name).contains(Value.Kind.NUMBER));
    }

    private static Optional<Value.Kind> type(Catalogue catalogue, String name) {
        FactPath path = FactPath.of("sysctl", name).child("value");
        return catalogue.entry(new Address(SectionKey.of("os"), path)).map(entry -> entry.type());
    }

    @Test
    void readsArchitectureAndLoaderOfPrograms() throws MalformedException {
        ElfFile program = ElfFile.read(OsFixture.elf(62, "/lib64/ld-linux-x86-64.so.2"));
        assertThat(program).isEqualTo(new ElfFile("x86_64", Optional.of("/lib64/ld-linux-x86-64.so.2")));
        assertThat(ElfFile.read(OsFixture.elf(9999, "")).architecture()).isEqualTo("elf-9999");
    }

    @Test
    void readsBigEndianAnd32BitPrograms() throws MalformedException {
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.BIG_ENDIAN);
        out.put(0, new byte[] {0x7F, 'E', 'L', 'F', 1, 2, 1})
                .putShort(18, (short) 22)
                .putInt(28, 52);
        out.putShort(42, (short) 32)
                .putShort(44, (short) 1)
                .putInt(52, 3)
                .putInt(56, 100)
                .putInt(68, 12);
        out.put(100, bytes("/lib/ld.so.1"));
        assertThat(ElfFile.read(out.array())).isEqualTo(new ElfFile("s390x", Optional.of("/lib/ld.so.")));
    }

    @Test
    void survivesDamagedBinaryFiles() {
        byte[] whole = OsFixture.elf(62, "/lib64/ld-linux-x86-64.so.2");
        Random random = new Random(17);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int j = 0; j < 8 && damaged.length > 7; j++) {
                damaged[7 + random.nextInt(damaged.length - 7)] = (byte) random.nextInt();
            }
            try {
                assertThat(ElfFile.read(damaged).architecture()).isNotEmpty();
            } catch (MalformedException expected) {
                assertThat(expected).hasMessageContaining("ELF");
            }
        }
    }

    @Test
    void findsTheVersionInsideALibrary() {
        assertThat(LibcBanner.glibc(OsFixture.glibc("Ubuntu GLIBC 2.39-0ubuntu8.3", "2.39")))
                .contains(new LibcBanner("2.39", Optional.of("Ubuntu GLIBC 2.39-0ubuntu8.3")));
        assertThat(LibcBanner.musl(OsFixture.musl("1.2.5"))).contains(new LibcBanner("1.2.5", Optional.empty()));
        assertThat(LibcBanner.glibc(bytes("GNU C Library (" + "x".repeat(5000))))
                .isEmpty();
        assertThat(LibcBanner.glibc(new byte[0])).isEmpty();
        assertThat(LibcBanner.musl(bytes("\0001.2.3.4.5.6\0"))).isEmpty();
    }

    @Test
    void readsTheNamesInALocaleArchive() throws MalformedException {
        assertThat(LocaleArchive.names(archive(2))).containsExactly("de_DE.utf8");
        assertThatThrownBy(() -> LocaleArchive.names(archive(1 << 30))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> LocaleArchive.names(Arrays.copyOf(archive(2), 70)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("70 bytes");
        assertThatThrownBy(() -> LocaleArchive.names(new byte[0])).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> LocaleArchive.names(new byte[100])).isInstanceOf(MalformedException.class);
    }

    /** One slot in use, one free. */
    private static byte[] archive(int slots) {
        ByteBuffer out = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, 0xDE020109).putInt(8, 56).putInt(16, slots);
        out.putInt(60, 80).putInt(64, 1234);
        out.put(80, bytes("de_DE.utf8\0"));
        return out.array();
    }

    @Test
    void tellsTheLevelOfAProcessor() {
        String v2 = "flags\t: lm cmov cx8 fpu fxsr mmx syscall sse2 cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3";
        assertThat(ProcessorInfo.parse("model name : A  B\n" + v2 + "\n\nmodel name : C\n"))
                .satisfies(info -> {
                    assertThat(info.level()).contains(2);
                    assertThat(info.model()).contains("A B");
                });
        assertThat(ProcessorInfo.parse("Features : fp asimd\n").level()).isEmpty();
        assertThat(ProcessorInfo.parse("flags : a a\n").flags()).containsExactly("a");
    }

    @Test
    void readsLimitsByTheirShortNames() {
        assertThat(LimitsTable.parse("""
                        Limit                     Soft Limit           Hard Limit           Units
                        Max open files            1024                 524288               files
                        Max nice priority         0                    0
                        Max cpu time              unlimited            unlimited            seconds
                        """))
                .containsExactly(
                        new LimitsTable.Limit("nofile", "1024", "524288"),
                        new LimitsTable.Limit("cpu", "unlimited", "unlimited"));
    }

    @Test
    void knowsTheGroupsOfAProcessInBothGenerations() {
        assertThat(ControlGroups.memberships("4:cpu,cpuacct:/a\n0::/b:c\nnonsense\n"))
                .containsOnly(Map.entry("cpu", "/a"), Map.entry("cpuacct", "/a"), Map.entry("", "/b:c"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
