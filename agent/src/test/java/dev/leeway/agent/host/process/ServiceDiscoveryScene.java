package dev.leeway.agent.host.process;

import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A host on which services are looked for: what runs there, and what discovery makes of it. */
abstract class ServiceDiscoveryScene {
    static final String JAVA = "/usr/lib/jvm/java-17-openjdk-amd64/bin/java";
    static final String PYTHON = "/usr/bin/python3.11";
    static final String NODE = "/usr/bin/node";
    static final String ID = "4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01";
    static final String OTHER_ID = "9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b";
    static final String POD = "kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice";

    FixtureHost host = FixtureHost.in(Path.of("unset"));
    ContainerEngine engine = ContainerEngine.NONE;

    @BeforeEach
    void startsAHost(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        host.file("/etc/hostname", "web-01\n");
        FixtureProcess.systemd(host);
    }

    @AfterEach
    void removesTheLinks() {
        FixtureProcess.removeLinks(host);
    }

    FixtureProcess process(int pid) {
        return FixtureProcess.of(host, pid);
    }

    FixtureProcess session(int pid) {
        return process(pid)
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .in("/home/ana/work");
    }

    void dockerContainer(String id, String name, String service, String project, String number) {
        String labels = service.isEmpty()
                ? ""
                : "\"com.docker.compose.service\":\"" + service + "\",\"com.docker.compose.project\":\"" + project
                        + "\",\"com.docker.compose.container-number\":\"" + number + "\"";
        host.file(
                "/var/lib/docker/containers/" + id + "/config.v2.json",
                "{\"ID\":\"" + id + "\",\"Name\":\"" + name + "\",\"Config\":{\"Labels\":{" + labels + "}}}");
    }

    void pod(int pid, String digit, String pod, String executable, String... arguments) {
        podContainer(pid, digit.repeat(64), pod, "main", executable, arguments);
    }

    void podContainer(int pid, String id, String pod, String container, String executable, String... arguments) {
        String uid = String.format(Locale.ROOT, "%08x", pod.hashCode()) + "_1111_2222_3333_444455556666";
        host.file(
                "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + id + "/config.json",
                "{\"ociVersion\":\"1.1.0\",\"annotations\":{\"io.kubernetes.cri.container-name\":\"" + container
                        + "\",\"io.kubernetes.cri.sandbox-name\":\"" + pod + "\"}}");
        process(pid)
                .runs(executable, arguments)
                .contained(
                        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod" + uid
                                + ".slice/cri-containerd-" + id + ".scope",
                        1)
                .add();
    }

    static ServiceMatch match(String name, String commandLine, String unit, String container, int port) {
        return new ServiceMatch(
                name,
                Optional.of(commandLine).filter(text -> !text.isEmpty()),
                Optional.of(unit).filter(text -> !text.isEmpty()),
                Optional.of(container).filter(text -> !text.isEmpty()),
                port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }

    Service only(String name) throws Exception {
        return services(List.of()).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service " + name));
    }

    List<String> found() throws Exception {
        return found(List.of());
    }

    List<String> found(List<ServiceMatch> configured) throws Exception {
        return services(configured).stream()
                .map(service -> service.name() + " " + service.namedBy() + " " + service.anchoredBy())
                .toList();
    }

    List<Service> services(List<ServiceMatch> configured) throws Exception {
        List<HostProcess> processes = ProcessTable.read(host.proc());
        return new ServiceDiscovery(host.files(), engine, host.proc(), process -> host.files(), configured)
                .services(processes);
    }
}
