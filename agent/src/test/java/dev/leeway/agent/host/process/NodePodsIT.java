package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.leeway.agent.probe.dependency.DependencyProbe;
import dev.leeway.agent.probe.env.EnvProbe;
import dev.leeway.agent.probe.process.ProcessProbe;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Containers that a real engine runs where a kubelet would put them: control groups, names of hosts, mounted accounts and
 * names of logs as on a node.
 */
class NodePodsIT extends RunningScene {
    private static final String BUSYBOX = "/bin/busybox";
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final List<String> LINKS = List.of(
            "KUBERNETES_SERVICE_HOST=10.96.0.1",
            "KUBERNETES_SERVICE_PORT=443",
            "KUBERNETES_SERVICE_PORT_HTTPS=443",
            "KUBERNETES_PORT=tcp://10.96.0.1:443",
            "KUBERNETES_PORT_443_TCP=tcp://10.96.0.1:443",
            "KUBERNETES_PORT_443_TCP_PROTO=tcp",
            "KUBERNETES_PORT_443_TCP_PORT=443",
            "KUBERNETES_PORT_443_TCP_ADDR=10.96.0.1",
            "SHOP_CACHE_SERVICE_HOST=10.96.7.7",
            "SHOP_CACHE_SERVICE_PORT=6379",
            "SHOP_CACHE_PORT=tcp://10.96.7.7:6379",
            "SHOP_CACHE_PORT_6379_TCP=tcp://10.96.7.7:6379",
            "SHOP_CACHE_PORT_6379_TCP_ADDR=10.96.7.7");

    private final List<String> containers = new ArrayList<>();
    private Path node = Path.of("unset");
    private String image = "";

    NodePodsIT() {
        super("nodes-pod", 20_100, Map.of());
    }

    @BeforeEach
    void makesANodeAndAnImage() throws Exception {
        needs(Files.isExecutable(Path.of(BUSYBOX)), "no " + BUSYBOX);
        needs(succeeds("docker", "info"), "no engine of Docker answers");
        node = Files.createDirectories(directory.resolve("node"));
        write("etc/hostname", "node-01\n");
        Path root = Files.createDirectories(directory.resolve("image/bin"));
        Files.copy(Path.of(BUSYBOX), root.resolve("busybox"));
        image = name + ":test";
        output(
                "sh",
                "-c",
                "tar -C '" + root.getParent() + "' -c . | docker import -c 'ENV SHOP_MODE=image' - " + image);
    }

    @AfterEach
    void removesWhatItMade() throws Exception {
        for (String container : containers) {
            succeeds("docker", "rm", "-f", container);
        }
        succeeds("docker", "rmi", "-f", image);
    }

    @Test
    void tellsOfPodsWhatTheEngineWasTold() throws Exception {
        Path jar = jar("app.jar", Optional.of("1.4.2"));
        String web = name + "-7d4b9c8f6d-x2x9k";
        String uid = "0a1b2c3d-1111-2222-3333-" + digits();
        String java = java(web, uid, "team-a", jar);
        logged("team-a", web, name, java);
        logged("team-a", web, "istio-proxy", httpd(web, uid, "burstable/", "team-a"));
        httpd(name + "-5bd9f8c6c-q7w2m", "1a1b2c3d-1111-2222-3333-" + digits(), "", "team-b");
        String database = "2a1b2c3d-1111-2222-3333-" + digits();
        String id = run(name + "-db-0", database, "besteffort/", List.of(), BUSYBOX, "httpd", "-f", "-p", "8080");
        write("var/log/pods/team-a_" + name + "-db-0_" + database + "/postgres/0.log", "");
        logged("team-a", name + "-db-0", "postgres", id);
        awaitServer(java);

        RecordedSection process = section(new ProcessProbe(), name + "@team-a");
        assertThat(process.shown("kubernetes/namespace")).contains("team-a");
        assertThat(process.shown("kubernetes/workload")).contains("deployment");
        assertThat(process.shown("kubernetes/quality")).contains("burstable");
        assertThat(process.shown("kubernetes/service-account")).contains("shop-web");
        assertThat(process.shown("kubernetes/container")).contains(name);
        assertThat(process.uncovered()).isEmpty();
        assertThat(process.shown("cgroup/memory/max")).contains("256 MiB");
        assertThat(inspect(java, "{{.HostConfig.Memory}}")).isEqualTo(String.valueOf(256L << 20));
        assertThat(process.shown("jvm/heap/max")).contains("48 MiB");

        RecordedSection env = section(new EnvProbe(), name + "@team-a");
        assertThat(env.paths()).containsExactlyInAnyOrder("HOME", "LOG_LEVEL", "PATH", "POD_UID", "SHOP_MODE");
        assertThat(env.shown("POD_UID")).contains("{pod}");
        RecordedSection made = section(new DependencyProbe(), name + "@team-a");
        assertThat(made.shown("maven[com.acme:" + name + "]/version")).contains("1.4.2");

        RecordedSection other = section(new ProcessProbe(), name + "@team-b");
        assertThat(other.shown("kubernetes/namespace")).contains("team-b");
        assertThat(other.shown("kubernetes/quality")).contains("guaranteed");
        assertThat(other.uncovered()).containsExactly("kubernetes/container absent");
        assertThat(section(new ProcessProbe(), name + ".istio-proxy").shown("kubernetes/quality"))
                .contains("burstable");
        RecordedSection stateful = section(new ProcessProbe(), name + "-db");
        assertThat(stateful.shown("kubernetes/container")).contains("postgres");
        assertThat(stateful.shown("kubernetes/workload")).contains("statefulset");
        assertThat(stateful.shown("kubernetes/quality")).contains("besteffort");
        assertThat(stateful.uncovered()).isEmpty();

        saysTheSameOfAnotherPodOfTheDeployment(java, jar, process, env);
    }

    private void saysTheSameOfAnotherPodOfTheDeployment(
            String former, Path jar, RecordedSection process, RecordedSection env) throws Exception {
        output("docker", "rm", "-f", former);
        String uid = "3a1b2c3d-1111-2222-3333-" + digits();
        String next = name + "-6c8d7b9f5d-kk4vd";
        logged("team-a", next, "istio-proxy", httpd(next, uid, "burstable/", "team-a"));
        String java = java(next, uid, "team-a", jar);
        logged("team-a", next, name, java);
        awaitServer(java);
        assertThat(section(new ProcessProbe(), name + "@team-a")).hasToString(process.toString());
        assertThat(section(new EnvProbe(), name + "@team-a")).hasToString(env.toString());
    }

    private RecordedSection section(Probe probe, String subject) throws Exception {
        LiveView view = new LiveView(node, List.of());
        assertThat(view.services()).extracting(Service::name).contains(subject);
        return RecordingRecorder.of(probe, view).about(subject);
    }

    private String java(String pod, String uid, String namespace, Path jar) throws Exception {
        List<String> options = new ArrayList<>(List.of("--memory", "256m", "-v", jar + ":/app.jar:ro"));
        for (String shared : List.of("/usr", "/lib", "/lib64", "/etc", System.getProperty("java.home"))) {
            if (Files.exists(Path.of(shared))) {
                options.addAll(List.of("-v", shared + ":" + shared + ":ro"));
            }
        }
        options.addAll(account(namespace, "shop-web"));
        return run(pod, uid, "burstable/", options, JAVA, "-XX:+UseSerialGC", "-Xmx48m", "-jar", "/app.jar", "8080");
    }

    private String httpd(String pod, String uid, String quality, String namespace) throws Exception {
        return run(pod, uid, quality, account(namespace, "default"), BUSYBOX, "httpd", "-f", "-p", "8081");
    }

    private void logged(String namespace, String pod, String container, String id) throws IOException {
        write("var/log/containers/" + pod + "_" + namespace + "_" + container + "-" + id + ".log", "");
    }

    private List<String> account(String namespace, String account) throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("account-" + namespace + "-" + account));
        Files.writeString(mounted.resolve("namespace"), namespace);
        String claims = "{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"" + account + "\"}}}";
        Files.writeString(
                mounted.resolve("token"),
                "aGVhZA."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".c2ln");
        return List.of("-v", mounted + ":" + ACCOUNT + ":ro");
    }

    /** Runs a container in the control group of its pod; gives its id. */
    private String run(String pod, String uid, String quality, List<String> options, String... command)
            throws Exception {
        List<String> line = new ArrayList<>(List.of("docker", "run", "-d", "--network", "none"));
        line.addAll(List.of("--hostname", pod, "--cgroup-parent", "/kubepods/" + quality + "pod" + uid));
        LINKS.forEach(link -> line.addAll(List.of("-e", link)));
        line.addAll(List.of("-e", "LOG_LEVEL=info", "-e", "POD_UID=" + uid));
        line.addAll(options);
        line.add(image);
        line.addAll(List.of(command));
        String id = output(line.toArray(String[]::new));
        containers.add(id);
        return id;
    }

    private static String inspect(String container, String format) throws Exception {
        return output("docker", "inspect", "-f", format, container);
    }

    /** Waits until the virtual machine says how large its heap is, which it does when it is up. */
    private void awaitServer(String container) throws Exception {
        String pid = inspect(container, "{{.State.Pid}}");
        for (int i = 0; i < 600; i++) {
            String sockets = Files.readString(Path.of("/proc/" + pid + "/net/tcp6"))
                    + Files.readString(Path.of("/proc/" + pid + "/net/tcp"));
            if (sockets.contains(":1F90 ")) {
                return;
            }
            Thread.sleep(50);
        }
        fail("no server in " + container + ": " + output("docker", "logs", container));
    }

    private void write(String path, String content) throws IOException {
        Path file = node.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Of this run alone, so that another's groups are none of ours. */
    private static String digits() {
        return String.format(Locale.ROOT, "%012x", System.nanoTime() & 0xffff_ffff_ffffL);
    }

    private static boolean succeeds(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private static void needs(boolean met, String reason) {
        if (!met && "all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
            fail(reason);
        }
        if (!met) {
            abort(reason);
        }
    }
}
