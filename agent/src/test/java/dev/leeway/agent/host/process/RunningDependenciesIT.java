package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.probe.dependency.DependencyProbe;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Observes what servers that really run are made of, while it is exchanged under them. */
class RunningDependenciesIT extends RunningScene {
    RunningDependenciesIT() {
        super("made", 19_100, Map.of());
    }

    @Test
    void tellsWhatStillRunsOfAnArchiveReplacedOnDisk() throws Exception {
        Path jar = jar(name + ".jar", "1.4.2");
        int port = freePort();
        start(port, JAVA, "-jar", jar.toString(), Integer.toString(port));
        RecordedSection before = seen();
        assertThat(before.shown("maven[com.acme:" + name + "]/version")).contains("1.4.2");
        assertThat(before.paths()).noneMatch(path -> path.endsWith("/running") || path.endsWith("/replaced"));

        Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertThat(seen()).as("touched").hasToString(before.toString());

        Files.move(jar("next.jar", "1.5.0"), jar, StandardCopyOption.REPLACE_EXISTING);
        RecordedSection after = seen();
        assertThat(after.shown("maven[com.acme:" + name + "]/version")).contains("1.5.0");
        assertThat(after.shown("maven[com.acme:" + name + "]/running")).contains("1.4.2");
        assertThat(after.shown("maven[com.acme:" + name + "]/replaced")).contains("true");
    }

    @Test
    void tellsWhatStillRunsOfAReleaseExchangedBehindALink() throws Exception {
        Path one = Files.createDirectory(directory.resolve("r1"));
        Path two = Files.createDirectory(directory.resolve("r2"));
        Files.move(jar("one.jar", "1.4.2"), one.resolve(name + ".jar"));
        Files.move(jar("two.jar", "1.5.0"), two.resolve(name + ".jar"));
        Path current = Files.createSymbolicLink(directory.resolve("current"), one);
        int port = freePort();
        start(port, JAVA, "-jar", current.resolve(name + ".jar").toString(), Integer.toString(port));
        Files.delete(current);
        Files.createSymbolicLink(current, two);
        // Libraries that were not open yet may come from either release.
        RecordedSection after = seen(Outcome.PARTIAL);
        assertThat(after.uncovered()).containsExactly("maven[*]/running changed in use");
        assertThat(after.shown("maven[com.acme:" + name + "]/version")).contains("1.5.0");
        assertThat(after.shown("maven[com.acme:" + name + "]/running")).contains("1.4.2");
    }

    @Test
    void saysTheSameThreeTimesAndAfterARestart() throws Exception {
        Path jar = jar(name + ".jar", "1.4.2");
        int port = freePort();
        Process first = start(port, JAVA, "-jar", jar.toString(), Integer.toString(port));
        String before = seen().toString();
        assertThat(seen()).hasToString(before);
        assertThat(seen()).hasToString(before);
        first.destroyForcibly().waitFor();
        start(port, JAVA, "-jar", jar.toString(), Integer.toString(port));
        assertThat(seen()).hasToString(before);
    }

    @Test
    void tellsWhatAVirtualEnvironmentHoldsAndItsUpgrade() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "no " + PYTHON);
        Path environment = directory.resolve("venv");
        Path python = environment.resolve("bin/python");
        String version = output(PYTHON, "-c", "import platform;print(platform.python_version())");
        Files.createDirectories(python.getParent());
        Files.createSymbolicLink(python, Path.of(PYTHON).toRealPath());
        Files.writeString(environment.resolve("pyvenv.cfg"), "home = /usr/bin\nversion = " + version + "\n");
        String series = version.substring(0, version.lastIndexOf('.'));
        Path site = Files.createDirectories(environment.resolve("lib/python" + series + "/site-packages"));
        Path old = distribution(site, "2.31.0");
        int port = freePort();
        Files.writeString(
                directory.resolve(name + ".py"),
                "import http.server\nhttp.server.HTTPServer(('127.0.0.1', " + port
                        + "), http.server.BaseHTTPRequestHandler).serve_forever()\n");
        Files.writeString(directory.resolve("requirements.txt"), "requests==2.31.0\n");
        start(port, python.toString(), "-m", name);
        RecordedSection before = seen();
        assertThat(before.shown("pypi[requests]/version")).contains("2.31.0");
        assertThat(before.shown("python/interpreter/version")).contains(version);
        assertThat(before.shown("python/environment/kind")).contains("venv");
        assertThat(before.paths()).noneMatch(path -> path.endsWith("/unmet") || path.endsWith("]/replaced"));
        assertThat(seen()).hasToString(before.toString());

        afterTheSecondOfItsStart();
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        Files.setLastModifiedTime(old.resolve("METADATA"), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertThat(seen()).as("touched").hasToString(before.toString());

        Files.move(old, environment.resolve("old"));
        distribution(site, "2.32.0");
        RecordedSection after = seen();
        assertThat(after.shown("pypi[requests]/version")).contains("2.32.0");
        assertThat(after.shown("pypi[requests]/unmet")).contains("2.31.0");
        assertThat(after.shown("pypi[requests]/replaced")).contains("true");
        assertThat(after.evidence("pypi[requests]/replaced"))
                .contains("lib/python" + series
                        + "/site-packages/requests-2.32.0.dist-info, made after the process had started");
    }

    @Test
    void tellsOfAnUpgradeUnderARunningNodeService() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(NODE)), "no " + NODE);
        Path package1 = nodePackage("1.0.0", directory.resolve("node_modules/left"));
        Files.writeString(directory.resolve("package.json"), "{\"name\":\"" + name + "\"}");
        Files.writeString(directory.resolve("package-lock.json"), """
                {"lockfileVersion": 3, "packages": {
                  "node_modules/left": {"version": "1.0.0"}
                }}""");
        int port = freePort();
        Path script = Files.writeString(
                directory.resolve("server.js"),
                "require('left');require('http').createServer(()=>{}).listen(" + port + ",'127.0.0.1')\n");
        start(port, NODE, script.toString());
        RecordedSection before = seen();
        assertThat(before.shown("npm[left]/version")).contains("1.0.0");
        assertThat(before.paths()).noneMatch(path -> path.endsWith("/unmet") || path.endsWith("/replaced"));

        afterTheSecondOfItsStart();
        Files.move(package1, directory.resolve("old"));
        nodePackage("1.0.1", package1);
        RecordedSection after = seen();
        assertThat(after.shown("npm[left]/version")).contains("1.0.1");
        assertThat(after.shown("npm[left]/replaced")).contains("true");
        assertThat(after.shown("npm[left]/unmet")).contains("1.0.0");
        assertThat(after.evidence("npm[left]/unmet"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("package-lock.json:2"));
    }

    private static Path nodePackage(String version, Path at) throws IOException {
        Files.createDirectories(at);
        Files.writeString(at.resolve("package.json"), "{\"name\":\"left\",\"version\":\"" + version + "\"}");
        Files.writeString(at.resolve("index.js"), "module.exports=1\n");
        return at;
    }

    /** Starts are told to the second. */
    private static void afterTheSecondOfItsStart() throws InterruptedException {
        Thread.sleep(2_100);
    }

    private static Path distribution(Path site, String version) throws IOException {
        Path info = Files.createDirectory(site.resolve("requests-" + version + ".dist-info"));
        Files.writeString(
                info.resolve("METADATA"), "Metadata-Version: 2.1\nName: requests\nVersion: " + version + "\n");
        return info;
    }

    private RecordedSection seen() throws Exception {
        return seen(Outcome.COLLECTED);
    }

    private RecordedSection seen(Outcome outcome) throws Exception {
        RecordedSection section = RecordingRecorder.of(new DependencyProbe(), new LiveView(List.of()))
                .about(name);
        assertThat(section.outcome()).as("%s", section).isEqualTo(outcome);
        return section;
    }

    private Path jar(String file, String version) throws IOException {
        return jar(file, Optional.of(version));
    }
}
