package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive written in place keeps its number, so that only times speak of it; and those of much else, too. */
class RewrittenArchiveTest {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";
    private static final long LONG_AGO = 946_684_800;

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void start() {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .in("/opt/x")
                .add();
        host.file("/srv/shop/app.jar", Jar.of("g:app", "7").bytes());
        host.procLink("/700/fd/8", "/srv/shop/app.jar");
    }

    private FixtureProcess shop() {
        return FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "-jar", "app.jar")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .startedAt(0);
    }

    private RecordedSection seen(long boot) throws Exception {
        host.procFile("/stat", "btime " + boot + "\n");
        new LiveProcesses(host.files(), host.proc(), process -> host.files(), List.of(), ContainerEngine.NONE)
                .services()
                .forEach(host::service);
        return RecordingRecorder.of(new DependencyProbe(), host).about("shop-web");
    }

    private Path jar() {
        return directory.resolve("root/srv/shop/app.jar");
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    @Test
    void leavesUnknownWhatRunsOfAnArchiveWrittenSinceTheMachineBegan() throws Exception {
        shop().add();
        RecordedSection web = seen(LONG_AGO);
        assertThat(web.uncovered())
                .containsExactly("maven[g:app]/replaced changed in use", "maven[g:app]/running changed in use");
        assertThat(web.shown("maven[g:app]/version")).contains("7");
        assertThat(web.paths()).noneMatch(path -> path.endsWith("/replaced") || path.endsWith("/running"));
    }

    @Test
    void isNotDeceivedByACopyThatBringsItsOldTimeAlong() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.ofEpochSecond(LONG_AGO - 86_400)));
        shop().add();
        assertThat(seen(LONG_AGO).uncovered()).contains("maven[g:app]/replaced changed in use");
    }

    @Test
    void saysNothingOfAnArchiveWhoseTimeWasSetToThePresent() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now()));
        shop().add();
        assertThat(seen(LONG_AGO).uncovered()).isEmpty();
    }

    @Test
    void leavesUnknownWhatRunsOfLibrariesInAnArchiveWrittenSince() throws Exception {
        byte[] library = Jar.of("g:b", "2").bytes();
        host.file(
                "/srv/shop/app.jar",
                Jar.of("g:app", "7").with("BOOT-INF/lib/b-2.jar", library).bytes());
        shop().add();
        assertThat(seen(LONG_AGO).uncovered())
                .containsExactlyInAnyOrder("maven[g:app]/replaced changed in use", "maven[*]/running changed in use");
    }

    @Test
    void leavesUnknownNothingOfAnArchiveWithoutVersionButWhetherItWasReplaced() throws Exception {
        host.file("/srv/shop/app.jar", Jar.of().classes("a/B").bytes());
        shop().add();
        assertThat(seen(LONG_AGO).uncovered()).containsExactly("archive[app]/replaced changed in use");
    }

    @Test
    void saysNothingOfArchivesWrittenOrTouchedWhileTheMachineBegan() throws Exception {
        shop().add();
        assertThat(seen(now() - 1).uncovered()).isEmpty();
    }

    @Test
    void saysNothingOfArchivesThatAreOlderThanTheMachine() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(86_400)));
        shop().add();
        assertThat(seen(now() + 600).uncovered()).isEmpty();
    }

    @Test
    void saysNothingOfAnArchiveThatIsNotOpen() throws Exception {
        Files.delete(directory.resolve("proc/700/fd/8"));
        shop().add();
        assertThat(seen(LONG_AGO).uncovered()).isEmpty();
    }

    @Test
    void countsFromTheMachineAndNotFromTheScriptWhosePlaceItTook() throws Exception {
        shop().add();
        long ticks = (now() - LONG_AGO) * 100;
        for (int thread : List.of(12, 700, 701, 702)) {
            long start = thread == 700 ? 0 : ticks + Math.floorMod(thread - 700, 1000);
            host.procFile(
                    "/700/task/" + thread + "/stat",
                    thread + " (java) S 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 " + start + " 0 0\n");
        }
        assertThat(seen(LONG_AGO).uncovered()).isEmpty();
    }

    @Test
    void knowsAnArchiveMadeAfterTheStartAndLeftAloneSince() throws Exception {
        // A birth at the very time of the last change is taken for one that is not told.
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.ofEpochSecond(LONG_AGO - 86_400)));
        opened((long) Files.getAttribute(jar(), "unix:ino"));
        shop().file("mountinfo", mounted("ext4")).add();
        assertThat(seen(LONG_AGO).uncovered()).isEmpty();
    }

    @Test
    void takesNoBirthOnAnOverlayForOneBecauseEveryFirstWriteThereIsACopy() throws Exception {
        Files.setLastModifiedTime(jar(), FileTime.from(Instant.ofEpochSecond(LONG_AGO - 86_400)));
        opened((long) Files.getAttribute(jar(), "unix:ino"));
        shop().file("mountinfo", mounted("overlay")).add();
        assertThat(seen(LONG_AGO).uncovered()).contains("maven[g:app]/replaced changed in use");
    }

    @Test
    void leavesUnknownWhatRunsWhereTheKernelDoesNotTellWhenItBooted() throws Exception {
        shop().add();
        host.procFile("/stat", "cpu 1 2 3\n");
        new LiveProcesses(host.files(), host.proc(), process -> host.files(), List.of(), ContainerEngine.NONE)
                .services()
                .forEach(host::service);
        assertThat(RecordingRecorder.of(new DependencyProbe(), host)
                        .about("shop-web")
                        .uncovered())
                .contains("maven[g:app]/replaced unreadable");
    }

    private void opened(long inode) {
        host.procFile("/700/fdinfo/8", "pos:\t0\nflags:\t0100000\nmnt_id:\t30\nino:\t" + inode + "\n");
    }

    private String mounted(String type) throws Exception {
        long device = (long) Files.getAttribute(jar(), "unix:dev");
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
        return String.format(Locale.ROOT, "30 1 %d:%d / / rw - %s none rw%n", major, minor, type);
    }
}
