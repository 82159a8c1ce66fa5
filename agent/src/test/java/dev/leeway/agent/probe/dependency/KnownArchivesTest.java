package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.archive.Coordinates;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownArchivesTest {
    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void start() {
        host = FixtureHost.in(directory).directory("/etc").mountedTree();
    }

    private RecordedSection index() throws Exception {
        return RecordingRecorder.of(new DependencyProbe(), host).host();
    }

    private static byte[] nameless(String... classes) {
        return Jar.of().classes(classes).bytes();
    }

    @Test
    void namesAnArchiveByTheDirectoriesOfItsRepository() throws Exception {
        host.file("/opt/karaf/system/org/acme/tools/tool/1.2/tool-1.2.jar", nameless("a/A"));
        host.file("/opt/karaf/system/org/acme/tools/tool/1.2/tool-1.2-linux.jar", nameless("a/B"));
        host.file("/opt/app/org/acme/other/1.0/other-1.0.jar", nameless("a/C"));
        host.file("/opt/karaf/system/org/acme/wrong/1.0/else-1.0.jar", nameless("a/D"));
        RecordedSection index = index();
        assertThat(index.evidence("maven[org.acme.tools:tool]/version"))
                .contains("/opt/karaf/system/org/acme/tools/tool/1.2/tool-1.2.jar (repository path, strong)");
        assertThat(index.shown("maven[org.acme.tools:tool:linux]/version")).contains("1.2");
        assertThat(index.paths()).contains("maven[other]/version", "maven[else]/version");
    }

    @Test
    void takesNoRepositorysWordOverTheArchivesOwn() throws Exception {
        host.file(
                "/opt/repo/org/acme/tool/1.2/tool-1.2.jar",
                Jar.of("com.real:tool", "1.2").bytes());
        assertThat(index().paths())
                .contains("maven[com.real:tool]/version")
                .noneMatch(path -> path.startsWith("maven[org.acme"));
    }

    @Test
    void namesAnArchiveAfterTheOneOfTheSameContent() throws Exception {
        Jar jar = Jar.of("g:tool", "1.2").classes("a/A", "a/B");
        host.file("/opt/x/tool-1.2.jar", jar.bytes());
        host.file("/opt/x/renamed.jar", jar.repacked());
        host.file("/opt/x/plain.jar", nameless("a/A"));
        RecordedSection index = index();
        assertThat(index.paths())
                .contains("archive[plain]/content")
                .noneMatch(path -> path.startsWith("archive[renamed]"));
    }

    @Test
    void namesAStrippedArchiveOnlyAfterATwinAndNeverAfterTwo() throws Exception {
        byte[] code = nameless("a/A", "a/B");
        host.file("/opt/m2/org/acme/tool/1.2/tool-1.2.jar", code);
        host.file("/opt/x/driver.jar", code);
        host.file("/opt/x/driver-9.jar", code);
        byte[] other = nameless("b/A");
        host.file("/opt/m2/org/acme/one/1/one-1.jar", other);
        host.file("/opt/m2/org/acme/two/1/two-1.jar", other);
        host.file("/opt/x/third.jar", other);
        RecordedSection index = index();
        assertThat(index.paths())
                .contains("maven[driver]/version", "archive[third]/content")
                .noneMatch(path -> path.startsWith("archive[driver]"));
        assertThat(index.shown("maven[org.acme:tool]/version")).contains("1.2");
    }

    @Test
    void namesAnArchiveByItsSha1() throws Exception {
        byte[] code = nameless("a/A");
        String sha1 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(code));
        host.file("/opt/x/driver.jar", code).file("/opt/x/unknown.jar", nameless("a/B"));
        host.dependencies(new DependencySettings(
                Optional.empty(),
                List.of(),
                new TreeMap<>(),
                Map.of(
                        sha1,
                        new Coordinates(Optional.of("com.acme"), "driver", Optional.empty(), Optional.of("7.1")))));
        RecordedSection index = index();
        assertThat(index.evidence("maven[com.acme:driver]/version")).contains("/opt/x/driver.jar (known SHA-1, exact)");
        assertThat(index.paths()).contains("archive[unknown]/content");
    }
}
