package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDiscoveryTest {
    private static final String JAVA = "/usr/lib/jvm/java-17-openjdk-amd64/bin/java";
    private static final String PYTHON = "/usr/bin/python3.11";
    private static final String NODE = "/usr/bin/node";
    private static final String ID = "4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01db0b339c4c01";
    private static final String OTHER_ID = "9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b8a7c6d5e9f9b";
    private static final String POD = "kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice";

    private FixtureHost host = FixtureHost.in(Path.of("unset"));

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

    // ---- systemd

    @Test
    void namesASystemdServiceByItsUnit() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop-web-1.4.2.jar")
                .cgroup("/system.slice/shop-web.service")
                .add();
        assertThat(found()).containsExactly("shop-web systemd unit");
    }

    @Test
    void takesInstancesOfATemplateForReplicas() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/app.jar")
                .cgroup("/system.slice/system-shop\\x2dweb.slice/shop-web@1.service")
                .listens(8081)
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "/opt/shop/app.jar")
                .cgroup("/system.slice/system-shop\\x2dweb.slice/shop-web@2.service")
                .listens(8082)
                .add();
        Service service = only("shop-web");
        assertThat(service.replicas()).hasSize(2);
        assertThat(service.replicas().get(1).labels()).containsEntry("instance", "2");
        assertThat(service.replicas().get(1).unit()).contains("shop-web@2.service");
        assertThat(service.replicas().get(1).listeners())
                .containsExactly(new Listener("tcp", 8082, Listener.Reach.WILDCARD));
    }

    @Test
    void takesABlueGreenPairForReplicas() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "a.jar")
                .cgroup("/system.slice/shop-web-blue.service")
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "a.jar")
                .cgroup("/system.slice/shop-web-green.service")
                .add();
        assertThat(only("shop-web").replicas())
                .extracting(replica -> replica.labels().get("slot"))
                .containsExactly("blue", "green");
    }

    @Test
    void dropsTheVersionFromAUnitsName() throws Exception {
        process(700)
                .titled("/usr/sbin/php-fpm8.2", "php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)")
                .cgroup("/system.slice/php8.2-fpm.service")
                .add();
        process(710)
                .runs("/usr/lib/postgresql/15/bin/postgres", "/usr/lib/postgresql/15/bin/postgres", "-D", "/data")
                .cgroup("/system.slice/system-postgresql.slice/postgresql@15-main.service")
                .add();
        assertThat(found()).containsExactly("php-fpm systemd unit", "postgresql systemd unit");
    }

    @Test
    void mergesWorkersIntoTheirLeadersService() throws Exception {
        process(700)
                .runs("/usr/sbin/nginx", "nginx: master process /usr/sbin/nginx -g daemon off;")
                .cgroup("/system.slice/nginx.service")
                .listens(443)
                .add();
        for (int worker = 701; worker < 705; worker++) {
            process(worker)
                    .parent(700)
                    .runs("/usr/sbin/nginx", "nginx: worker process")
                    .cgroup("/system.slice/nginx.service")
                    .inherits(443)
                    .add();
        }
        Replica replica = only("nginx").replicas().get(0);
        assertThat(replica.leader().pid()).isEqualTo(700);
        assertThat(replica.workers()).extracting(HostProcess::pid).containsExactly(701, 702, 703, 704);
    }

    @Test
    void passesOverTheScriptThatStartsTheServer() throws Exception {
        process(700)
                .runs("/usr/bin/bash", "/bin/bash", "/opt/shop/bin/start.sh")
                .cgroup("/system.slice/shop.service")
                .add();
        process(720)
                .parent(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop.jar")
                .cgroup("/system.slice/shop.service")
                .add();
        assertThat(only("shop").leaders()).extracting(HostProcess::pid).containsExactly(720);
    }

    @Test
    void staysWithAScriptThatCallsCommandsNowAndThen() throws Exception {
        process(700)
                .runs("/usr/bin/bash", "/bin/bash", "/opt/shop/poll.sh")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        process(701)
                .parent(700)
                .runs("/usr/bin/sleep", "sleep", "60")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        process(702)
                .parent(700)
                .startedAt(90_000)
                .runs("/opt/shop/sync", "/opt/shop/sync")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        assertThat(only("shop-poll").leaders()).extracting(HostProcess::pid).containsExactly(700);
    }

    @Test
    void leavesOutWhatRunsToAnEnd() throws Exception {
        host.file("/usr/lib/systemd/system/backup.service", "[Service]\nType=oneshot\nExecStart=/opt/backup\n");
        host.file("/etc/systemd/system/report.service", "[Service]\nExecStart=/opt/report\n");
        host.file("/etc/systemd/system/report.timer", "[Timer]\nOnCalendar=daily\n");
        process(700)
                .runs("/opt/backup", "/opt/backup")
                .cgroup("/system.slice/backup.service")
                .add();
        process(701)
                .runs("/opt/report", "/opt/report")
                .cgroup("/system.slice/report.service")
                .add();
        process(702)
                .runs("/opt/once", "/opt/once")
                .cgroup("/system.slice/run-r3f9ac1d2.service")
                .add();
        assertThat(found()).isEmpty();
    }

    @Test
    void leavesOutSessionsCronAndTheSystemsOwnServices() throws Exception {
        process(600)
                .runs("/usr/sbin/sshd", "sshd: /usr/sbin/sshd -D")
                .cgroup("/system.slice/ssh.service")
                .listens(22)
                .uid(0)
                .add();
        process(610)
                .runs("/usr/sbin/cron", "/usr/sbin/cron", "-f")
                .cgroup("/system.slice/cron.service")
                .uid(0)
                .add();
        process(611)
                .parent(610)
                .runs("/usr/bin/curl", "curl", "http://example.org")
                .cgroup("/system.slice/cron.service")
                .add();
        process(620)
                .parent(600)
                .runs("/usr/bin/bash", "-bash")
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .add();
        process(621)
                .parent(620)
                .runs("/usr/bin/vim", "vim")
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .add();
        process(630)
                .runs("/usr/bin/pipewire", "pipewire")
                .cgroup("/user.slice/user-1000.slice/user@1000.service/session.slice/pipewire.service")
                .add();
        assertThat(found()).isEmpty();
    }

    // ---- containers

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

    // ---- Kubernetes

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

    // ---- from inside a container

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

    // ---- supervisors

    @Test
    void takesEachProgramOfASupervisorForAServiceOfItsOwn() throws Exception {
        String group = "/system.slice/supervisor.service";
        process(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/supervisord", "-n")
                .cgroup(group)
                .add();
        process(701)
                .parent(700)
                .runs(PYTHON, "python3", "worker.py")
                .cgroup(group)
                .with("SUPERVISOR_GROUP_NAME", "shop-mailer")
                .with("SUPERVISOR_PROCESS_NAME", "shop-mailer_00")
                .add();
        process(702)
                .parent(700)
                .runs(PYTHON, "python3", "worker.py")
                .cgroup(group)
                .with("SUPERVISOR_GROUP_NAME", "shop-mailer")
                .with("SUPERVISOR_PROCESS_NAME", "shop-mailer_01")
                .add();
        assertThat(found()).containsExactly("shop-mailer supervisor supervisor", "supervisor systemd unit");
        assertThat(only("shop-mailer").replicas()).hasSize(2);
        assertThat(only("supervisor").processes()).hasSize(1);
    }

    @Test
    void namesARunitServiceByItsDirectory() throws Exception {
        process(700).runs("/usr/bin/runsvdir", "runsvdir", "/etc/service").add();
        process(701).parent(700).runs("/usr/bin/runsv", "runsv", "shop-web").add();
        process(702).parent(701).runs(NODE, "node", "server.js").in("/srv/x").add();
        process(703).parent(701).runs("/usr/bin/svlogd", "svlogd", "/var/log/x").add();
        assertThat(found()).containsExactly("shop-web supervisor supervisor");
    }

    @Test
    void callsTheOneProgramOfASupervisedContainerByTheContainersName() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        String group = "/docker/" + ID;
        process(700)
                .runs("/bin/s6-svscan", "s6-svscan", "/run/service")
                .contained(group, 1)
                .add();
        process(701)
                .parent(700)
                .runs("/bin/s6-supervise", "s6-supervise", "app")
                .contained(group, 20)
                .add();
        process(702)
                .parent(701)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained(group, 21)
                .add();
        assertThat(found()).containsExactly("web compose supervisor");
    }

    // ---- listeners

    @Test
    void namesAListenerByItsSpringName() throws Exception {
        session(700)
                .runs(JAVA, "java", "-jar", "build/libs/app.jar", "--spring.application.name=shop-web")
                .listens(8080)
                .add();
        session(701)
                .runs(JAVA, "java", "-Dspring.application.name=shop-billing", "com.shop.Main")
                .listens(8081)
                .add();
        session(702)
                .runs(JAVA, "java", "-jar", "/srv/a.jar")
                .with("SPRING_APPLICATION_NAME", "shop-search")
                .listens(8082)
                .add();
        assertThat(found())
                .containsExactly(
                        "shop-billing spring listener", "shop-search spring listener", "shop-web spring listener");
    }

    @Test
    void namesAListenerByItsArtefact() throws Exception {
        session(700)
                .runs(JAVA, "java", "-jar", "/srv/shop-web-1.4.2-SNAPSHOT-exec.jar")
                .listens(8080)
                .add();
        session(701)
                .runs(JAVA, "java", "-cp", "/x", "com.shop.billing.BillingApiApplication")
                .listens(8081)
                .add();
        session(702)
                .runs(JAVA, "java", "-cp", "/opt/kafka/libs/*", "kafka.Kafka", "server.properties")
                .listens(9092)
                .add();
        assertThat(found())
                .containsExactly(
                        "billing-api artefact listener", "kafka artefact listener", "shop-web artefact listener");
    }

    @Test
    void namesPythonServersByWhatTheyServe() throws Exception {
        session(700)
                .runs(
                        PYTHON,
                        "/srv/a/.venv/bin/python",
                        "/srv/a/.venv/bin/gunicorn",
                        "-w",
                        "4",
                        "shop.wsgi:application")
                .listens(8000)
                .add();
        session(701)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/uvicorn", "billing.main:app", "--port", "8001")
                .listens(8001)
                .add();
        session(702)
                .runs(PYTHON, "python3", "-m", "http.server", "8002")
                .in("/tmp")
                .listens(8002)
                .add();
        session(703)
                .runs(PYTHON, "python3", "app.py")
                .in("/home/ana/src/shop-admin")
                .listens(5000)
                .add();
        session(704)
                .runs(PYTHON, "python3", "manage.py", "runserver")
                .in("/home/ana/stock")
                .listens(8003)
                .add();
        assertThat(found())
                .containsExactly(
                        "billing python listener",
                        "http.server python listener",
                        "shop python supervisor",
                        "shop-admin python listener",
                        "stock python listener");
    }

    @Test
    void givesAppDotPyAndGunicornOfOneDirectoryOneName() throws Exception {
        session(700)
                .runs(PYTHON, "python3", "app.py")
                .in("/home/ana/shop-admin")
                .listens(5000)
                .add();
        session(701)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "-b", ":8000", "app:app")
                .in("/srv/shop-admin")
                .listens(8000)
                .add();
        assertThat(only("shop-admin").replicas()).hasSize(2);
    }

    @Test
    void namesANodeServerByItsPackage() throws Exception {
        host.file("/srv/front/package.json", "{\"name\": \"@acme/shop-front\", \"version\": \"2.0.0\"}");
        host.file("/srv/odd/package.json", "{\"name\": ");
        session(700)
                .runs(NODE, "node", "dist/server.js")
                .in("/srv/front")
                .listens(3000)
                .add();
        session(701)
                .runs(NODE, "node", "server.js")
                .in("/srv/odd")
                .listens(3001)
                .add();
        assertThat(found()).containsExactly("odd node listener", "shop-front node listener");
    }

    @Test
    void givesASocketHandedDownToItsOldestHolder() throws Exception {
        session(700)
                .runs(PYTHON, "python3", "serve.py")
                .in("/srv/shop")
                .listens(8000)
                .add();
        session(701)
                .parent(700)
                .runs(PYTHON, "python3", "serve.py")
                .in("/srv/shop")
                .inherits(8000)
                .add();
        assertThat(only("serve").replicas()).hasSize(1);
        assertThat(only("serve").leaders()).extracting(HostProcess::pid).containsExactly(700);
    }

    @Test
    void passesOverRandomPorts() throws Exception {
        host.procFile("/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        session(700)
                .runs(JAVA, "java", "-jar", "gradle-daemon.jar")
                .listens(41_234)
                .add();
        session(701)
                .runs(JAVA, "java", "-jar", "shop-grpc.jar", "--port=50051")
                .listens(50_051)
                .add();
        assertThat(found()).containsExactly("shop-grpc artefact listener");
    }

    @Test
    void keepsPortsOfAHostWhoseRandomRangeIsTunedWide() throws Exception {
        host.procFile("/sys/net/ipv4/ip_local_port_range", "1024\t65535\n");
        session(700)
                .runs(JAVA, "java", "-jar", "shop.jar")
                .listens(8080)
                .listens(41_234)
                .add();
        assertThat(only("shop").replicas().get(0).listeners())
                .containsExactly(new Listener("tcp", 8080, Listener.Reach.WILDCARD));
    }

    @Test
    void takesAServerStartedByADevelopmentToolForAServiceOfItsOwn() throws Exception {
        session(700)
                .runs("/opt/ide/bin/ide", "/opt/ide/bin/ide")
                .listens(63_342)
                .add();
        session(701)
                .parent(700)
                .runs(JAVA, "java", "com.shop.web.ShopWebApplication")
                .listens(8080)
                .add();
        assertThat(found()).containsExactly("ide executable listener", "shop-web artefact listener");
    }

    @Test
    void ignoresASocketThatInitHoldsForAServiceNotYetUsed(@TempDir Path directory) throws Exception {
        host = FixtureHost.in(directory);
        process(1)
                .parent(0)
                .runs("/usr/lib/systemd/systemd", "/sbin/init")
                .cgroup("/init.scope")
                .listens(631)
                .add();
        assertThat(found()).isEmpty();
        process(700)
                .runs("/usr/sbin/printd", "/usr/sbin/printd")
                .inherits(631)
                .cgroup("/user.slice")
                .add();
        assertThat(found()).containsExactly("printd executable listener");
    }

    // ---- configuration

    @Test
    void callsAServiceWhatTheConfigurationSays() throws Exception {
        session(700)
                .runs(PYTHON, "python3", "app.py")
                .in("/home/ana/x")
                .listens(5000)
                .add();
        process(701)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "app:app")
                .cgroup("/system.slice/web.service")
                .add();
        process(702).runs("/usr/bin/thing", "thing", "--serve").add();
        List<ServiceMatch> configured = List.of(
                match("shop-a", "*app.py", "", "", 0),
                match("shop-b", "", "web", "", 0),
                match("shop-c", "thing *", "", "", 0),
                match("shop-d", "", "", "", 9999));
        assertThat(found(configured))
                .containsExactly(
                        "shop-a configuration listener",
                        "shop-b configuration unit",
                        "shop-c configuration configuration");
    }

    @Test
    void matchesConfiguredContainersByAnyNameTheyGoBy() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        process(700)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained("/docker/" + ID, 1)
                .add();
        assertThat(found(List.of(match("a", "", "", "web", 0)))).containsExactly("a configuration container");
        assertThat(found(List.of(match("b", "", "", "*shop-web-1", 0)))).containsExactly("b configuration container");
        assertThat(found(List.of(match("c", "", "", ID, 0)))).containsExactly("c configuration container");
        assertThat(found(List.of(match("d", "", "", "db", 0)))).containsExactly("web compose container");
    }

    @Test
    void letsTheConfigurationClaimWhatTheSystemRunsForItself() throws Exception {
        process(600)
                .runs("/usr/sbin/sshd", "sshd: /usr/sbin/sshd -D")
                .cgroup("/system.slice/ssh.service")
                .uid(0)
                .add();
        assertThat(found(List.of(match("bastion", "", "ssh.service", "", 0))))
                .containsExactly("bastion configuration configuration");
    }

    // ---- what an ordinary user sees

    @Test
    void stillFindsOtherUsersServicesByTheirUnits() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop.jar")
                .cgroup("/system.slice/shop-web.service")
                .closed()
                .add();
        assertThat(found()).containsExactly("shop-web systemd unit");
    }

    @Test
    void saysTheSameAfterARestartUnderOtherIdsWithOtherWorkersAndHelpers(@TempDir Path again) throws Exception {
        process(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .listens(8000)
                .add();
        process(701)
                .parent(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .add();
        List<String> before = found();
        host = FixtureHost.in(again);
        FixtureProcess.systemd(host);
        process(12_700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                .cgroup("/system.slice/shop.service")
                .listens(8000)
                .add();
        for (int worker = 12_701; worker < 12_709; worker++) {
            process(worker)
                    .parent(12_700)
                    .runs(PYTHON, "/usr/bin/python3", "/usr/bin/gunicorn", "shop.wsgi")
                    .cgroup("/system.slice/shop.service")
                    .listens(45_000 + worker % 100)
                    .add();
        }
        process(13_000)
                .runs("/usr/bin/kill", "/bin/kill", "-HUP", "12700")
                .cgroup("/system.slice/shop.service")
                .add();
        process(13_001).runs("/usr/bin/curl", "curl", "localhost").add();
        assertThat(found()).isEqualTo(before);
        assertThat(only("shop").leaders()).extracting(HostProcess::pid).containsExactly(12_700);
    }

    private FixtureProcess process(int pid) {
        return FixtureProcess.of(host, pid);
    }

    private FixtureProcess session(int pid) {
        return process(pid)
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .in("/home/ana/work");
    }

    private void dockerContainer(String id, String name, String service, String project, String number) {
        String labels = service.isEmpty()
                ? ""
                : "\"com.docker.compose.service\":\"" + service + "\",\"com.docker.compose.project\":\"" + project
                        + "\",\"com.docker.compose.container-number\":\"" + number + "\"";
        host.file(
                "/var/lib/docker/containers/" + id + "/config.v2.json",
                "{\"ID\":\"" + id + "\",\"Name\":\"" + name + "\",\"Config\":{\"Labels\":{" + labels + "}}}");
    }

    private void pod(int pid, String digit, String pod, String executable, String... arguments) {
        podContainer(pid, digit.repeat(64), pod, "main", executable, arguments);
    }

    private void podContainer(
            int pid, String id, String pod, String container, String executable, String... arguments) {
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

    private static ServiceMatch match(String name, String commandLine, String unit, String container, int port) {
        return new ServiceMatch(
                name,
                Optional.of(commandLine).filter(text -> !text.isEmpty()),
                Optional.of(unit).filter(text -> !text.isEmpty()),
                Optional.of(container).filter(text -> !text.isEmpty()),
                port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }

    private Service only(String name) throws Exception {
        return services(List.of()).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service " + name));
    }

    private List<String> found() throws Exception {
        return found(List.of());
    }

    private List<String> found(List<ServiceMatch> configured) throws Exception {
        return services(configured).stream()
                .map(service -> service.name() + " " + service.namedBy() + " " + service.anchoredBy())
                .toList();
    }

    private List<Service> services(List<ServiceMatch> configured) throws Exception {
        List<HostProcess> processes = ProcessTable.read(host.proc());
        return new ServiceDiscovery(host.files(), host.proc(), process -> host.files(), configured).services(processes);
    }
}
