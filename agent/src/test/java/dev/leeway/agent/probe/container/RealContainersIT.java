package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.engine.DockerEngine;
import dev.leeway.agent.host.docker.LocalEngine;
import dev.leeway.agent.probe.image.ImageProbe;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine says through its socket, held against what its own client says. */
@Timeout(120)
class RealContainersIT {
    private static final int SNAPSHOTS = 20;
    private static final String SLEEP = "CMD [\"/bin/busybox\",\"sleep\",\"600\"]";

    @TempDir
    Path directory;

    private static ContainerEngine engine() {
        return new LocalEngine(Path.of("/"), System.getenv(), List.of());
    }

    private RecordingRecorder look(Probe probe) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(probe, FixtureHost.in(directory).engine(engine()));
    }

    /** Every fact as a person would read it, what is not yet redacted included. */
    private static Map<String, String> shown(RecordedSection section) {
        Map<String, String> shown = new TreeMap<>();
        for (String path : section.paths()) {
            Observed observed = section.observed(path).get(0);
            if (observed instanceof Observed.Plain plain) {
                shown.put(
                        path,
                        plain.value() instanceof Value.Size size
                                ? Long.toString(size.bytes())
                                : plain.value().display());
            } else if (observed instanceof Observed.Guarded guarded) {
                shown.put(path, guarded.text());
            } else if (observed instanceof Observed.Arguments arguments) {
                shown.put(path, String.join(" ", arguments.arguments()));
            } else {
                shown.put(path, "content");
            }
        }
        return shown;
    }

    @Test
    void tellsEveryFactAsTheEnginesOwnClientDoes() throws Exception {
        try (DockerEngine docker = DockerEngine.require()) {
            String image = docker.image("shop:1.2", "a", SLEEP, "ENV A=b", "EXPOSE 8080");
            List<String> options = new ArrayList<>(List.of(
                    "-m",
                    "64m",
                    "--memory-reservation",
                    "32m",
                    "--cpus",
                    "0.5",
                    "--pids-limit",
                    "50",
                    "--ulimit",
                    "nofile=100:200",
                    "--cap-add",
                    "NET_ADMIN",
                    "--cap-drop",
                    "CHOWN",
                    "--read-only",
                    "--tmpfs",
                    "/tmp:size=1m",
                    "-v",
                    directory + ":/data:ro",
                    "--security-opt",
                    "no-new-privileges",
                    "--init",
                    "--restart",
                    "on-failure:3",
                    "--add-host",
                    "legacy:192.0.2.7",
                    "--device",
                    "/dev/null:/dev/nothing",
                    "--mount",
                    "type=volume,source=" + docker.volume("orders") + ",target=/orders,readonly",
                    "-e",
                    "LOG_LEVEL=info",
                    "-l",
                    "team=shop",
                    "--log-opt",
                    "max-size=10m",
                    "--stop-timeout",
                    "5",
                    "--user",
                    "1000:1000",
                    "--cpu-shares",
                    "512",
                    "--shm-size",
                    "32m",
                    "--oom-score-adj",
                    "100",
                    "--group-add",
                    "20",
                    "--workdir",
                    "/data",
                    "--health-cmd",
                    "/bin/busybox true",
                    "--health-interval",
                    "30s",
                    "--health-retries",
                    "4"));
            if (docker.hasNetworks()) {
                options.addAll(List.of(
                        "-p", "127.0.0.1:18473:8080", "--dns", "192.0.2.53", "--sysctl", "net.core.somaxconn=100"));
            } else {
                options.addAll(List.of("--network", "none"));
            }
            options.addAll(List.of(image, "/bin/busybox", "sleep", "500"));
            docker.run("shop", options.toArray(String[]::new));
            Map<String, String> seen = shown(look(new ContainerProbe()).about(docker.name("shop")));
            Map<String, String> said = container(docker.hasNetworks()).of(docker, "container", docker.name("shop"));
            said.values().removeIf(String::isEmpty);
            said.put("replicas", "1");
            said.put("named-by", "container");
            said.put("health/status", "healthy");
            said.put("limit/swap-unlimited", "false");
            said.put("health/checked", "true");
            assertThat(seen).containsAllEntriesOf(said);
            assertThat(seen.keySet())
                    .as("nothing that the client was not asked for")
                    .isEqualTo(said.keySet());
        }
    }

    private static Inspected container(boolean networks) {
        Inspected inspected = new Inspected()
                .at("limit/memory", "{{.HostConfig.Memory}}")
                .at("limit/memory-reservation", "{{.HostConfig.MemoryReservation}}")
                .at("limit/memory-and-swap", "{{.HostConfig.MemorySwap}}")
                .at("limit/pids", "{{.HostConfig.PidsLimit}}")
                .at("limit/cpu-shares", "{{.HostConfig.CpuShares}}")
                .at("limit/shm", "{{.HostConfig.ShmSize}}")
                .at("limit/oom-score", "{{.HostConfig.OomScoreAdj}}")
                .at("limit/ulimit[nofile]/soft", "{{(index .HostConfig.Ulimits 0).Soft}}")
                .at("limit/ulimit[nofile]/hard", "{{(index .HostConfig.Ulimits 0).Hard}}")
                .at("limit/cpus", "{{if eq (json .HostConfig.NanoCpus) \"500000000\"}}0.5{{end}}")
                .at("restart/policy", "{{.HostConfig.RestartPolicy.Name}}")
                .at("restart/retries", "{{.HostConfig.RestartPolicy.MaximumRetryCount}}")
                .at("privileged", "{{.HostConfig.Privileged}}")
                .at("read-only", "{{.HostConfig.ReadonlyRootfs}}")
                .at("user", "{{.Config.User}}")
                .at("working-directory", "{{.Config.WorkingDir}}")
                .at("init", "{{.HostConfig.Init}}")
                .at("runtime", "{{.HostConfig.Runtime}}")
                .at("auto-remove", "{{.HostConfig.AutoRemove}}")
                .at("terminal", "{{.Config.Tty}}")
                .at("stop-timeout", "{{.Config.StopTimeout}}")
                .at("state", "{{.State.Status}}")
                .at("image/digest", "{{.Image}}")
                .at("image/tag-digest", "{{.Image}}")
                .at("namespace/ipc", "{{.HostConfig.IpcMode}}")
                .at("namespace/cgroup", "{{.HostConfig.CgroupnsMode}}")
                .at("namespace/network", networks ? "private" : "{{.HostConfig.NetworkMode}}")
                .at("log/driver", "{{.HostConfig.LogConfig.Type}}")
                .at("log/option[max-size]", "{{index .HostConfig.LogConfig.Config \"max-size\"}}")
                .at("label[team]", "{{index .Config.Labels \"team\"}}")
                .at("env/LOG_LEVEL", "{{range .Config.Env}}{{if eq . \"LOG_LEVEL=info\"}}info{{end}}{{end}}")
                .at("command", "{{range $i, $word := .Config.Cmd}}{{if $i}} {{end}}{{$word}}{{end}}")
                .at("tmpfs[%2Ftmp]", "{{index .HostConfig.Tmpfs \"/tmp\"}}")
                .at("extra-host[legacy]", "{{slice (index .HostConfig.ExtraHosts 0) 7}}")
                .at("health/command", "{{index .Config.Healthcheck.Test 1}}")
                .at("health/interval", "{{if eq (json .Config.Healthcheck.Interval) \"30000000000\"}}PT30S{{end}}")
                .at("health/retries", "{{.Config.Healthcheck.Retries}}");
        for (String mount : List.of("data", "orders")) {
            String at = "{{range .Mounts}}{{if eq .Destination \"/" + mount + "\"}}";
            String path = "mount[%2F" + mount + "]/";
            inspected
                    .at(path + "kind", at + "{{.Type}}{{end}}{{end}}")
                    .at(path + "read-only", at + "{{not .RW}}{{end}}{{end}}");
        }
        inspected
                .at("mount[%2Fdata]/source", "{{range .Mounts}}{{if eq .Type \"bind\"}}{{.Source}}{{end}}{{end}}")
                .at("mount[%2Forders]/volume", "{{range .Mounts}}{{if eq .Type \"volume\"}}{{.Name}}{{end}}{{end}}")
                .set("capability/added", "{{range .HostConfig.CapAdd}}{{slice . 4}}|{{end}}")
                .set("capability/dropped", "{{range .HostConfig.CapDrop}}{{slice . 4}}|{{end}}")
                .set("security/options", "{{range .HostConfig.SecurityOpt}}{{.}}|{{end}}")
                .set("groups", "{{range .HostConfig.GroupAdd}}{{.}}|{{end}}")
                .set(
                        "devices",
                        "{{range .HostConfig.Devices}}{{.PathOnHost}}:{{.PathInContainer}}:{{.CgroupPermissions}}|{{end}}")
                .set("device-requests", "{{range .HostConfig.DeviceRequests}}{{.Driver}}|{{end}}");
        if (networks) {
            inspected
                    .set("network[bridge]/aliases", "{{range .NetworkSettings.Networks.bridge.Aliases}}{{.}}|{{end}}")
                    .at("port[8080%2Ftcp]/published", "true")
                    .set("port[8080%2Ftcp]/address", "loopback|")
                    .set("port[8080%2Ftcp]/host-port", "{{(index .HostConfig.PortBindings \"8080/tcp\" 0).HostPort}}|")
                    .at("dns/servers", "{{range $i, $word := .HostConfig.Dns}}{{if $i}} {{end}}{{$word}}{{end}}")
                    .at("sysctl[net.core.somaxconn]", "{{index .HostConfig.Sysctls \"net.core.somaxconn\"}}");
        } else {
            inspected.set("network[none]/aliases", "").at("port[8080%2Ftcp]/published", "false");
        }
        return inspected;
    }

    @Test
    void tellsEveryFactOfAnImageAsTheEnginesOwnClientDoes() throws Exception {
        try (DockerEngine docker = DockerEngine.require()) {
            String base = docker.image("base:12", "a");
            String image = docker.build(
                    "shop:1.2",
                    "FROM " + base,
                    "COPY Dockerfile /added",
                    "ENV A=b",
                    "LABEL org.opencontainers.image.revision=0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d",
                    "EXPOSE 8080 9090/udp",
                    "VOLUME /orders",
                    "USER 1000",
                    "WORKDIR /data",
                    "STOPSIGNAL SIGINT",
                    "HEALTHCHECK --interval=30s --timeout=2s --start-period=9s --retries=4 CMD /bin/busybox true",
                    "ENTRYPOINT [\"/bin/busybox\"]",
                    "CMD [\"sleep\", \"600\"]");
            docker.run("shop", "--network", "none", image);
            RecordingRecorder all = look(new ImageProbe());
            Map<String, String> seen = shown(all.about(docker.name("shop")));
            Map<String, String> said = image().of(docker, "image", image);
            said.put("repository", docker.name("shop"));
            said.put("tag", "1.2");
            said.put("base/found", base);
            said.put(
                    "history/steps",
                    String.valueOf(docker.docker("history", "-q", image).lines().count()));
            said.put("history/commands", "content");
            said.put("health/checked", "true");
            assertThat(seen).containsKey("content");
            said.put("content", seen.getOrDefault("content", ""));
            assertThat(seen).containsExactlyInAnyOrderEntriesOf(said);
            assertThat(shown(all.host()))
                    .containsEntry(
                            "repository[" + docker.name("shop") + "]/tag[1.2]",
                            docker.docker("image", "inspect", "--format", "{{.Id}}", image)
                                    .strip());
        }
    }

    private static Inspected image() {
        return new Inspected()
                .at("id", "{{.Id}}")
                .at("platform", "{{.Os}}/{{.Architecture}}")
                .at("size", "{{.Size}}")
                .at("layers", "{{len .RootFS.Layers}}")
                .at("user", "{{.Config.User}}")
                .at("working-directory", "{{.Config.WorkingDir}}")
                .at("stop-signal", "{{.Config.StopSignal}}")
                .at("entrypoint", "{{range $i, $word := .Config.Entrypoint}}{{if $i}} {{end}}{{$word}}{{end}}")
                .at("command", "{{range $i, $word := .Config.Cmd}}{{if $i}} {{end}}{{$word}}{{end}}")
                .at("env/A", "{{range .Config.Env}}{{if eq . \"A=b\"}}b{{end}}{{end}}")
                .at("env/PATH", "{{slice (index .Config.Env 0) 5}}")
                .at(
                        "label[org.opencontainers.image.revision]",
                        "{{index .Config.Labels \"org.opencontainers.image.revision\"}}")
                .at(
                        "port[8080%2Ftcp]/exposed",
                        "{{range $port, $none := .Config.ExposedPorts}}{{if eq (print $port) \"8080/tcp\"}}true{{end}}{{end}}")
                .at(
                        "port[9090%2Fudp]/exposed",
                        "{{range $port, $none := .Config.ExposedPorts}}{{if eq (print $port) \"9090/udp\"}}true{{end}}{{end}}")
                .at(
                        "volume[%2Forders]",
                        "{{range $path, $none := .Config.Volumes}}{{if eq $path \"/orders\"}}true{{end}}{{end}}")
                .at("health/command", "{{index .Config.Healthcheck.Test 1}}")
                .at("health/interval", "{{if eq (json .Config.Healthcheck.Interval) \"30000000000\"}}PT30S{{end}}")
                .at("health/timeout", "{{if eq (json .Config.Healthcheck.Timeout) \"2000000000\"}}PT2S{{end}}")
                .at("health/start-period", "{{if eq (json .Config.Healthcheck.StartPeriod) \"9000000000\"}}PT9S{{end}}")
                .at("health/retries", "{{.Config.Healthcheck.Retries}}");
    }

    @Tag("thorough")
    @Test
    void saysTheSameTwentyTimesWhileContainersRestart() throws Exception {
        try (DockerEngine docker = DockerEngine.require()) {
            docker.requireCompose();
            String image = docker.image("shop:1", "a", SLEEP, "HEALTHCHECK --interval=1s CMD /bin/busybox true");
            String mode = docker.hasNetworks() ? "" : "\n    network_mode: none";
            Path project = docker.compose("project", """
                    version: "2.4"
                    services:
                      %1$s-web:
                        image: %2$s
                        restart: always
                        scale: 2%3$s
                      %1$s-worker:
                        image: %2$s
                        command: [/bin/busybox, sleep, "1"]
                        restart: always%3$s
                    """.formatted(docker.name("x"), image, mode));
            Thread restarts = new Thread(() -> restart(docker, project));
            restarts.start();
            String first = "";
            for (int i = 0; i < SNAPSHOTS; i++) {
                String seen = own(docker);
                assertThat(seen).contains("-web", "-worker");
                first = i == 0 ? seen : first;
                assertThat(seen).as("snapshot " + i).isEqualTo(first);
            }
            restarts.interrupt();
            restarts.join();
            assertThat(first).contains("replicas = [Plain[value=Numeric[number=2]]]");
        }
    }

    private static void restart(DockerEngine docker, Path project) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                docker.compose(project, "restart", "-t", "0");
            }
        } catch (InterruptedException | IOException e) {
            // The test is over.
            return;
        }
    }

    /** The sections of this test's services; others may use the engine meanwhile. */
    private String own(DockerEngine docker) throws HostAccessException, InterruptedException {
        StringBuilder own = new StringBuilder();
        ContainerEngine engine = engine();
        for (Probe probe : List.of(new ContainerProbe(), new ImageProbe())) {
            RecordingRecorder seen =
                    RecordingRecorder.of(probe, FixtureHost.in(directory).engine(engine));
            seen.sections().forEach((key, section) -> {
                if (key.subject()
                        .filter(each -> each.startsWith(docker.name("x")))
                        .isPresent()) {
                    own.append(key).append('\n').append(section);
                }
            });
        }
        return own.toString();
    }

    @Test
    void readsWhatLiesInAContainerWithinBounds() throws Exception {
        try (DockerEngine docker = DockerEngine.require()) {
            String image = docker.image("shop:1", "the content", SLEEP);
            docker.run("shop", "--network", "none", image);
            LocalEngine engine = (LocalEngine) engine();
            EngineContainer container = engine.containers().stream()
                    .filter(each -> each.name().equals(docker.name("shop")))
                    .findFirst()
                    .orElseThrow();
            assertThat(engine.stat(container.id(), "/content"))
                    .hasValueSatisfying(stat -> assertThat(stat.size()).isEqualTo(11));
            assertThat(engine.stat(container.id(), "/nothing")).isEmpty();
            assertThat(engine.stat(container.id(), "/bin/sh").orElseThrow().link())
                    .contains("/bin/busybox");
            List<Integer> lengths = new ArrayList<>();
            engine.archive(container.id(), "/content", 1 << 20, stream -> lengths.add(stream.readAllBytes().length));
            engine.archive(container.id(), "/bin", 8 << 20, stream -> lengths.add(stream.readNBytes(10).length));
            assertThat(lengths.get(0)).isBetween(1_024, 10_240);
            assertThat(lengths.get(1)).isEqualTo(10);
            HostAccessException refusal = catchThrowableOfType(
                    HostAccessException.class,
                    () -> engine.archive(container.id(), "/bin", 4_096, InputStream::readAllBytes));
            assertThat(refusal.kind()).isEqualTo(HostAccessException.Kind.TOO_LARGE);
            engine.save(container.imageId(), 64 << 20, stream -> lengths.add(stream.readNBytes(512).length));
            assertThat(lengths).last().isEqualTo(512);
        }
    }
}
