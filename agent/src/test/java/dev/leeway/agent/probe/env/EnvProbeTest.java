package dev.leeway.agent.probe.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvProbeTest extends ProbeContract {
    private static final String ID = "0123456789abcdef".repeat(4);

    @Override
    protected Probe probe() {
        return new EnvProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = started(directory);
        host.file("/etc/environment", "LANG=C.UTF-8\n");
        host.file(
                "/etc/systemd/system/shop-web@.service",
                "[Service]\nEnvironment=LOG_LEVEL=info INSTANCE=%i\nEnvironmentFile=-/etc/shop/web.env\n"
                        + "EnvironmentFile=-/etc/shop/absent.env\n");
        host.file(
                "/etc/systemd/system/shop-web@.service.d/10-level.conf",
                "[Service]\nEnvironment=\"LOG_LEVEL=debug\"\nUnsetEnvironment=INSTANCE\n");
        host.file("/etc/shop/web.env", "# database\nDB_PASSWORD='hunter2'\nPOOL=10\n");
        web(host, 700).add();
        return FixtureServices.foundOn(host.shell(Map.of("EDITOR", "vi", "SHLVL", "2", "AWS_SECRET_ACCESS_KEY", "x")));
    }

    private static FixtureHost started(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        // Boot long after the unit files of these tests were written, so that none of them waits for a restart.
        host.procFile("/stat", "cpu 1 2 3\nbtime 32503680000\n");
        FixtureProcess.init(host);
        return host;
    }

    private static FixtureProcess web(FixtureHost host, int pid) {
        return FixtureProcess.of(host, pid)
                .runs("/opt/shop", "/opt/shop")
                .cgroup("/system.slice/system-shop.slice/shop-web@1.service")
                .in("/opt/x")
                .with("LOG_LEVEL", "debug")
                .with("DB_PASSWORD", "hunter2")
                .with("POOL", "20")
                .with("LANG", "C.UTF-8")
                .with("INVOCATION_ID", "4c01db0b339c")
                .with("SHLVL", "1")
                .with("WORK", "/tmp/tmp.Xy12ab34Zq");
    }

    private RecordingRecorder seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host);
    }

    @Test
    void recordsVariablesGuardedAndWithTheirSource(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory)).about("shop-web");
        assertThat(web.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(web.paths())
                .containsExactly("DB_PASSWORD", "LANG", "LOG_LEVEL", "POOL", "WORK", "declaration[unit]");
        assertThat(web.observed("DB_PASSWORD"))
                .containsExactly(new Observed.Guarded("variable", "DB_PASSWORD", "hunter2"));
        assertThat(web.evidence("DB_PASSWORD")).contains("/etc/shop/web.env:2");
        assertThat(web.evidence("LOG_LEVEL")).contains("/etc/systemd/system/shop-web@.service.d/10-level.conf:2");
        assertThat(web.evidence("LANG")).contains("/etc/environment:1");
        assertThat(web.evidence("POOL")).contains("process");
        assertThat(web.observed("WORK")).containsExactly(new Observed.Guarded("variable", "WORK", "/tmp/{temporary}"));
        assertThat(web.shown("declaration[unit]")).contains("{DB_PASSWORD, LOG_LEVEL, POOL}");
    }

    @Test
    void listsTheServicesItReadInItsIndex(@TempDir Path directory) throws Exception {
        RecordedSection index = seen(richHost(directory)).host();
        assertThat(index.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(index.paths()).containsExactly("service[shop-web]/observed");
    }

    @Test
    void saysItsIndexIsIncompleteWhereTheFirstProcessIsClosed(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .closed()
                .add();
        web(host, 700).add();
        assertThat(seen(FixtureServices.foundOn(host)).host().uncovered()).containsExactly("service[*]/** permission");
    }

    @Test
    void keepsTheShellApartAndOnlyWhenAsked(@TempDir Path directory, @TempDir Path other) throws Exception {
        assertThat(seen(richHost(directory)).about("(shell)").paths())
                .containsExactly("AWS_SECRET_ACCESS_KEY", "EDITOR");
        FixtureHost unasked = started(other);
        web(unasked, 700).add();
        assertThat(seen(FixtureServices.foundOn(unasked)).subjects()).containsExactly("shop-web");
    }

    @Test
    void tellsWhatWaitsForTheNextRestart(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory);
        host.procFile("/stat", "btime 1000\n");
        RecordedSection web = seen(host).about("shop-web");
        assertThat(web.observed("pending[POOL]")).containsExactly(new Observed.Guarded("variable", "POOL", "10"));
        assertThat(web.evidence("pending[POOL]")).contains("/etc/shop/web.env:3");
        assertThat(web.paths()).doesNotContain("pending[LOG_LEVEL]", "pending[DB_PASSWORD]", "pending[INSTANCE]");
    }

    @Test
    void leavesVariablesOfOthersUnknownButSaysWhatTheirUnitDeclares(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file(
                "/etc/systemd/system/shop-web@.service",
                "[Service]\nEnvironment=LOG_LEVEL=info\n" + "EnvironmentFile=/etc/shop/web.env\n");
        host.file("/etc/shop/web.env", "DB_PASSWORD=hunter2\n");
        web(host, 700).closed().add();
        host.deny("/proc/700/environ").deny("/etc/shop/web.env");
        RecordingRecorder seen = seen(FixtureServices.foundOn(host));
        RecordedSection web = seen.about("shop-web");
        assertThat(web.uncovered()).containsExactly("** permission", "declaration[unit] permission");
        assertThat(web.shown("declaration[unit]")).contains("{LOG_LEVEL}");
        assertThat(seen.host().uncovered())
                .containsExactly("service[*]/** permission", "service[shop-web]/observed permission");
    }

    @Test
    void saysThatABlockOverwrittenByATitleIsIncomplete(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        web(host, 700).add();
        host.procFile("/700/environ", "worker process\0NG=C\0HOME=/root\0");
        RecordedSection web = seen(FixtureServices.foundOn(host)).about("shop-web");
        assertThat(web.uncovered()).containsExactly("** format");
        assertThat(web.paths()).containsExactly("HOME");
    }

    @Test
    void leavesAServiceThatRestartsMeanwhileUnknown(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory);
        host.procFile("/700/stat", "700 (shop) S 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 999999 0 0\n");
        RecordedSection web = seen(host).about("shop-web");
        assertThat(web.uncovered()).containsExactly("** vanished");
        assertThat(web.paths()).containsExactly("declaration[unit]");
    }

    @Test
    void writesAContainersOwnNameAndAddressesAsWhatTheyAre(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        FixtureProcess.of(host, 700)
                .runs("/opt/shop", "/opt/shop")
                .contained("/docker/" + ID, 1)
                .in("/opt/x")
                .with("HOSTNAME", "shop-web-7d4b9c8f6d-x2x9k")
                .with("POD_NAME", "shop-web-7d4b9c8f6d-x2x9k")
                .with("POD_IP", "10.1.2.3")
                .with("MODE", "full")
                .file("net/fib_trie", "     |-- 10.1.2.3\n        /32 host LOCAL\n")
                .add();
        RecordedSection shop = seen(FixtureServices.foundOn(host)).about("shop");
        assertThat(shop.paths()).containsExactly("MODE", "POD_IP", "POD_NAME");
        assertThat(shop.shown("POD_NAME")).contains("{container}");
        assertThat(shop.shown("POD_IP")).contains("{address}");
        assertThat(shop.evidence("MODE")).contains("container");
    }

    @Test
    void holdsBothValuesWhereReplicasDisagree(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        for (int i = 1; i < 3; i++) {
            FixtureProcess.of(host, 700 + i)
                    .runs("/opt/shop", "/opt/shop")
                    .cgroup("/system.slice/shop@" + i + ".service")
                    .in("/opt/x")
                    .with("PORT", "808" + i)
                    .with("MODE", "full")
                    .add();
        }
        RecordedSection shop = seen(FixtureServices.foundOn(host)).about("shop");
        assertThat(shop.observed("PORT")).hasSize(2);
        assertThat(shop.observed("MODE")).hasSize(1);
    }

    @Test
    void looksForTheUnitOfAServiceWhereSystemdDoes(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/usr/lib/systemd/system/shop.service", "[Service]\nEnvironment=A=vendor B=vendor\n");
        host.file(
                "/etc/systemd/system/shop.service",
                "[Service]\nEnvironment=A=admin\nEnvironmentFile=/etc/shop.d/*.env\n");
        host.file("/usr/lib/systemd/system/shop.service.d/20.conf", "[Service]\nEnvironment=C=vendor\n");
        host.file("/etc/systemd/system/shop.service.d/20.conf", "[Service]\nEnvironment=D=admin\n");
        host.file("/etc/systemd/system/service.d/99.conf", "[Service]\nEnvironment=E=all\n");
        host.file("/etc/shop.d/a.env", "F=1\n");
        host.file("/etc/shop.d/b.env", "F=2\n");
        FixtureProcess.of(host, 700)
                .runs("/opt/shop", "/opt/shop")
                .cgroup("/system.slice/shop.service")
                .in("/opt/x")
                .with("F", "2")
                .add();
        RecordedSection shop = seen(FixtureServices.foundOn(host)).about("shop");
        assertThat(shop.shown("declaration[unit]")).contains("{A, D, E, F}");
        assertThat(shop.evidence("F")).contains("/etc/shop.d/b.env:1");
    }
}
