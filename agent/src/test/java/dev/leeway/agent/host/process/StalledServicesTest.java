package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services are named by files that may lie where nobody answers. */
class StalledServicesTest {
    private static final String NODE = "/usr/bin/node";

    private final CountDownLatch answer = new CountDownLatch(1);
    private FixtureHost host = FixtureHost.in(Path.of("unset"));

    @BeforeEach
    void start(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        FixtureProcess.systemd(host);
        node(700, "cart").add();
        node(710, "shop").add();
    }

    @AfterEach
    void letGo() {
        answer.countDown();
        FixtureProcess.removeLinks(host);
    }

    private FixtureProcess node(int pid, String name) {
        host.file("/srv/" + name + "/package.json", "{\"name\": \"" + name + "-web\"}");
        return FixtureProcess.of(host, pid)
                .runs(NODE, NODE, "server.js")
                .in("/srv/" + name)
                .listens(8000 + pid);
    }

    private LiveProcesses processes() {
        return new LiveProcesses(
                host.files(), host.proc(), process -> host.files(), List.of(), ContainerEngine.NONE, millis -> {});
    }

    private static List<String> names(LiveProcesses processes) throws Exception {
        return processes.services().stream().map(Service::name).toList();
    }

    private boolean mayMiss(LiveProcesses processes) throws Exception {
        processes.processes().forEach(host::process);
        return ClosedProcesses.hideServices(host);
    }

    @Test
    @Timeout(30)
    void aServiceWhoseFilesGiveNoAnswerIsUnknownAndTheOthersAreFound() throws Exception {
        host.stall("/srv/cart", answer);
        LiveProcesses processes = processes();
        assertThat(names(processes)).containsExactly("shop-web");
        assertThat(mayMiss(processes)).isTrue();
    }

    @Test
    @Timeout(30)
    void aServiceThatItsUnitNamesIsFoundWhateverItsFilesDo() throws Exception {
        node(720, "pay").cgroup("/system.slice/pay.service").add();
        host.stall("/srv/pay", answer);
        LiveProcesses processes = processes();
        assertThat(names(processes)).containsExactly("cart-web", "pay", "shop-web");
        assertThat(mayMiss(processes)).isFalse();
    }

    @Tag("thorough")
    @Test
    @Timeout(30)
    void manyThatGiveNoAnswerDoNotTakeForEver() throws Exception {
        for (int pid = 730; pid < 738; pid++) {
            node(pid, "slow").add();
        }
        host.stall("/srv/slow", answer);
        assertThat(names(processes())).containsExactly("cart-web", "shop-web");
    }

    @Test
    void filesThatConfoundTheirReaderTellNothing() throws Exception {
        host.confound("/srv/cart");
        LiveProcesses processes = processes();
        assertThat(names(processes)).containsExactly("shop-web");
        assertThat(mayMiss(processes)).isTrue();
    }

    @Test
    void nothingIsHiddenWhereEveryFileAnswers() throws Exception {
        LiveProcesses processes = processes();
        assertThat(names(processes)).containsExactly("cart-web", "shop-web");
        assertThat(mayMiss(processes)).isFalse();
    }
}
