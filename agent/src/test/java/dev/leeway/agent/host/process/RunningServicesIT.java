package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.probe.env.EnvProbe;
import dev.leeway.agent.probe.process.ProcessProbe;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Observes servers that really run, through the kernel of the machine the tests run on. */
class RunningServicesIT extends RunningScene {
    RunningServicesIT() {
        super("shop", 18_100, Map.of("PATH", "/usr/bin:/bin", "SHOP_MODE", "variable"));
    }

    @Test
    void tellsTheJavaThatReallyRuns() throws Exception {
        int port = freePort();
        startJava(jar(name + "-1.4.2.jar"), port, "-Xmx48m", "-Dshop.mode=full");
        RecordedSection web = process(name);
        assertThat(web.shown("runtime/kind")).contains("java");
        assertThat(web.shown("runtime/version")).contains(System.getProperty("java.version"));
        assertThat(web.shown("main/version")).contains("1.4.2");
        assertThat(web.shown("jvm/heap/max")).contains("48 MiB");
        assertThat(web.evidence("jvm/heap/max")).contains("command line");
        assertThat(web.observed("jvm/property[shop.mode]"))
                .containsExactly(new Observed.Guarded("variable", "shop.mode", "full"));
        assertThat(web.shown("listen")).contains("{tcp " + port + " loopback}");
        assertThat(web.shown("stale/files")).contains("{}");
        assertThat(web.shown("user")).contains(System.getProperty("user.name"));
        assertThat(variables(name).observed("SHOP_MODE"))
                .containsExactly(new Observed.Guarded("variable", "SHOP_MODE", "variable"));
    }

    @Test
    void measuresTheHeapTheMachineChoseForItself() throws Exception {
        startJava(jar(name + ".jar"), freePort(), "-XX:MaxRAM=512m", "-XX:+UseParallelGC");
        RecordedSection web = process(name);
        assertThat(web.shown("jvm/heap/max")).contains("128 MiB");
        assertThat(web.shown("jvm/heap/chosenBy")).contains("virtual machine");
        assertThat(web.shown("jvm/gc/name")).contains("Parallel");
    }

    @Test
    void measuresTheCollectorTheMachineChoseForItself() throws Exception {
        startJava(jar(name + ".jar"), freePort(), "-Xmx64m", "-XX:ActiveProcessorCount=1");
        assertThat(process(name).shown("jvm/gc/name")).contains("Serial");
        assertThat(process(name).shown("jvm/gc/chosenBy")).contains("virtual machine");
    }

    @Test
    void saysTheSameBeforeAndAfterARestart() throws Exception {
        int port = freePort();
        Path jar = jar(name + "-1.4.2.jar");
        Process first = startJava(jar, port, "-Xmx48m");
        String before = process(name) + variables(name).toString();
        first.destroyForcibly().waitFor();
        startJava(jar, port, "-Xmx48m");
        assertThat(process(name) + variables(name).toString()).isEqualTo(before);
    }

    @Test
    void findsAServerWhilstItStillStarts() throws Exception {
        startWithoutWaiting(JAVA, "-jar", jar(name + ".jar").toString(), Integer.toString(freePort()));
        assertThat(process(name).shown("main/name")).contains(name);
    }

    @Test
    void noticesAnArchiveReplacedUnderARunningServerButNotOneTouched() throws Exception {
        Path jar = jar(name + "-1.4.2.jar");
        startJava(jar, freePort());
        Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertThat(process(name).shown("stale/files")).contains("{}");
        Path next = jar("next.jar");
        Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(process(name).shown("stale/files")).contains("{" + name + "-1.4.2.jar}");
    }

    @Test
    void noticesAReleaseExchangedBehindALink() throws Exception {
        Path one = Files.createDirectory(directory.resolve("r1"));
        Path two = Files.createDirectory(directory.resolve("r2"));
        Files.copy(jar("a.jar"), one.resolve(name + ".jar"));
        Files.copy(one.resolve(name + ".jar"), two.resolve(name + ".jar"));
        Path current = Files.createSymbolicLink(directory.resolve("current"), one);
        startJava(current.resolve(name + ".jar"), freePort());
        assertThat(process(name).shown("stale/files")).contains("{}");
        Files.delete(current);
        Files.createSymbolicLink(current, two);
        assertThat(process(name).shown("stale/files")).contains("{" + name + ".jar}");
    }

    @Test
    void tellsThePythonThatReallyRuns() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "no " + PYTHON);
        int port = freePort();
        Files.writeString(
                directory.resolve(name + ".py"),
                "import http.server\nhttp.server.HTTPServer(('127.0.0.1', " + port
                        + "), http.server.BaseHTTPRequestHandler).serve_forever()\n");
        start(port, PYTHON, "-m", name);
        RecordedSection server = process(name);
        assertThat(server.shown("runtime/kind")).contains("python");
        assertThat(server.shown("runtime/version"))
                .contains(output(PYTHON, "-c", "import platform;print(platform.python_version())"));
        assertThat(server.shown("main/kind")).contains("module");
        assertThat(server.shown("listen")).contains("{tcp " + port + " loopback}");
    }

    @Test
    void namesANodeServerByItsPackage() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(NODE)), "no " + NODE);
        int port = freePort();
        Files.writeString(directory.resolve("package.json"), "{\"name\":\"@acme/" + name + "\"}");
        Files.writeString(
                directory.resolve("server.js"),
                "require('http').createServer((q,s)=>s.end()).listen(" + port + ",'127.0.0.1')");
        start(port, NODE, "server.js");
        assertThat(process(name).shown("runtime/kind")).contains("node");
    }

    @Test
    void takesShortCommandsForNoService() throws Exception {
        startWithoutWaiting("/bin/sleep", "30");
        startWithoutWaiting("/bin/sh", "-c", "while :; do /bin/true; sleep 0.05; done");
        assertThat(subjects()).doesNotContain("sleep", "sh", "true", "dash");
    }

    @Test
    void obeysTheConfiguration() throws Exception {
        startJava(jar("anything.jar"), freePort(), "-Dmark=" + directory.getFileName());
        ServiceMatch match = new ServiceMatch(
                "shop-billing",
                Optional.of("*-Dmark=" + directory.getFileName() + "*"),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        RecordingRecorder seen = RecordingRecorder.of(new ProcessProbe(), new LiveView(List.of(match)));
        assertThat(seen.host().shown("service[shop-billing]/namedBy")).contains("configuration");
    }

    @Test
    void leavesUnknownWhatAnOrdinaryUserMayNotSee() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
        startJava(jar(name + ".jar"), freePort());
        String seen = output(
                "/usr/bin/setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                LiveObservation.class.getName());
        assertThat(seen).startsWith("process\n  partial\n").contains("uncovered service[*]/** permission");
        assertThat(seen).doesNotContain("SHOP_MODE");
    }

    private Path jar(String file) throws IOException {
        return jar(file, Optional.empty());
    }

    private Process startJava(Path jar, int port, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString(), Integer.toString(port)));
        return start(port, command.toArray(String[]::new));
    }

    private static RecordedSection process(String service) throws Exception {
        RecordedSection section = RecordingRecorder.of(new ProcessProbe(), new LiveView(List.of()))
                .about(service);
        assertThat(section.outcome()).as("%s", section).isEqualTo(Outcome.COLLECTED);
        return section;
    }

    private static RecordedSection variables(String service) throws Exception {
        return RecordingRecorder.of(new EnvProbe(), new LiveView(List.of())).about(service);
    }

    private static List<String> subjects() throws Exception {
        return RecordingRecorder.of(new ProcessProbe(), new LiveView(List.of())).subjects();
    }
}
