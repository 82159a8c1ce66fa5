package dev.leeway.agent.probe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The probe on the machine the test runs on, whichever that is, with the platform as witness. */
@EnabledOnOs(OS.LINUX)
class OsProbeOnThisHostTest {
    private FixtureHost host;

    @BeforeEach
    void thisHost(@TempDir Path directory) throws IOException {
        Files.createSymbolicLink(directory.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(directory.resolve("proc"), Path.of("/proc"));
        Files.createSymbolicLink(directory.resolve("sys"), Path.of("/sys"));
        host = FixtureHost.in(directory);
    }

    private RecordedSection seen() throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new OsProbe(), host).host();
    }

    @Test
    void tellsTheSameTwentyTimesWhileTheMachineWorks() throws HostAccessException, InterruptedException {
        String first = seen().toString();
        for (int i = 0; i < 20; i++) {
            byte[] allocated = new byte[8 << 20];
            allocated[i] = 1;
            assertThat(seen()).hasToString(first);
        }
    }

    @Test
    void agreesWithThePlatform() throws HostAccessException, InterruptedException {
        RecordedSection section = seen();
        assertThat(section.shown("architecture"))
                .contains(System.getProperty("os.arch").replace("amd64", "x86_64"));
        KernelRelease running = KernelRelease.parse(System.getProperty("os.version"));
        assertThat(section.value("kernel/version"))
                .contains(new Value.Version(running.version(), VersionScheme.GENERIC));
    }

    @Test
    void explainsEveryFactOfThisMachineInTheCatalogue() throws HostAccessException, InterruptedException {
        Catalogue catalogue = CatalogueReader.builtIn();
        assertThat(seen().paths())
                .hasSizeGreaterThan(100)
                .allMatch(path -> catalogue
                        .entry(new Address(SectionKey.of("os"), FactPath.parse(path)))
                        .isPresent());
    }
}
