package dev.leeway.agent.probe.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.endpoint.ListeningSockets;
import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkProbeTest extends ProbeContract {
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";

    @Override
    protected Probe probe() {
        return new NetworkProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = FixtureHost.in(directory)
                .file(
                        "/etc/apt/apt.conf.d/95proxy",
                        "// Acquire::http::Proxy \"http://no:1\";\nAcquire::http::Proxy \"http://me:hunter2@proxy:3128\";\n"
                                + "Acquire::https::Proxy::deb.example \"DIRECT\";\n")
                .file("/etc/dnf/dnf.conf", "[main]\nproxy=http://proxy:8080\nproxy_password=hunter2\n")
                .file(
                        "/etc/systemd/system/docker.service.d/proxy.conf",
                        "[Service]\nEnvironment=\"HTTP_PROXY=http://proxy:3128/\" 'NO_PROXY=localhost,10.0.0.0/8'\n"
                                + "Environment=OTHER=1\n");
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        host.file("/usr/bin/shop", "");
        FixtureProcess.of(host, 700)
                .runs("/usr/bin/shop", "/usr/bin/shop")
                .cgroup("/system.slice/shop.service")
                .in("/")
                .add();
        host.procFile(
                        "/700/net/tcp",
                        HEAD + "   0: 00000000:1F90 00000000:0000 0A 0:0 00:00000000 0 0 0 501\n"
                                + "   1: 0A00000A:1F91 00000000:0000 0A 0:0 00:00000000 0 0 0 502\n"
                                + "   2: 0100007F:1F90 0200000A:1111 01 0:0 00:00000000 0 0 0 503\n")
                .procFile(
                        "/700/net/tcp6",
                        HEAD + "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A"
                                + " 0:0 00:00000000 0 0 0 504\n");
        int descriptor = 3;
        for (int inode : new int[] {501, 502, 503, 504}) {
            host.procLink("/700/fd/" + descriptor++, "socket:[" + inode + "]");
        }
        return FixtureServices.foundOn(host);
    }

    private RecordedSection index(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host).host();
    }

    @Test
    void tellsToWhichAddressesFixedPortsAreBound(@TempDir Path directory) throws Exception {
        RecordedSection shop =
                RecordingRecorder.of(probe(), richHost(directory)).about("shop");
        assertThat(shop.shown("listener[8080%2Ftcp]/bound")).contains("{0.0.0.0, ::}");
        assertThat(shop.shown("listener[8081%2Ftcp]/bound")).contains("{10.0.0.10}");
    }

    @Test
    void tellsProxiesOfToolsAndGuardsWhoLogsIn(@TempDir Path directory) throws Exception {
        RecordedSection index = index(richHost(directory));
        assertThat(index.paths())
                .contains(
                        "proxy[apt]/http",
                        "proxy[apt]/https:deb.example",
                        "proxy[dnf]/http",
                        "proxy[docker]/http",
                        "proxy[docker]/no");
        assertThat(index.observed("proxy[apt]/http"))
                .containsExactly(new Observed.Guarded("variable", "HTTP_PROXY", "http://me:hunter2@proxy:3128"));
        assertThat(index.evidence("proxy[docker]/no")).contains("/etc/systemd/system/docker.service.d/proxy.conf");
    }

    @Test
    void readsBlocksOfAptAndKeepsWhatIsSetLast(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory)
                .file(
                        "/etc/apt/apt.conf.d/10proxy",
                        "/* Acquire { http { Proxy \"http://no:1\"; }; }; */\nAcquire {\n  http { Proxy \"http://a:1\";\n"
                                + "    Proxy { deb.example \"DIRECT\"; };\n  };\n  ftp::Proxy \"http://f:1\";\n};\n")
                .file("/etc/apt/apt.conf.d/20proxy", "acquire::http::proxy \"http://b:2\"; #clear Nothing;\n")
                .file("/etc/apt/apt.conf.d/30proxy.bak", "Acquire::http::Proxy \"http://c:3\";\n")
                .file(
                        "/etc/systemd/system/docker.service.d/10-a.conf",
                        "[Service]\nEnvironment=HTTP_PROXY=http://a:1 HTTPS_PROXY=http://a:2\n")
                .file(
                        "/run/systemd/system/docker.service.d/20-b.conf",
                        "[Service]\nEnvironment=HTTP_PROXY=http://b:1\n")
                .file("/run/systemd/system/docker.service.d/10-a.conf", "[Service]\nEnvironment=NO_PROXY=x\n")
                .file("/etc/systemd/system/crio.service.d/1.conf", "[Service]\nEnvironment=HTTP_PROXY=http://a:1\n")
                .file("/etc/systemd/system/crio.service.d/2.conf", "[Service]\nEnvironment=\nEnvironment=A=1\n");
        RecordedSection index = RecordingRecorder.of(probe(), host).host();
        assertThat(index.paths().stream().filter(path -> path.startsWith("proxy")))
                .containsExactlyInAnyOrder(
                        "proxy[apt]/http",
                        "proxy[apt]/http:deb.example",
                        "proxy[apt]/ftp",
                        "proxy[docker]/http",
                        "proxy[docker]/https");
        assertThat(index.observed("proxy[apt]/http"))
                .containsExactly(new Observed.Guarded("variable", "HTTP_PROXY", "http://b:2"));
        assertThat(index.observed("proxy[docker]/http"))
                .containsExactly(new Observed.Guarded("variable", "HTTP_PROXY", "http://b:1"));
    }

    @Test
    void looksUpTheNamesThatAreAskedForAndTellsFailuresApart(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory)
                .settings(HostSettings.NONE.resolving(
                        List.of("db.internal", "nobody.internal", "slow.internal", "down.internal")))
                .names((name, time) -> switch (name) {
                    case "db.internal" -> new TreeSet<>(Set.of("10.0.0.2", "10.0.0.1"));
                    case "nobody.internal" -> new TreeSet<>();
                    case "slow.internal" -> throw new HostAccessException(Kind.TIMED_OUT, name);
                    default -> throw new HostAccessException(Kind.UNREADABLE, name);
                });
        RecordedSection index = index(host);
        assertThat(index.shown("resolver[db.internal]/addresses")).contains("{10.0.0.1, 10.0.0.2}");
        assertThat(index.shown("resolver[db.internal]/known")).contains("true");
        assertThat(index.shown("resolver[nobody.internal]/known")).contains("false");
        assertThat(index.uncovered())
                .contains("resolver[slow.internal]/** time", "resolver[down.internal]/** unreadable");
    }

    @Test
    void asksNobodyOfAMountedTree(@TempDir Path directory) throws Exception {
        FixtureHost host =
                FixtureHost.in(directory).mountedTree().settings(HostSettings.NONE.resolving(List.of("db.internal")));
        assertThat(index(host).uncovered()).contains("resolver[db.internal]/** not requested");
    }

    @Test
    void writesAddressesAsEverybodyDoes() {
        String[][] addresses = {
            {"00000000000000000000000001000000", "::1"},
            {"B80D0120000000000000000010000000", "2001:db8::10"},
            {"000080FE00000000FF00010201020304", "fe80::201:ff:403:201"},
            {"0000000000000000FFFF00000100007F", "127.0.0.1"},
            {"0100007F", "127.0.0.1"}
        };
        for (String[] each : addresses) {
            String table = HEAD + "0: " + each[0]
                    + ":0050 00000000:0000 0A 0:0 0:0 0 0 0 7\nbroken\n0: x:y z:0000 0A 0 0 0 0 0 8\n";
            assertThat(ListeningSockets.read("tcp", table))
                    .containsOnlyKeys(7L)
                    .containsEntry(7L, new ListeningSockets.Bound(each[1], 80));
        }
    }
}
