package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StalledFilesTest {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";
    private static final Duration TIME = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private final CountDownLatch answer = new CountDownLatch(1);
    private FixtureHost host;

    @BeforeEach
    void start() throws Exception {
        host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        FixtureProcess.init(host);
        int pid = 700;
        for (String name : List.of("a-shop", "b-shop", "c-shop")) {
            host.file("/srv/" + name + "/app.jar", Jar.of("g:" + name, "1").bytes());
            FixtureProcess.of(host, pid++)
                    .runs(JAVA, JAVA, "-jar", "/srv/" + name + "/app.jar")
                    .cgroup("/system.slice/" + name + ".service")
                    .in("/srv/" + name)
                    .add();
        }
        host.file("/usr/share/java/x-1.jar", Jar.of("g:x", "1").bytes());
        FixtureServices.foundOn(host);
    }

    @AfterEach
    void letGo() {
        answer.countDown();
    }

    private RecordingRecorder seen() throws Exception {
        return RecordingRecorder.of(new DependencyProbe(), host, TIME);
    }

    @Test
    @Timeout(30)
    void aServiceWhoseFilesGiveNoAnswerCostsItsOwnSectionAlone() throws Exception {
        String whole = seen().about("c-shop").toString();
        host.stall("/srv/b-shop", answer);
        RecordingRecorder seen = seen();
        assertThat(seen.about("b-shop").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(seen.about("b-shop").paths()).isEmpty();
        assertThat(seen.about("a-shop").shown("maven[g:a-shop]/version")).contains("1");
        assertThat(seen.about("c-shop")).hasToString(whole);
        assertThat(seen.host().paths()).containsExactly("service[a-shop]/observed", "service[c-shop]/observed");
        assertThat(seen.host().uncovered()).contains("service[b-shop]/observed time", "maven[*]/** time");
    }

    @Test
    void aServiceWhoseFilesConfoundTheirReaderCostsItsOwnSectionAlone() throws Exception {
        String whole = seen().about("c-shop").toString();
        host.confound("/srv/b-shop");
        RecordingRecorder seen = seen();
        assertThat(seen.about("b-shop").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.about("b-shop").paths()).isEmpty();
        assertThat(seen.about("b-shop").reason().orElseThrow())
                .startsWith("unexpected StackOverflowError at dev.leeway.")
                .doesNotContain("hunter2");
        assertThat(seen.about("c-shop")).hasToString(whole);
        assertThat(seen.host().paths()).containsExactly("service[a-shop]/observed", "service[c-shop]/observed");
        assertThat(seen.host().uncovered()).contains("service[b-shop]/observed unreadable", "maven[*]/** unreadable");
    }

    @Test
    void aDirectoryThatConfoundsItsReaderLeavesUnknownOnlyTheHostsLibraries() throws Exception {
        host.confound("/opt");
        RecordingRecorder seen = seen();
        assertThat(seen.about("b-shop").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(seen.host().shown("maven[g:x]/version")).contains("1");
        assertThat(seen.host().uncovered()).contains("maven[*]/** unreadable", "npm[*]/** unreadable");
    }

    @Test
    @Timeout(30)
    void aDirectoryThatGivesNoAnswerLeavesUnknownOnlyTheHostsLibraries() throws Exception {
        host.stall("/opt", answer);
        RecordingRecorder seen = seen();
        assertThat(seen.about("b-shop").outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(seen.host().shown("maven[g:x]/version")).contains("1");
        assertThat(seen.host().uncovered()).contains("maven[*]/** time", "npm[*]/** time");
    }
}
