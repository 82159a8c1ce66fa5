package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Services, their loose files and artefacts, deployed before they started. */
abstract class ServiceFilesScene {
    static final String JAVA = "/usr/lib/jvm/17/bin/java";
    static final String LONG = "x".repeat(300);

    /** When the fixture's kernel booted; its services start some seconds later. */
    static final long BOOT = 1_700_000_000L;

    /** When a file was made that the service wrote. */
    static final Instant YOUNG = Instant.ofEpochSecond(BOOT + 3000);

    @TempDir
    Path directory;

    FixtureHost host;

    @BeforeEach
    void begin() {
        started("first");
    }

    final FixtureHost started(String name) {
        host = FixtureHost.in(directory.resolve(name));
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1\nbtime " + BOOT + "\n");
        FixtureProcess.init(host);
        return host;
    }

    FixtureProcess node() {
        return FixtureProcess.of(host, 720)
                .runs("/opt/node/bin/node", "/opt/node/bin/node", "server.js")
                .cgroup("/system.slice/front.service")
                .in("/srv/front");
    }

    FixtureProcess java(String jar) {
        return started(List.of("-jar", jar));
    }

    FixtureProcess started(List<String> arguments) {
        return FixtureProcess.of(host, 700)
                .runs(JAVA, Stream.concat(Stream.of(JAVA), arguments.stream()).toArray(String[]::new))
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    /** What is told of a service once its files are older than its process. */
    RecordedSection about(String service) throws Exception {
        age(host.location().resolve("root/srv"));
        return RecordingRecorder.of(new DependencyProbe(), FixtureServices.foundOn(host))
                .about(service);
    }

    /** Makes everything older than any process, except what was made younger on purpose. */
    static void age(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            for (Path each : all.toList()) {
                if (Files.isRegularFile(each)
                        && !Files.getLastModifiedTime(each).toInstant().equals(YOUNG)) {
                    Files.setLastModifiedTime(each, FileTime.from(Instant.ofEpochSecond(BOOT - 1000)));
                }
            }
        }
    }

    void young(String path) throws IOException {
        Files.setLastModifiedTime(host.location().resolve("root" + path), FileTime.from(YOUNG));
    }

    Jar artefact() {
        return Jar.of("com.acme:shop-web", "1.4.2")
                .manifest(
                        "Main-Class: org.springframework.boot.loader.JarLauncher",
                        "Spring-Boot-Classes: BOOT-INF/classes/")
                .with("BOOT-INF/classes/application.yml", "server.port: 8080\n" + LONG)
                .with("BOOT-INF/classes/a/B.class", "class B")
                .with("BOOT-INF/lib/a-1.jar", Jar.of("g:a", "1").bytes());
    }

    RecordedSection withArtefact(String name, byte[] jar) throws Exception {
        started(name);
        host.file("/srv/shop/shop-web.jar", jar);
        java("shop-web.jar").add();
        return about("shop-web");
    }

    static List<String> files(RecordedSection section) {
        return section.paths().stream()
                .filter(path -> path.startsWith("file["))
                .map(path -> path.replace("%2F", "/"))
                .toList();
    }

    /** Lines that only one of the two has. */
    static List<String> changed(RecordedSection before, RecordedSection after) {
        List<String> changed = new ArrayList<>();
        for (String path : before.paths()) {
            if (!after.paths().contains(path) || !shown(before, path).equals(shown(after, path))) {
                changed.add(path);
            }
        }
        after.paths().stream().filter(path -> !before.paths().contains(path)).forEach(changed::add);
        return changed;
    }

    static String shown(RecordedSection section, String path) {
        List<String> shown = new ArrayList<>();
        for (var each : section.observed(path)) {
            shown.add(
                    each instanceof Observed.Content content
                            ? new String(content.bytes(), StandardCharsets.ISO_8859_1)
                            : each.toString());
        }
        return String.join(",", shown);
    }
}
