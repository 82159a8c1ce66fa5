package dev.leeway.samples.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Podman with a store of its own, asked through the interface that it has in common with Docker. */
class PodmanIT {
    private static final int START_ATTEMPTS = 100;
    private static final String IMAGE = "localhost/podman-it:1.2";
    /** Podman hands down its own limits, which a confined machine does not let it raise. */
    private static final List<String> LIMITS =
            List.of("--network", "none", "--ulimit", "nofile=512:512", "--ulimit", "nproc=512:512");

    private static final List<String> COMMAND = List.of(IMAGE, "/bin/sh", "-c", "/bin/busybox sleep 600 & wait");

    @TempDir
    static Path scratch;

    private static Optional<Process> service = Optional.empty();
    private static Optional<Taken> taken = Optional.empty();

    private static List<String> podman(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "podman",
                "--root=" + scratch.resolve("store"),
                "--runroot=" + scratch.resolve("run"),
                "--tmpdir=" + scratch.resolve("state"),
                "--storage-driver=vfs",
                "--cgroup-manager=cgroupfs",
                "--events-backend=file"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String said(String... arguments) throws IOException, InterruptedException {
        Ran ran = Program.of(podman(arguments).toArray(String[]::new)).run(scratch);
        assertThat(ran.exit())
                .as("%s: %s", Arrays.toString(arguments), ran.err())
                .isZero();
        return ran.out();
    }

    private static void run(String name, String... options) throws IOException, InterruptedException {
        said(Stream.of(List.of("run", "--detach", "--name", name), LIMITS, List.of(options), COMMAND)
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    @BeforeAll
    static void look() throws Exception {
        Needs.root("containers without a user namespace");
        Needs.command("podman");
        Path socket = scratch.resolve("podman.sock");
        service = Optional.of(new ProcessBuilder(podman("system", "service", "--time=0", "unix://" + socket))
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("service.log").toFile())
                .start());
        for (int i = 0; i < START_ATTEMPTS && !Files.exists(socket); i++) {
            Thread.sleep(100);
        }
        Path root = Files.createDirectories(scratch.resolve("image"));
        Files.copy(
                Path.of("/bin/busybox"),
                Files.createDirectories(root.resolve("bin")).resolve("busybox"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Path tar = scratch.resolve("image.tar");
        assertThat(Program.of("tar", "-C", root.toString(), "-cf", tar.toString(), ".")
                        .run(scratch)
                        .exit())
                .isZero();
        said("import", "--change", "ENV A=b", tar.toString(), IMAGE);
        run("podman-it-plain");
        run(
                "podman-it_web_1",
                "--label=com.docker.compose.project=podman-it",
                "--label=com.docker.compose.service=podman-it-shop",
                "--env=LOG_LEVEL=info",
                "--memory=64m",
                "--read-only",
                "--cap-add=NET_ADMIN",
                "--stop-signal=SIGINT",
                "--user=1000:1000",
                "--workdir=/bin",
                "--shm-size=32m",
                "--volume=" + Files.createDirectories(scratch.resolve("data")) + ":/data:ro");
        taken = Optional.of(Taken.with(
                Program.agent(),
                scratch,
                Map.of("DOCKER_HOST", "unix://" + socket),
                "--only=container,image,env,process"));
    }

    @AfterAll
    static void remove() throws Exception {
        if (service.isPresent()) {
            Program.of(podman("rm", "--all", "--force", "--time=0").toArray(String[]::new))
                    .run(scratch);
            service.get().destroy();
            service.get().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static SortedMap<String, String> facts(String probe, String service) {
        return facts(SectionKey.of(probe, service));
    }

    private static SortedMap<SectionKey, Section> sections() {
        return taken.orElseThrow().snapshot().sections();
    }

    private static SortedMap<String, String> facts(SectionKey key) {
        SortedMap<String, String> facts = new TreeMap<>();
        Section section = sections().get(key);
        assertThat(section).as(key.text()).isNotNull();
        section.facts().forEach((path, value) -> facts.put(path, value.display()));
        return facts;
    }

    @Test
    void tellsWhatPodmansOwnClientSays() throws Exception {
        String asked = "{{.Image}}\t{{.HostConfig.Memory}}\t{{.HostConfig.ShmSize}}\t{{.HostConfig.ReadonlyRootfs}}\t"
                + "{{.Config.User}}\t{{.Config.WorkingDir}}";
        String[] says =
                said("inspect", "--format", asked, "podman-it_web_1").strip().split("\t");
        SortedMap<String, String> seen = facts("container", "podman-it-shop");

        assertThat(says)
                .containsExactly(
                        String.valueOf(seen.get("image/digest")).replace("sha256:", ""),
                        "67108864",
                        "33554432",
                        seen.get("read-only"),
                        seen.get("user"),
                        seen.get("working-directory"));
        assertThat(seen)
                .containsEntry("limit/memory", "64 MiB")
                .containsEntry("limit/shm", "32 MiB")
                .containsEntry("env/LOG_LEVEL", "info")
                .containsEntry("stop-signal", "SIGINT")
                .containsEntry("mount[%2Fdata]/kind", "bind")
                .containsEntry("mount[%2Fdata]/read-only", "true")
                .containsEntry("named-by", "compose")
                .containsEntry("state", "running");
        assertThat(seen.get("capability/added")).contains("NET_ADMIN");
    }

    @Test
    void tellsNothingThatEveryContainerOfPodmanHas() {
        assertThat(facts("container", "podman-it-plain").keySet())
                .doesNotContain(
                        "env/A",
                        "env/HOSTNAME",
                        "env/container",
                        "env/TERM",
                        "env/HOME",
                        "limit/pids",
                        "limit/swappiness",
                        "stop-signal",
                        "stop-timeout");
    }

    @Test
    void callsAServiceAlikeInAllSections() {
        assertThat(sections().keySet())
                .contains(
                        SectionKey.of("container", "podman-it-shop"),
                        SectionKey.of("image", "podman-it-shop"),
                        SectionKey.of("env", "podman-it-shop"),
                        SectionKey.of("process", "podman-it-shop"),
                        SectionKey.of("env", "podman-it-plain"))
                .noneMatch(key -> key.text().contains("podman-it-web"));
        assertThat(facts("env", "podman-it-shop")).containsEntry("LOG_LEVEL", "info");
    }

    @Test
    void tellsVersionsOfWhatPodmanIsMadeOf() throws Exception {
        SortedMap<String, String> engine = facts(SectionKey.of("container"));
        String[] says = said(
                        "info", "--format", "{{.Version.Version}}\t{{.Host.OCIRuntime.Name}}\t{{.Host.Conmon.Version}}")
                .strip()
                .split("\t");

        assertThat(engine).containsEntry("engine/product", "podman").containsEntry("engine/version", says[0]);
        assertThat(engine.get("engine/component[" + says[1] + "]/version")).matches("[0-9][0-9a-z.+~-]*");
        assertThat(says[2]).contains(engine.get("engine/component[conmon]/version"));
    }
}
