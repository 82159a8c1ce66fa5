package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.NodeLayout.Container;
import dev.leeway.agent.spi.Pod;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole nodes of a cluster: whatever engine runs their containers, they are told alike. */
class NodeServicesTest extends ServiceDiscoveryScene {
    private static final String WEB_UID = "0a1b2c3d-1111-2222-3333-444455556666";
    private static final Container WEB =
            new Container(WEB_UID, "burstable", "1".repeat(64), "team-a", "shop-web-7d4b9c8f6d-x2x9k", "web");
    private static final Container PROXY =
            new Container(WEB_UID, "burstable", "2".repeat(64), "team-a", "shop-web-7d4b9c8f6d-x2x9k", "istio-proxy");
    private static final Container DATABASE = new Container(
            "1a1b2c3d-1111-2222-3333-444455556666", "guaranteed", "3".repeat(64), "team-a", "shop-db-0", "postgres");
    private static final Container EXPORTER = new Container(
            "2a1b2c3d-1111-2222-3333-444455556666",
            "besteffort",
            "4".repeat(64),
            "monitoring",
            "node-exporter-8xk2p",
            "exporter");
    private static final Container STATIC = new Container(
            "3c1a5f0e9b8d7c6a5f4e3d2c1b0a9f8e",
            "burstable",
            "5".repeat(64),
            "kube-system",
            "kube-scheduler-web-01",
            "kube-scheduler");
    private static final Container REPORT = new Container(
            "4a1b2c3d-1111-2222-3333-444455556666",
            "besteffort",
            "6".repeat(64),
            "team-a",
            "shop-report-28437120-9kx2z",
            "report");

    @ParameterizedTest
    @EnumSource(NodeLayout.class)
    void tellsANodeTheSameWhateverEngineRunsIt(NodeLayout layout) throws Exception {
        node(layout);
        assertThat(found())
                .containsExactly(
                        "kube-scheduler kubernetes container",
                        "kubelet systemd unit",
                        "node-exporter kubernetes container",
                        "shop-db kubernetes container",
                        "shop-web kubernetes container",
                        "shop-web.istio-proxy kubernetes container");
        Map<String, Optional<Pod>> pods = new TreeMap<>();
        for (Service service : services(List.of())) {
            pods.put(service.name(), service.replicas().get(0).pod());
        }
        assertThat(pods)
                .containsEntry("kubelet", Optional.empty())
                .containsEntry("shop-web", pod("team-a", "web", "deployment", "burstable"))
                .containsEntry("shop-web.istio-proxy", pod("team-a", "istio-proxy", "deployment", "burstable"))
                .containsEntry("shop-db", pod("team-a", "postgres", "statefulset", "guaranteed"))
                .containsEntry("node-exporter", pod("monitoring", "exporter", "daemonset or job", "besteffort"))
                .containsEntry("kube-scheduler", pod("kube-system", "kube-scheduler", "static", "burstable"));
    }

    @Test
    void takesWhatAccompaniesAServiceThatIsDownForNoServiceOfItsName() throws Exception {
        container(NodeLayout.CRIO_SYSTEMD, 701, PROXY, "/usr/local/bin/envoy", "envoy");
        assertThat(found()).containsExactly("shop-web.istio-proxy kubernetes container");
    }

    @Test
    void readsNamesOfLogsWhereTheEnginesFilesAreClosed() throws Exception {
        container(NodeLayout.CRIO_SYSTEMD, 700, WEB, JAVA, "java", "-jar", "/app.jar");
        host.deny("/run/containers/storage/overlay-containers/" + WEB.id() + "/userdata/config.json");
        assertThat(services(List.of()).get(0).replicas().get(0).pod())
                .contains(new Pod(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("burstable")));
        assertThat(found()).containsExactly("app executable container");
        NodeLayout.logs(host, WEB);
        assertThat(found()).containsExactly("shop-web kubernetes container");
        assertThat(only("shop-web").replicas().get(0).pod()).isEqualTo(pod("team-a", "web", "deployment", "burstable"));
    }

    @Test
    void knowsThePodByItsDirectoryOfLogsWhereTheContainersIsGone() throws Exception {
        container(NodeLayout.KIND_SYSTEMD, 700, WEB, JAVA, "java", "-jar", "/app.jar");
        host = FixtureHost.in(host.location());
        host.deny("/var/log/containers");
        assertThat(found()).containsExactly("shop-web kubernetes container");
        assertThat(only("shop-web").replicas().get(0).pod())
                .contains(new Pod(
                        Optional.of("team-a"), Optional.empty(), Optional.of("deployment"), Optional.of("burstable")));
    }

    @Test
    void readsTheNamespaceThatTheServiceAccountBrings() throws Exception {
        process(2).ofTheKernel().add();
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained(NodeLayout.CONTAINERD_SYSTEMD.group(WEB), 1)
                .with("HOSTNAME", WEB.pod())
                .add();
        host.file("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "team-a");
        assertThat(only("shop-web").replicas().get(0).pod().orElseThrow().namespace())
                .contains("team-a");
        host.file("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "../\u001b[31m");
        assertThat(only("shop-web").replicas().get(0).pod().orElseThrow().namespace())
                .isEmpty();
    }

    @Test
    void keepsServicesOfTwoNamespacesApartAndTheirReplicasTogether() throws Exception {
        Container other = new Container(
                "5a1b2c3d-1111-2222-3333-444455556666",
                "burstable",
                "7".repeat(64),
                "team-b",
                "shop-web-5bd9f8c6c-q7w2m",
                "web");
        Container replica = new Container(
                "6a1b2c3d-1111-2222-3333-444455556666",
                "burstable",
                "8".repeat(64),
                "team-a",
                "shop-web-7d4b9c8f6d-lmn2p",
                "web");
        NodeLayout layout = NodeLayout.CONTAINERD_SYSTEMD;
        container(layout, 700, WEB, JAVA, "java", "-jar", "/app.jar");
        container(layout, 701, PROXY, "/usr/local/bin/envoy", "envoy");
        container(layout, 702, other, JAVA, "java", "-jar", "/app.jar");
        container(layout, 703, replica, JAVA, "java", "-jar", "/app.jar");
        assertThat(found())
                .containsExactly(
                        "shop-web.istio-proxy kubernetes container",
                        "shop-web@team-a kubernetes container",
                        "shop-web@team-b kubernetes container");
        assertThat(only("shop-web@team-a").replicas()).hasSize(2);
    }

    @Test
    void takesStrangeNamesOfLogsForNothing() throws Exception {
        for (String name : List.of(
                "a_b_c.log",
                "_x_-" + WEB.id() + ".log",
                "UPPER_../etc_c-" + "g".repeat(64) + ".log",
                "a_b_c-" + WEB.id().substring(1) + ".log")) {
            host.file("/var/log/containers/" + name.replace("/", "%"), "");
        }
        host.file("/var/log/pods/not-a-pod/x/0.log", "");
        process(700)
                .runs(JAVA, "java", "-jar", "/srv/shop-web.jar")
                .contained(NodeLayout.CONTAINERD_SYSTEMD.group(WEB), 1)
                .add();
        assertThat(only("shop-web").namedBy()).isEqualTo("artefact");
    }

    private void node(NodeLayout layout) {
        process(600)
                .runs("/usr/bin/kubelet", "/usr/bin/kubelet", "--config=/var/lib/kubelet/config.yaml")
                .cgroup("/system.slice/kubelet.service")
                .add();
        container(layout, 700, WEB, JAVA, "java", "-jar", "/app.jar");
        container(layout, 701, PROXY, "/usr/local/bin/envoy", "envoy");
        container(layout, 702, DATABASE, "/usr/bin/postgres", "postgres");
        container(layout, 703, EXPORTER, "/bin/node_exporter", "/bin/node_exporter");
        container(layout, 704, STATIC, "/usr/bin/kube-scheduler", "kube-scheduler");
        container(layout, 705, REPORT, PYTHON, "python3", "/srv/report.py");
        int pid = 800;
        for (Container each : List.of(WEB, DATABASE, EXPORTER, STATIC, REPORT)) {
            String id = each.id().substring(32) + "a".repeat(32);
            Container sandbox = new Container(each.uid(), each.quality(), id, each.namespace(), each.pod(), "POD");
            container(layout, pid++, sandbox, "/pause", "/pause");
        }
        if (layout == NodeLayout.CRIO_SYSTEMD) {
            String beside = layout.group(WEB).replace("crio-" + WEB.id(), "crio-conmon-" + WEB.id());
            process(699)
                    .runs("/usr/bin/conmon", "conmon", "-c", WEB.id())
                    .cgroup(beside)
                    .add();
        }
    }

    private void container(NodeLayout layout, int pid, Container container, String executable, String... arguments) {
        layout.write(host, container);
        process(pid)
                .runs(executable, arguments)
                .contained(layout.group(container), 1)
                .file("cgroup", layout.membership(container))
                .add();
    }

    private static Optional<Pod> pod(String namespace, String container, String workload, String quality) {
        return Optional.of(
                new Pod(Optional.of(namespace), Optional.of(container), Optional.of(workload), Optional.of(quality)));
    }
}
