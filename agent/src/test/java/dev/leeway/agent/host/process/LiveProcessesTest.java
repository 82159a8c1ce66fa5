package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProcessesTest {
    private final List<Long> pauses = new ArrayList<>();
    private FixtureHost host = FixtureHost.in(Path.of("unset"));

    @BeforeEach
    void startsAHostThatIsUpForAnHour(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        FixtureProcess.systemd(host);
    }

    @AfterEach
    void removesTheLinks() {
        FixtureProcess.removeLinks(host);
    }

    @Test
    void looksOnceWhenEverythingHasBeenRunningForAWhile() throws Exception {
        server(100).listens(8080).add();
        assertThat(names(processes(() -> {}))).containsExactly("shop");
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsForAServerThatHasJustBeenStartedToOpenItsPort() throws Exception {
        server(359_950).add();
        LiveProcesses processes = processes(() -> {
            if (pauses.size() == 2) {
                FixtureProcess.removeLinks(host);
                FixtureProcess.systemd(host);
                server(359_950).listens(8080).add();
            }
        });
        assertThat(names(processes)).containsExactly("shop");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void waitsForAScriptThatIsAboutToBecomeAServer() throws Exception {
        FixtureProcess.of(host, 700)
                .startedAt(359_990)
                .runs("/usr/bin/bash", "bash", "/srv/shop/start.sh")
                .add();
        processes(() -> {}).processes();
        assertThat(pauses).isNotEmpty();
    }

    @Test
    void waitsForNoCommandThatMerelyComesAndGoes() throws Exception {
        FixtureProcess.of(host, 700)
                .startedAt(359_990)
                .runs("/usr/bin/curl", "curl", "x")
                .add();
        FixtureProcess.of(host, 701)
                .startedAt(359_990)
                .runs("/usr/bin/bash", "bash", "-c", "x")
                .add();
        processes(() -> {}).processes();
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsNoLongerThanASecondAndAHalf() throws Exception {
        server(359_990).add();
        assertThat(names(processes(() -> {}))).isEmpty();
        assertThat(pauses.stream().mapToLong(Long::longValue).sum()).isEqualTo(1_500);
    }

    @Test
    void looksOnlyOnceForAllWhoAsk() throws Exception {
        server(100).listens(8080).add();
        LiveProcesses processes = processes(() -> {});
        List<Service> first = processes.services();
        assertThat(processes.services()).isSameAs(first);
        assertThat(processes.processes()).isSameAs(processes.processes());
    }

    @Test
    void readsTheFilesOfAContainerBelowItsOwnRoot(@TempDir Path own) throws Exception {
        FixtureHost inside = FixtureHost.in(own).file("/etc/hostname", "inside");
        host.file("/etc/hostname", "outside");
        server(100).listens(8080).add();
        FixtureProcess.of(host, 800)
                .startedAt(100)
                .runs("/opt/shop", "/opt/shop")
                .contained("/docker/" + "0123456789abcdef".repeat(4), 1)
                .add();
        LiveProcesses processes = new LiveProcesses(
                host.files(), host.proc(), process -> inside.files(), List.of(), ContainerEngine.NONE, millis -> {});
        List<String> names = new ArrayList<>();
        for (HostProcess process : processes.processes()) {
            names.add(new String(processes.files(process).read("/etc/hostname", 100), StandardCharsets.UTF_8));
        }
        assertThat(names).containsExactly("outside", "outside", "inside");
    }

    private FixtureProcess server(long start) {
        return FixtureProcess.of(host, 700).startedAt(start).runs("/usr/bin/python3.11", "python3", "-m", "shop");
    }

    private LiveProcesses processes(Runnable meanwhile) {
        return new LiveProcesses(
                host.files(), host.proc(), process -> host.files(), List.of(), ContainerEngine.NONE, millis -> {
                    pauses.add(millis);
                    meanwhile.run();
                });
    }

    private static List<String> names(LiveProcesses processes) throws Exception {
        return processes.services().stream().map(Service::name).toList();
    }
}
