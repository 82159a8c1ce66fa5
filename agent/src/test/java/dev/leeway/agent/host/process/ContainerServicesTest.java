package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.testing.FakeEngine;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerServicesTest extends ServiceDiscoveryScene {
    @Test
    void namesAContainerByItsComposeService() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained("/system.slice/docker-" + ID + ".scope", 1)
                .add();
        assertThat(found()).containsExactly("web compose container");
        assertThat(only("web").replicas().get(0).labels()).containsEntry("instance", "1");
    }

    @Test
    void doesNotTakeLabelsThatAnImageHandedOnForThoseOfCompose() throws Exception {
        dockerContainer(ID, "/tried-out", "web", "shop", "1");
        String image = "ab".repeat(32);
        String labels = "{\"com.docker.compose.service\":\"web\",\"com.docker.compose.project\":\"shop\","
                + "\"com.docker.compose.container-number\":\"1\"}";
        host.file(
                "/var/lib/docker/containers/" + ID + "/config.v2.json",
                "{\"Name\":\"/tried-out\",\"Image\":\"sha256:" + image + "\",\"Config\":{\"Labels\":" + labels + "}}");
        host.file(
                "/var/lib/docker/image/overlay2/imagedb/content/sha256/" + image,
                "{\"config\":{\"Labels\":" + labels + "}}");
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained("/system.slice/docker-" + ID + ".scope", 1)
                .add();
        assertThat(found()).noneMatch(name -> name.contains("compose"));
    }

    @Test
    void asksTheEngineWhatAContainerIsCalledOfWhichNoFileTells() throws Exception {
        try (FakeEngine fake = FakeEngine.start()) {
            engine = fake.engine();
            process(700)
                    .runs(JAVA, "java", "-jar", "/app.jar")
                    .contained("/docker/" + FakeEngine.WEB, 1)
                    .add();
            process(701)
                    .runs(JAVA, "java", "-jar", "/srv/reports.jar")
                    .contained("/docker/" + ID, 1)
                    .add();
            assertThat(found()).containsExactly("reports artefact container", "shop-web compose container");
        }
    }

    @Test
    void tellsAServiceApartFromThatOfAProjectWhoseContainersStandStill() throws Exception {
        String api = "/containers/" + FakeEngine.API + "/json";
        try (FakeEngine fake = FakeEngine.start()) {
            engine = fake.change(api, "\"Labels\": {", """
                            "Labels": {"com.docker.compose.service": "shop-web", "com.docker.compose.project": "other",""")
                    .change(api, "\"Status\": \"running\"", "\"Status\": \"exited\"")
                    .engine();
            dockerContainer(FakeEngine.WEB, "/proj_shop-web_1", "shop-web", "proj", "1");
            process(700)
                    .runs(JAVA, "java", "-jar", "/app.jar")
                    .contained("/docker/" + FakeEngine.WEB, 1)
                    .add();
            assertThat(found()).containsExactly("proj-shop-web compose container");
        }
    }

    @Test
    void namesAContainerByWhatRunsInItWhereTheEngineFails() throws Exception {
        try (FakeEngine fake = FakeEngine.start()) {
            engine = fake.answer("/containers/json", "no JSON").engine();
            process(700)
                    .runs(JAVA, "java", "-jar", "/srv/reports.jar")
                    .contained("/docker/" + FakeEngine.WEB, 1)
                    .add();
            assertThat(found()).containsExactly("reports artefact container");
        }
    }

    @Test
    void takesCommandsRunInAContainerForNoService() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        String group = "/docker/" + ID;
        process(690).runs("/usr/bin/containerd-shim-runc-v2", "containerd-shim").add();
        process(700)
                .parent(690)
                .runs("/sbin/tini", "/sbin/tini", "--", "java", "-jar", "/app.jar")
                .contained(group, 1)
                .add();
        process(705)
                .parent(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained(group, 7)
                .add();
        process(710)
                .parent(690)
                .runs("/usr/bin/curl", "curl", "localhost")
                .contained(group, 20)
                .add();
        assertThat(found()).containsExactly("web compose container");
        assertThat(only("web").leaders()).extracting(HostProcess::pid).containsExactly(705);
    }

    @Test
    void tellsTheSameServiceOfTwoComposeProjectsApart() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        dockerContainer(OTHER_ID, "/blog-web-1", "web", "blog", "1");
        process(700)
                .runs(JAVA, "java", "-jar", "/a.jar")
                .contained("/docker/" + ID, 1)
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "/b.jar")
                .contained("/docker/" + OTHER_ID, 1)
                .add();
        assertThat(found()).containsExactly("blog-web compose container", "shop-web compose container");
    }

    @Test
    void namesAContainerOfNoComposeFileByWhatRunsInItAndThenByItsOwnName() throws Exception {
        dockerContainer(ID, "/shop-cache", "", "", "");
        dockerContainer(OTHER_ID, "/brave_hopper", "", "", "");
        process(700)
                .runs("/usr/local/bin/redis-server", "redis-server *:6379")
                .contained("/docker/" + ID, 1)
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "/srv/shop-web-2.0.jar")
                .contained("/docker/" + OTHER_ID, 1)
                .add();
        assertThat(found()).containsExactly("shop-cache container container", "shop-web artefact container");
    }

    @Test
    void seesNoServiceInAContainerThatIsOnlyKeptAlive() throws Exception {
        process(700)
                .runs("/usr/bin/sleep", "sleep", "infinity")
                .contained("/docker/" + ID, 1)
                .add();
        process(701)
                .runs("/bin/bash", "bash")
                .contained("/docker/" + OTHER_ID, 1)
                .add();
        assertThat(found()).isEmpty();
    }

    @Test
    void namesAQuadletContainerByItsUnit() throws Exception {
        process(700)
                .runs("/usr/bin/caddy", "caddy", "run")
                .contained("/system.slice/shop-proxy.service/libpod-payload-" + ID, 1)
                .add();
        assertThat(found()).containsExactly("shop-proxy systemd container");
    }

    @Test
    void namesPodsOfANodeByTheirWorkload() throws Exception {
        pod(700, "7", "shop-web-7d4b9c8f6d-x2x9k", JAVA, "java", "-jar", "/app.jar");
        pod(701, "8", "shop-db-0", "/usr/bin/postgres", "postgres");
        pod(702, "9", "node-exporter-8xk2p", "/bin/node_exporter", "/bin/node_exporter");
        pod(703, "a", "kube-proxy-web-01", "/usr/bin/kube-proxy", "kube-proxy");
        pod(704, "b", "shop-report-28437120-9kx2z", PYTHON, "python3", "/srv/report.py");
        assertThat(found())
                .containsExactly(
                        "kube-proxy kubernetes container",
                        "node-exporter kubernetes container",
                        "shop-db kubernetes container",
                        "shop-web kubernetes container");
        assertThat(only("shop-db").replicas().get(0).labels()).containsEntry("instance", "0");
    }

    @Test
    void namesAPodByItsOwnHostNameWhenTheEnginesFilesAreClosed() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained("/kubepods.slice/kubepods-burstable.slice/" + POD + "/cri-containerd-" + ID + ".scope", 1)
                .with("HOSTNAME", "shop-web-5bd9f8c6c-q7w2m")
                .with("KUBERNETES_SERVICE_HOST", "10.0.0.1")
                .add();
        process(701)
                .runs("/pause", "/pause")
                .contained(
                        "/kubepods.slice/kubepods-burstable.slice/" + POD + "/cri-containerd-" + OTHER_ID + ".scope", 1)
                .add();
        assertThat(found()).containsExactly("shop-web kubernetes container");
    }

    @Test
    void tellsTheContainersOfAPodApart() throws Exception {
        podContainer(700, ID, "shop-web-7d4b9c8f6d-x2x9k", "web", JAVA, "java", "-jar", "/app.jar");
        podContainer(701, OTHER_ID, "shop-web-7d4b9c8f6d-x2x9k", "istio-proxy", "/usr/local/bin/envoy", "envoy");
        assertThat(found())
                .containsExactly("shop-web kubernetes container", "shop-web.istio-proxy kubernetes container");
    }

    @Test
    void takesTheFirstProcessOfAContainerItRunsInForAService(@TempDir Path directory) throws Exception {
        host = FixtureHost.in(directory);
        host.file("/.dockerenv", "");
        process(1)
                .parent(0)
                .runs(PYTHON, "python3", "/srv/billing/worker.py")
                .in("/srv/billing")
                .add();
        process(40).parent(0).runs("/bin/bash", "bash").add();
        assertThat(found()).containsExactly("billing python container");
    }
}
