package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beyond a limit is unknown, not missing. */
class ManyFilesTest {
    private static final String TOO_LARGE = " " + Kind.TOO_LARGE.text();

    private static RecordedSection globbed(FixtureHost host, String glob, List<String> found) throws Exception {
        return RecordingRecorder.of(
                        FakeProbe.of(
                                "config",
                                (view, out) -> found.addAll(
                                        new FileGlobs(new Reading(view.files(), out.section()), "file[*]/**")
                                                .matching(glob))),
                        host)
                .host();
    }

    @Test
    void saysSoWhereAPatternCoversMoreFilesThanAreLookedAt(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        for (int i = 0; i < 501; i++) {
            host.file("/cfg/" + "abc".charAt(i % 3) + "/%03d.ini".formatted(i), "a=1");
        }
        List<String> found = new ArrayList<>();
        assertThat(globbed(host, "/cfg/**", found).uncovered()).containsExactly("file[*]/**" + TOO_LARGE);
        assertThat(found).hasSize(500);
        found.clear();
        assertThat(globbed(host, "/cfg/a/*", found).uncovered()).isEmpty();
        assertThat(found).hasSize(167);
    }

    @Test
    void saysSoWhereOneDirectoryHoldsMoreFilesThanAreLookedAt(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        for (int i = 0; i < 501; i++) {
            host.file("/cfg/%03d.ini".formatted(i), "a=1");
        }
        List<String> found = new ArrayList<>();
        assertThat(globbed(host, "/cfg/*.ini", found).uncovered()).containsExactly("file[*]/**" + TOO_LARGE);
        assertThat(found).hasSize(500);
    }

    @Test
    void saysSoOfFilesForWhichOthersLeftNoTime(@TempDir Path directory) throws Exception {
        FixtureHost host =
                FixtureHost.in(directory).file("/cfg/a.properties", "a=1").file("/cfg/b.properties", "b=1");
        RecordedSection section = RecordingRecorder.of(
                        FakeProbe.of("config", (view, out) -> {
                            FileFacts facts = new FileFacts(out.section(), Duration.ZERO);
                            for (String name : List.of("a", "b")) {
                                String path = "/cfg/" + name + ".properties";
                                facts.record(new ConfigFile(view.files(), path, name + ".properties"));
                            }
                        }),
                        host)
                .host();
        assertThat(section.paths())
                .contains("file[a.properties]/setting[a]", "file[b.properties]/content")
                .doesNotContain("file[b.properties]/setting[b]");
        assertThat(section.uncovered())
                .containsExactlyInAnyOrder(
                        "file[b.properties]/** " + Kind.TIMED_OUT.text(), "required[*]/** " + Kind.TIMED_OUT.text());
    }

    @Test
    void saysSoOfAServiceWithMoreFilesThanAreRead(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        for (int i = 0; i < 201; i++) {
            host.file("/srv/shop/config/%03d.ini".formatted(i), "a=1");
        }
        ConfigProbeTest.web(host, 700).add();
        RecordedSection web = RecordingRecorder.of(new ConfigProbe(), FixtureServices.foundOn(host))
                .about("shop-web");
        assertThat(web.uncovered()).contains("file[*]/**" + TOO_LARGE, "required[*]/**" + TOO_LARGE);
    }

    @Test
    void saysSoOfAClassPathLongerThanIsRead(@TempDir Path directory) throws Exception {
        FixtureHost host = ConfigProbeTest.started(directory);
        host.file("/usr/bin/java", "");
        FixtureProcess.of(host, 700)
                .runs("/usr/bin/java", "/usr/bin/java", "-cp", "/none:".repeat(101) + "/last", "shop.Main")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .add();
        RecordedSection web = RecordingRecorder.of(new ConfigProbe(), FixtureServices.foundOn(host))
                .about("shop-web");
        assertThat(web.uncovered()).contains("file[classpath:*]/**" + TOO_LARGE);
    }
}
