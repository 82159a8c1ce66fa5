package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Services in Java, Python, Node and .NET, and what is told of their libraries. */
abstract class DependencyScene {
    static final String JAVA = "/usr/lib/jvm/17/bin/java";
    static final String VENV = "/srv/cart/venv";
    static final String SITE = VENV + "/lib/python3.11/site-packages";

    static FixtureHost started(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        // Processes younger than all files.
        host.procFile("/stat", "btime 4102444800\n");
        FixtureProcess.init(host);
        return host;
    }

    /** A host with a service of every kind. */
    static FixtureHost allKinds(Path directory) {
        FixtureHost host = started(directory);
        fatJar(host, "1.4.2", "2.0.9");
        java(host, 700, "shop-web", "-jar", "shop-web.jar").add();
        python(host, 710).add();
        node(host, 720).add();
        dotnet(host, 730).add();
        return host;
    }

    static FixtureProcess java(FixtureHost host, int pid, String unit, String... arguments) {
        List<String> line = new ArrayList<>(List.of(JAVA));
        line.addAll(List.of(arguments));
        return FixtureProcess.of(host, pid)
                .runs(JAVA, line.toArray(String[]::new))
                .cgroup("/system.slice/" + unit + ".service")
                .in("/srv/shop");
    }

    static void fatJar(FixtureHost host, String version, String slf4j) {
        byte[] logging = Jar.of("org.slf4j:slf4j-api", slf4j)
                .classes("org/slf4j/Logger", "a/Both")
                .bytes();
        byte[] tools = Jar.of("com.acme:tools", "3.1")
                .pom("com.google.guava:guava", "31.0-jre")
                .classes("a/Both", "a/Tool")
                .bytes();
        host.file(
                "/srv/shop/shop-web.jar",
                Jar.of("com.acme:shop-web", version)
                        .manifest(
                                "Main-Class: org.springframework.boot.loader.JarLauncher",
                                "Spring-Boot-Classes: BOOT-INF/classes/")
                        .with("BOOT-INF/classes/a/Tool.class", "class of its own")
                        .with(
                                "BOOT-INF/classpath.idx",
                                "- \"BOOT-INF/lib/tools-3.1.jar\"\n- \"BOOT-INF/lib/slf4j-api-" + slf4j + ".jar\"\n")
                        .with("BOOT-INF/lib/slf4j-api-" + slf4j + ".jar", logging)
                        .with("BOOT-INF/lib/tools-3.1.jar", tools)
                        .bytes());
    }

    static FixtureProcess python(FixtureHost host, int pid) {
        host.file("/opt/python/bin/python3.11", "\u00003.11.7\u0000");
        host.link(VENV + "/bin/python", "/opt/python/bin/python3.11");
        host.file(VENV + "/pyvenv.cfg", "home = /opt/python/bin\nversion = 3.11.7\n");
        distribution(host, "requests", "2.31.0");
        distribution(host, "Flask_Login", "0.6.3");
        host.file(
                SITE + "/Flask_Login-0.6.3.dist-info/direct_url.json",
                "{\"url\":\"https://bob:hunter2@git.example.com/fork.git\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"abc\"}}");
        distribution(host, "cart", "1.0");
        host.file(
                SITE + "/cart-1.0.dist-info/direct_url.json",
                "{\"url\":\"file:///srv/cart\",\"dir_info\":{\"editable\":true}}");
        host.file(
                "/srv/cart/requirements.txt",
                "requests==2.32.0\nflask-login==0.6.3\nrich>=13\n--extra-index-url https://u:s3cr3t@pypi.example.com/simple\n");
        return FixtureProcess.of(host, pid)
                .runs("/opt/python/bin/python3.11", VENV + "/bin/python", "-m", "cart")
                .cgroup("/system.slice/cart.service")
                .in("/srv/cart");
    }

    static void distribution(FixtureHost host, String name, String version) {
        String directory = SITE + "/" + name + "-" + version + ".dist-info";
        host.file(directory + "/METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        host.file(directory + "/RECORD", "");
        host.file(directory + "/INSTALLER", "pip\n");
    }

    static FixtureProcess node(FixtureHost host, int pid) {
        host.file("/srv/front/server.js", "");
        host.file("/srv/front/package.json", "{\"name\":\"front\",\"dependencies\":{\"express\":\"^4\"}}");
        host.file("/srv/front/node_modules/express/package.json", "{\"name\":\"express\",\"version\":\"4.18.2\"}");
        host.file(
                "/srv/front/node_modules/express/node_modules/qs/package.json",
                "{\"name\":\"qs\",\"version\":\"6.11.0\"}");
        host.file("/srv/front/node_modules/qs/package.json", "{\"name\":\"qs\",\"version\":\"6.12.1\"}");
        return FixtureProcess.of(host, pid)
                .runs("/opt/node/bin/node", "/opt/node/bin/node", "server.js")
                .cgroup("/system.slice/front.service")
                .in("/srv/front");
    }

    static FixtureProcess dotnet(FixtureHost host, int pid) {
        host.file(
                "/srv/pay/Pay.deps.json",
                "{\"runtimeTarget\":{\"name\":\".NETCoreApp,Version=v8.0\"},\"libraries\":{\"Pay/1.0.0\":{\"type\":\"project\"},"
                        + "\"Npgsql/8.0.1\":{\"type\":\"package\"}}}");
        return FixtureProcess.of(host, pid)
                .runs("/usr/bin/dotnet", "/usr/bin/dotnet", "Pay.dll")
                .cgroup("/system.slice/pay.service")
                .in("/srv/pay");
    }

    /** What the probe says once the services of the host are found. */
    static RecordingRecorder seen(FixtureHost host) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new DependencyProbe(), FixtureServices.foundOn(host));
    }
}
