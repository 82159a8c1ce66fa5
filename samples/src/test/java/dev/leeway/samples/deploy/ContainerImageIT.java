package dev.leeway.samples.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.image.Docker;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The agent's container image, made without a registry, loaded into a real engine and run as the DaemonSet runs it. */
@ResourceLock(Shared.ENGINE)
class ContainerImageIT {
    private static final String BUILD =
            Program.REPOSITORY.resolve("samples/deploy/container/build.sh").toString();

    @TempDir
    Path directory;

    private Path image(String name) throws IOException, InterruptedException {
        Path image = directory.resolve(name);
        Ran ran = Program.of(BUILD, image.toString()).within(100).run(directory);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith(image + ": leeway-agent:latest, ");
        return image;
    }

    @Test
    void isTheSameBytesEachTimeAndRuns() throws IOException, InterruptedException {
        Needs.root("looking at the whole machine from a container");
        Needs.command("busybox");
        Docker docker = Docker.open(directory);
        Path image = image("one.tar");
        Path again = image("two.tar");
        assertThat(Files.mismatch(image, again)).isEqualTo(-1);
        Files.delete(again);
        try {
            docker.said("load", "--quiet", "--input", image.toString());
            assertThat(docker.said("run", "--rm", "--network", "none", "leeway-agent", "--version"))
                    .startsWith("leeway-agent ");
            String snapshot = docker.said(
                    "run",
                    "--rm",
                    "--network=none",
                    "--pid=host",
                    "--read-only",
                    "--cap-drop=ALL",
                    "--cap-add=SYS_PTRACE",
                    "--cap-add=DAC_READ_SEARCH",
                    "--tmpfs=/tmp:exec",
                    "--volume=/:/host:ro",
                    "leeway-agent",
                    "snapshot",
                    "--host-root=/host",
                    "--proc=/host/proc",
                    "--sys=/host/sys",
                    "--environment=prod",
                    "--only=os,package,process",
                    "-o",
                    "-");
            // The machine outside, not the image.
            assertThat(snapshot)
                    .contains("\"kind\":\"server\"", "deb[libc6]/version")
                    .contains("\"environment\":\"prod\"");
        } finally {
            Program.of("docker", "image", "rm", "--force", "leeway-agent:latest")
                    .run(directory);
        }
    }

    @Test
    void saysWhatItNeeds() throws IOException, InterruptedException {
        Ran ran = Program.of(
                        "env",
                        "LEEWAY_BUSYBOX=/bin/ls",
                        BUILD,
                        directory.resolve("none.tar").toString())
                .run(directory);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("install busybox-static, or name one with LEEWAY_BUSYBOX");
    }
}
