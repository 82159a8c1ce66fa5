package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningServicesTest extends ServiceDiscoveryScene {
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
}
