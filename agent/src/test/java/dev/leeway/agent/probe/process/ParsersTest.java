package dev.leeway.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MapsText;
import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.probe.process.LimitsText.Limit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsersTest {
    @Test
    void readsLimitsByTheNamesPeopleUse() {
        String text = "Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max cpu time              unlimited            unlimited            seconds   \n"
                + "Max open files            1024                 524288               files     \n"
                + "Max nice priority         0                    0                    \n"
                + "Max realtime timeout      unlimited            unlimited            us        \n"
                + "garbage\n";
        assertThat(LimitsText.parse(text))
                .containsExactly(new Limit("cpu", "unlimited", "unlimited"), new Limit("nofile", "1024", "524288"));
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 40, []",
        "0000000000000400, 40, [net_bind_service]",
        "00000000a80425fb, 40, '[audit_write, chown, dac_override, fowner, fsetid, kill, mknod, net_bind_service, net_raw, setfcap, setgid, setpcap, setuid, sys_chroot]'",
        "000001ffffffffff, 40, [all]",
        "0000003fffffffff, 37, [all]",
        "0000040000000000, 42, [capability 42]",
        "ffffffffffffffff, 63, [all]",
    })
    void namesCapabilities(String mask, int last, String names) {
        assertThat(Capabilities.names(mask, last).orElseThrow()).hasToString(names);
    }

    @Test
    void takesNoNonsenseForCapabilities() {
        assertThat(Capabilities.names("xyz", 40)).isEmpty();
    }

    @Test
    void namesAccountsAndLeavesThoseOfTheMomentUnnumbered() {
        Optional<String> passwd = Optional.of("root:x:0:0::/root:/bin/sh\nshop:x:998:998::/srv:/bin/false\nbad\n");
        assertThat(Accounts.name(passwd, 998)).isEqualTo("shop");
        assertThat(Accounts.name(passwd, 1234)).isEqualTo("#1234");
        assertThat(Accounts.name(passwd, 61_500)).isEqualTo("(dynamic)");
        assertThat(Accounts.name(Optional.empty(), 65_534)).isEqualTo("#65534");
    }

    @Test
    void readsMappedFilesOnceEach() {
        String text = "7f00-7f10 r--p 00000000 fe:00 123 /usr/lib/libssl.so.3\n"
                + "7f10-7f20 r-xp 00010000 fe:00 123 /usr/lib/libssl.so.3\n"
                + "7f20-7f30 r-xp 00000000 fe:00 124 /opt/a b/libx.so (deleted)\n"
                + "7f30-7f40 rw-p 00000000 00:00 0 \n"
                + "7f40-7f50 rw-p 00000000 00:00 0 [heap]\n"
                + "garbage\n";
        assertThat(MapsText.parse(text))
                .containsExactly(
                        new Mapped("/usr/lib/libssl.so.3", true, false, "fe:00", 123),
                        new Mapped("/opt/a b/libx.so", true, true, "fe:00", 124));
    }

    @Test
    void sortsWhatAVirtualMachineWasTold() {
        JvmOptions options = JvmOptions.of(List.of(
                new JvmOption("-Xmx1g", "JAVA_TOOL_OPTIONS"),
                new JvmOption("-Dshop.name=a=b", "JAVA_TOOL_OPTIONS"),
                new JvmOption("-Dflag", "command line"),
                new JvmOption("-XX:+UseZGC", "command line"),
                new JvmOption("-XX:-UseZGC", "command line"),
                new JvmOption("-XX:+UseSerialGC", "command line"),
                new JvmOption("-XX:MaxRAMPercentage=75.0", "command line"),
                new JvmOption("-cp", "command line"),
                new JvmOption("/a:/b", "command line"),
                new JvmOption("-javaagent:/opt/otel-1.2.jar=x=y", "command line"),
                new JvmOption("-agentlib:jdwp=transport=dt_socket,address=*:5005", "command line"),
                new JvmOption("--add-opens", "command line"),
                new JvmOption("java.base/java.lang=ALL-UNNAMED", "command line"),
                new JvmOption("-Xmx2g", "_JAVA_OPTIONS")));
        assertThat(options.flags().keySet())
                .containsExactly("MaxHeapSize", "MaxRAMPercentage", "UseSerialGC", "UseZGC");
        assertThat(options.flags().get("MaxHeapSize")).isEqualTo(new JvmOption("2g", "_JAVA_OPTIONS"));
        assertThat(options.properties().get("shop.name")).isEqualTo(new JvmOption("a=b", "JAVA_TOOL_OPTIONS"));
        assertThat(options.properties().get("flag")).isEqualTo(new JvmOption("", "command line"));
        assertThat(options.collector()).contains(new JvmOption("Serial", "command line"));
        assertThat(options.classPath().map(JvmOption::text)).contains("/a:/b");
        assertThat(options.debugger().map(JvmOption::text)).contains("transport=dt_socket,address=*:5005");
        assertThat(options.agents()).hasSize(1);
        assertThat(options.others()).containsExactly("--add-opens", "java.base/java.lang=ALL-UNNAMED");
    }

    @ParameterizedTest
    @CsvSource({"512m, 536870912", "2G, 2147483648", "1k, 1024", "1048576, 1048576", "1T, 1099511627776"})
    void readsSizesAsTheVirtualMachineDoes(String text, long bytes) {
        assertThat(JvmSize.of(text)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"''", "m", "12x", "-1m", "999999999999999T", "99999999999999999999"})
    void refusesWhatIsNoSize(String text) {
        assertThat(JvmSize.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PYTHON, /root/.pyenv/versions/3.11.7/bin/python3.11,           3.11.7",
        "PYTHON, /usr/bin/python3.11,                                   ",
        "PYTHON, /opt/uv/cpython-3.12.4-linux-x86_64-gnu/bin/python3.12, 3.12.4",
        "NODE,   /home/ana/.nvm/versions/node/v18.17.0/bin/node,        18.17.0",
        "NODE,   /usr/bin/node,                                         ",
        "BEAM,   /usr/lib/erlang/erts-13.1.5/bin/beam.smp,              13.1.5",
    })
    void readsTheVersionAPathNames(RuntimeKind kind, String executable, String version) {
        assertThat(InterpreterVersion.full(kind, executable, List.of())).isEqualTo(Optional.ofNullable(version));
    }

    @Test
    void readsTheLineOfAnInterpreterFromItsNameOrLibrary() {
        assertThat(InterpreterVersion.line("/usr/bin/python3.11", List.of())).contains("3.11");
        assertThat(InterpreterVersion.line("/usr/sbin/php-fpm8.2", List.of())).contains("8.2");
        assertThat(InterpreterVersion.line("/usr/bin/python3", List.of("/usr/lib/libpython3.9.so.1.0")))
                .contains("3.9");
        assertThat(InterpreterVersion.line("/usr/bin/node", List.of())).isEmpty();
        assertThat(InterpreterVersion.full(RuntimeKind.RUBY, "/usr/bin/ruby3.1", List.of("/lib/libruby-3.1.so.3.1.2")))
                .contains("3.1.2");
    }

    @Test
    void findsThePatchLevelAmongTheConstantsOfAProgram() {
        byte[] binary =
                "x\0003.11.2x\0\0003.11.\0\0003.110.1\0\0003.11.2\0\0003.11.9\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(InterpreterVersion.inConstants(binary, "3.11")).contains("3.11.2");
        assertThat(InterpreterVersion.inConstants(binary, "3.12")).isEmpty();
        assertThat(InterpreterVersion.inConstants(new byte[0], "3.12")).isEmpty();
    }

    @Test
    void readsVersionsInHeaders() {
        assertThat(InterpreterVersion.inHeader(
                        RuntimeKind.NODE,
                        "#define NODE_MAJOR_VERSION 18\n#define NODE_MINOR_VERSION 17\n#define NODE_PATCH_VERSION 1\n"))
                .contains("18.17.1");
        assertThat(InterpreterVersion.inHeader(RuntimeKind.PYTHON, "#define PY_VERSION      \"3.11.7\"\n"))
                .contains("3.11.7");
        assertThat(InterpreterVersion.inHeader(RuntimeKind.NODE, "#define X 1\n"))
                .isEmpty();
    }

    @Test
    void readsTheFirstOfSeveralValuesInAStatus() {
        StatusText status = StatusText.parse("Name:\tjava\nUid:\t1\t2\t3\t4\nNSpid:\t700\t7\nSeccomp:\t\nx\n");
        assertThat(status.effective("Uid")).contains(2L);
        assertThat(status.effective("Gid")).isEmpty();
        assertThat(status.innermostId()).contains("7");
        assertThat(status.value("Seccomp")).isEmpty();
    }

    @Test
    void refusesDamagedPerformanceData() {
        assertThat(PerformanceData.parse(new byte[0])).isEmpty();
        assertThat(PerformanceData.parse(new byte[32])).isEmpty();
        byte[] wild = new byte[64];
        wild[0] = (byte) 0xca;
        wild[1] = (byte) 0xfe;
        wild[2] = (byte) 0xc0;
        wild[3] = (byte) 0xc0;
        wild[4] = 0;
        wild[7] = 1;
        wild[27] = 32;
        wild[31] = 127;
        PerformanceData data = PerformanceData.parse(wild).orElseThrow();
        assertThat(data.javaVersion()).isEmpty();
        assertThat(data.maxHeap()).isEmpty();
        wild[24] = (byte) 0xff;
        assertThat(PerformanceData.parse(wild).orElseThrow().collector()).isEmpty();
    }
}
