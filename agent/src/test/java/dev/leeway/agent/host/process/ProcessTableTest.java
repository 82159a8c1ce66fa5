package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.cli.Main;
import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTableTest {
    private FixtureHost host = FixtureHost.in(Path.of("unset"));

    @BeforeEach
    void startsAHost(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        FixtureProcess.systemd(host);
    }

    @AfterEach
    void removesTheLinks() {
        FixtureProcess.removeLinks(host);
    }

    @Test
    void readsEverythingThereIsToKnowOfAProcess() throws Exception {
        FixtureProcess.of(host, 700)
                .parent(1)
                .startedAt(4711)
                .uid(33)
                .runs("/usr/bin/python3.11 (deleted)", "python3", "app.py", "", "last")
                .cgroup("/system.slice/shop.service")
                .in("/srv/shop")
                .add();
        HostProcess process = read().get(1);
        assertThat(process.pid()).isEqualTo(700);
        assertThat(process.parent()).isEqualTo(1);
        assertThat(process.startTicks()).isEqualTo(4711);
        assertThat(process.uid()).isEqualTo(33);
        assertThat(process.executable()).contains("/usr/bin/python3.11");
        assertThat(process.executableDeleted()).isTrue();
        assertThat(process.arguments()).containsExactly("python3", "app.py", "", "last");
        assertThat(process.cgroup()).contains("/system.slice/shop.service");
        assertThat(process.workingDirectory()).contains("/srv/shop");
        assertThat(process.mountNamespaceShared()).isTrue();
    }

    @Test
    void leavesOutThreadsOfTheKernelAndTheDead() throws Exception {
        FixtureProcess.of(host, 2).parent(0).ofTheKernel().add();
        host.procFile("/50/stat", "50 (gone) Z 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 9 0 0\n");
        assertThat(read()).extracting(HostProcess::pid).containsExactly(1);
    }

    @Test
    void leavesOutAProcessThatEndsMidway() throws Exception {
        host.procFile("/60/environ", "A=1");
        host.procFile("/61/stat", "61 (half");
        host.procFile("/62/stat", "");
        assertThat(read()).extracting(HostProcess::pid).containsExactly(1);
    }

    @Test
    void leavesOutTheAgentAndTheShellsAroundItButNotWhatIsAboveThem() throws Exception {
        FixtureProcess.of(host, 10).runs("/usr/bin/gnome", "gnome").add();
        FixtureProcess.of(host, 11).parent(10).runs("/usr/bin/bash", "bash").add();
        FixtureProcess.of(host, 12)
                .parent(11)
                .runs("/usr/bin/sudo", "sudo", "leeway-agent")
                .add();
        FixtureProcess.of(host, 13)
                .parent(12)
                .runs("/usr/bin/dash", "sh", "leeway-agent")
                .add();
        FixtureProcess.of(host, 14).parent(13).runs("/usr/bin/java", "java").add();
        host.procLink("/self", "14");
        assertThat(read()).extracting(HostProcess::pid).containsExactly(1, 10);
    }

    @Test
    void leavesOutWhatMakesTheAgentsArchiveEvenWhenItsLauncherIsGone() throws Exception {
        FixtureProcess.of(host, 20)
                .runs("/usr/bin/java", "java", "-cp", "/opt/agent.jar", Main.class.getName(), "rehearse")
                .add();
        FixtureProcess.of(host, 21).runs("/usr/bin/java", "java", "shop.Main").add();
        assertThat(read()).extracting(HostProcess::pid).containsExactly(1, 21);
    }

    @Test
    void leavesOutALauncherThatIsTheFirstProcessOfItsContainer() throws Exception {
        host.procFile("/1/stat", "1 (leeway-agent) S 0 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 9 0 0\n");
        FixtureProcess.of(host, 14).parent(1).runs("/usr/bin/java", "java").add();
        host.procLink("/self", "14");
        assertThat(read()).isEmpty();
    }

    @Test
    void showsWhatAnOrdinaryUserMaySee() throws Exception {
        FixtureProcess.of(host, 700)
                .runs("/usr/bin/java", "java", "-jar", "shop.jar")
                .cgroup("/system.slice/shop.service")
                .closed()
                .add();
        HostProcess process = read().get(1);
        assertThat(process.executable()).isEmpty();
        assertThat(process.workingDirectory()).isEmpty();
        assertThat(process.arguments()).containsExactly("java", "-jar", "shop.jar");
        assertThat(process.mountNamespaceShared()).isTrue();
    }

    @Test
    void takesAClosedContainersRootForItsOwn() throws Exception {
        FixtureProcess.of(host, 700)
                .runs("/usr/bin/java", "java")
                .cgroup("/docker/" + "0123456789abcdef".repeat(4))
                .closed()
                .add();
        FixtureProcess.of(host, 701)
                .runs("/usr/bin/java", "java")
                .contained("/docker/" + "fedcba9876543210".repeat(4), 1)
                .add();
        assertThat(read()).extracting(HostProcess::mountNamespaceShared).containsExactly(true, false, false);
    }

    @Test
    void saysWhyThereIsNoTableAtAll() {
        host.deny("/proc/");
        assertThatThrownBy(this::read).isInstanceOf(HostAccessException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0::/system.slice/a.service                                          | /system.slice/a.service",
                "9:name=systemd:/system.slice/a.service;1:cpu:/;0::/                 | /system.slice/a.service",
                "5:name=systemd:/;4:memory:/docker/abc;0::/                          | /docker/abc",
                "5:name=systemd:/docker/abc;4:memory:/docker/abc                     | /docker/abc",
                "2:cpu:/;0::/                                                        | /",
                "3:cpu,cpuacct:/x:y                                                  | /x:y",
                "nonsense                                                            | ",
            })
    void picksThePathThatTellsMost(String file, String path) {
        assertThat(CgroupFile.path(file.replace(';', '\n'))).isEqualTo(Optional.ofNullable(path));
    }

    @Test
    void readsNamesWithBlanksAndParentheses() {
        ProcessStat line = ProcessStat.parse("7 (a) b (c)) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123 5 6 7")
                .orElseThrow();
        assertThat(line.name()).isEqualTo("a) b (c)");
        assertThat(line.parent()).isEqualTo(1);
        assertThat(line.startTicks()).isEqualTo(123);
        assertThat(ProcessStat.parse("7 (x) S 1 2")).isEmpty();
        assertThat(ProcessStat.parse("7 (x) S a b c d e f g h i j k l m n o p q r s t u"))
                .isEmpty();
    }

    private List<HostProcess> read() throws Exception {
        return ProcessTable.read(host.proc());
    }
}
