package dev.leeway.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservedHostTest {
    @TempDir
    Path directory;

    @Test
    void givesAMountedTreeFilesAndNothingElse() throws Exception {
        Files.createDirectories(directory.resolve("proc/1"));
        Files.writeString(directory.resolve("hostname"), "tree");
        HostView host = ObservedHost.mounted(directory, Told.NOTHING);
        assertThat(host.live()).isFalse();
        assertThat(host.files().read("/hostname", 10)).hasSize(4);
        assertThat(host.proc().stat("/1")).isEmpty();
        assertThat(host.proc().listIfPresent("/", 10)).isEmpty();
        assertThat(host.sys().resolve("/class")).isEmpty();
        assertThat(host.processes()).isEmpty();
        assertThat(host.services()).isEmpty();
        assertThat(host.shell()).isEmpty();
    }

    @Test
    void looksAtProcessesOnceForEveryone() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        HostView host = running(new FakePopulation(looks, new CountDownLatch(0)));
        host.services();
        host.processes();
        host.services();
        assertThat(looks).hasValue(1);
    }

    @Test
    void letsAWaitingProbeBeInterruptedWhileAnotherLooksForEver() throws Exception {
        HostView host = running(new FakePopulation(new AtomicInteger(), new CountDownLatch(1)));
        Thread looking = new Thread(() -> ask(host, new AtomicReference<>()));
        looking.setDaemon(true);
        looking.start();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread waiting = new Thread(() -> ask(host, seen));
        waiting.start();
        waiting.interrupt();
        waiting.join(5_000);
        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
        looking.interrupt();
    }

    @Test
    void tellsEveryoneWhyProcessesCannotBeSeen() {
        HostView host = running(new FakePopulation(new AtomicInteger(), new CountDownLatch(0)) {
            @Override
            public List<HostProcess> processes() throws HostAccessException {
                throw new HostAccessException(HostAccessException.Kind.DENIED, "/proc");
            }
        });
        assertThatThrownBy(host::processes).isInstanceOf(HostAccessException.class);
        assertThatThrownBy(host::services).isInstanceOf(HostAccessException.class);
    }

    private HostView running(Population population) {
        JailedFiles files = JailedFiles.at(directory);
        return ObservedHost.running(files, files, files, population, Told.NOTHING);
    }

    private static void ask(HostView host, AtomicReference<Throwable> seen) {
        try {
            host.processes();
        } catch (HostAccessException | InterruptedException e) {
            seen.set(e);
        }
    }

    private static class FakePopulation implements Population {
        private final AtomicInteger looks;
        private final CountDownLatch open;

        FakePopulation(AtomicInteger looks, CountDownLatch open) {
            this.looks = looks;
            this.open = open;
        }

        @Override
        public List<HostProcess> processes() throws HostAccessException, InterruptedException {
            looks.incrementAndGet();
            open.await();
            return List.of();
        }

        @Override
        public List<Service> services() {
            return List.of();
        }

        @Override
        public HostFiles files(HostProcess process) {
            return EmptyFiles.INSTANCE;
        }
    }
}
