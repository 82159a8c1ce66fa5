package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostLookTest {
    private static final Scope HOSTS = new Scope(Scope.Kind.ROLE, "web");

    private static Optional<List<String>> look(String address) {
        return HostLook.of(HOSTS, Address.parse(address));
    }

    @ParameterizedTest
    @CsvSource({
        "os/timezone, readlink -f /etc/localtime, /",
        "os/distribution/version, cat /etc/os-release, ID=",
        "os/architecture, uname -m, _",
        "os/kernel/version, uname -r, .",
        "os/libc/version, ldd --version, .",
        "os/resolver/nameservers, cat /etc/resolv.conf, ''",
        "os/lookup/order[hosts], cat /etc/nsswitch.conf, hosts",
        "os/hosts/entry[a.example], cat /etc/hosts, localhost",
        "os/login[UMASK], cat /etc/login.defs, UMASK",
        "os/locale/charset, locale, LC_CTYPE",
        "os/memory/total, cat /proc/meminfo, MemTotal",
        "os/sysctl[vm.swappiness]/value, sysctl vm.swappiness, vm.swappiness",
        "os/mount[%2F]/options, findmnt --target /, /",
        "package/deb[bash]/version, dpkg-query --list bash, bash",
        "jdk/default/version, java -version, version"
    })
    void showsTheFactOnAHostThatHasTheProgram(String address, String command, String told) throws Exception {
        List<String> words = look(address).orElseThrow();
        assertThat(String.join(" ", words)).isEqualTo(command);
        assumeTrue(isHere(words.get(0)), words.get(0) + " is not on this machine");
        String file = words.get(words.size() - 1);
        assumeTrue(!words.get(0).equals("cat") || Files.isReadable(Path.of(file)), file + " is not here");

        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains(told);
    }

    private static boolean isHere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(each -> !each.isEmpty() && Files.isExecutable(Path.of(each, program)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package/deb[-o=evil]/version",
                "package/deb[a b]/version",
                "package/deb[$(id)]/version",
                "os/mount[%2F..%2F..]/options",
                "os/mount[--help]/options",
                "os/sysctl[-w]/value",
                "env[shop]/PATH",
                "package[shop]/deb[bash]/version",
                "os/cpu/online"
            })
    void knowsNoCommandForWhatIsNoHostsOwnOrCouldMeanSomethingElse(String address) {
        assertThat(look(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"package/deb[bash]/version", "os/timezone"})
    void sendsNobodyToAHostForWhatIsWithinAContainer(String address) {
        assertThat(HostLook.of(new Scope(Scope.Kind.SERVICE, "shop"), Address.parse(address)))
                .isEmpty();
    }
}
