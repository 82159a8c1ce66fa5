package dev.leeway.agent.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.packages.PackageProbe;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteriorsTest {
    @TempDir
    private Path directory;

    @Test
    void tellsOfEachContainerUnderTheNamesOfWhatRunsInIt() throws Exception {
        FixtureHost host = host("a", "1.0").interior(Interior.of(names("shop", "shop-web"), host("b", "2.0")));

        RecordingRecorder seen = RecordingRecorder.of(new PackageProbe(), host);

        assertThat(seen.host().shown("deb[openssl]/version")).contains("1.0");
        assertThat(seen.about("shop").shown("deb[openssl]/version")).contains("2.0");
        assertThat(seen.about("shop-web").paths()).isEqualTo(seen.about("shop").paths());
    }

    @Test
    void mergesReplicasThatAreNotAlike() throws Exception {
        FixtureHost host = host("a", "1.0")
                .interior(Interior.of(names("shop"), host("b", "2.0")))
                .interior(Interior.of(names("shop"), host("c", "3.0")));

        RecordingRecorder seen = RecordingRecorder.of(new PackageProbe(), host);

        assertThat(seen.about("shop").observed("deb[openssl]/version")).hasSize(2);
    }

    @Test
    void refusesTheSectionOfAContainerNobodyMayLookInto() throws Exception {
        FixtureHost host = host("a", "1.0")
                .interior(Interior.unseen(names("closed"), Kind.DENIED))
                .interior(Interior.unseen(names("gone"), Kind.VANISHED));

        RecordingRecorder seen = RecordingRecorder.of(new PackageProbe(), host);

        assertThat(seen.about("closed").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(seen.about("gone").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void losesOnlyTheContainerWhoseFilesGiveNoAnswer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        FixtureHost host = host("a", "1.0")
                .interior(Interior.of(names("hung"), host("b", "2.0").stall("/var/lib", answer)))
                .interior(Interior.of(names("shop"), host("c", "3.0")));

        RecordingRecorder seen = RecordingRecorder.of(new PackageProbe(), host, Duration.ofSeconds(4));
        answer.countDown();

        assertThat(seen.about("hung").outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(seen.about("shop").shown("deb[openssl]/version")).contains("3.0");
    }

    @Test
    void tellsOfNoHostWhereThereIsNoneAroundTheImage() throws Exception {
        FixtureHost host = host("a", "1.0").interiorsAlone().interior(Interior.of(names("shop"), host("b", "2.0")));

        RecordingRecorder seen = RecordingRecorder.of(new PackageProbe(), host);

        assertThat(seen.host().outcome()).isEqualTo(Outcome.NOT_REQUESTED);
        assertThat(seen.host().paths()).isEmpty();
        assertThat(seen.about("shop").shown("deb[openssl]/version")).contains("2.0");
    }

    private FixtureHost host(String name, String version) {
        return FixtureHost.in(directory.resolve(name))
                .file(
                        "/var/lib/dpkg/status",
                        "Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version
                                + "\n");
    }

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }
}
