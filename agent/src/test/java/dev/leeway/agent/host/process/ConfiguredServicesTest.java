package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredServicesTest extends ServiceDiscoveryScene {
    @Test
    void callsAServiceWhatTheConfigurationSays() throws Exception {
        session(700)
                .runs(PYTHON, "python3", "app.py")
                .in("/home/ana/x")
                .listens(5000)
                .add();
        process(701)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "app:app")
                .cgroup("/system.slice/web.service")
                .add();
        process(702).runs("/usr/bin/thing", "thing", "--serve").add();
        List<ServiceMatch> configured = List.of(
                match("shop-a", "*app.py", "", "", 0),
                match("shop-b", "", "web", "", 0),
                match("shop-c", "thing *", "", "", 0),
                match("shop-d", "", "", "", 9999));
        assertThat(found(configured))
                .containsExactly(
                        "shop-a configuration listener",
                        "shop-b configuration unit",
                        "shop-c configuration configuration");
    }

    @Test
    void matchesConfiguredContainersByAnyNameTheyGoBy() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained("/docker/" + ID, 1)
                .add();
        assertThat(found(List.of(match("a", "", "", "web", 0)))).containsExactly("a configuration container");
        assertThat(found(List.of(match("b", "", "", "*shop-web-1", 0)))).containsExactly("b configuration container");
        assertThat(found(List.of(match("c", "", "", ID, 0)))).containsExactly("c configuration container");
        assertThat(found(List.of(match("d", "", "", "db", 0)))).containsExactly("web compose container");
    }

    @Test
    void letsTheConfigurationClaimWhatTheSystemRunsForItself() throws Exception {
        process(600)
                .runs("/usr/sbin/sshd", "sshd: /usr/sbin/sshd -D")
                .cgroup("/system.slice/ssh.service")
                .uid(0)
                .add();
        assertThat(found(List.of(match("bastion", "", "ssh.service", "", 0))))
                .containsExactly("bastion configuration configuration");
    }

    @Test
    void stillFindsOtherUsersServicesByTheirUnits() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop.jar")
                .cgroup("/system.slice/shop-web.service")
                .closed()
                .add();
        assertThat(found()).containsExactly("shop-web systemd unit");
    }

    @Test
    void saysTheSameAfterARestartUnderOtherIdsWithOtherWorkersAndHelpers(@TempDir Path again) throws Exception {
        process(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .listens(8000)
                .add();
        process(701)
                .parent(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .add();
        List<String> before = found();
        host = FixtureHost.in(again);
        FixtureProcess.systemd(host);
        process(12_700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .listens(8000)
                .add();
        for (int worker = 12_701; worker < 12_709; worker++) {
            process(worker)
                    .parent(12_700)
                    .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                    .cgroup("/system.slice/shop.service")
                    .listens(45_000 + worker % 100)
                    .add();
        }
        process(13_000)
                .runs("/usr/bin/kill", "/bin/kill", "-HUP", "12700")
                .cgroup("/system.slice/shop.service")
                .add();
        process(13_001).runs("/usr/bin/curl", "curl", "localhost").add();
        assertThat(found()).isEqualTo(before);
        assertThat(only("shop").leaders()).extracting(HostProcess::pid).containsExactly(12_700);
    }
}
