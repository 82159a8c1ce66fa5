package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FakeProbe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What containers' files took while a snapshot was taken is given back with it. */
class HandedFilesTest extends CommandScene {
    @Test
    void givesBackWhatTheFilesOfContainersTookWhenTheSnapshotIsTaken() throws Exception {
        List<HostFiles> seen = new ArrayList<>();
        List<String> read = new ArrayList<>();
        probes.add(FakeProbe.of("package", (host, out) -> {
            for (Interior interior : host.interiors()) {
                HostFiles files = interior.view().orElseThrow().files();
                seen.add(files);
                read.add(new String(files.read("/etc/os-release", 100), StandardCharsets.UTF_8));
            }
        }));
        try (FakeEngine engine = FakeEngine.start().file("/etc/os-release", "ID=debian\n")) {
            variables.put("DOCKER_HOST", engine.address());
            assertThat(snapshot("-o", file.toString())).as(err.toString()).isZero();
        }
        assertThat(read).isNotEmpty().allMatch("ID=debian\n"::equals);
        for (HostFiles files : seen) {
            HostAccessException refusal =
                    catchThrowableOfType(HostAccessException.class, () -> files.read("/etc/os-release", 100));
            assertThat(refusal.kind()).isEqualTo(HostAccessException.Kind.UNREADABLE);
        }
    }
}
