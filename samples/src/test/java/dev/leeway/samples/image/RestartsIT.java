package dev.leeway.samples.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A project's containers are restarted and made anew, and every default probe tells the same of its services. */
@Tag("thorough")
@ResourceLock(Shared.ENGINE)
@Order(Shared.EARLY + 4)
class RestartsIT {
    private static final int SNAPSHOTS = Acceptance.rounds(20, 7);
    private static final String IMAGE = "restarts-it:1";
    private static final Set<String> SERVICES = Set.of("restarts-it-web", "restarts-it-worker");
    private static final String COMPOSE = """
            version: "2.4"
            services:
              restarts-it-web:
                image: restarts-it:1
                command: ["java", "-Xmx32m", "-jar", "/opt/shop/images-shop-web-1.4.2.jar"]
                working_dir: /srv/app
                environment: {SERVER_PORT: "8080", LOG_LEVEL: info, DB_PASSWORD: 9f8e7d6c5b4a39281706}
                volumes: ["./app:/srv/app"]
                ports: ["127.0.0.1::8080"]
              restarts-it-worker:
                image: restarts-it:1
                command: ["python3", "/srv/app/worker.py"]
                working_dir: /srv/app
                environment: {WEB_URL: "http://restarts-it-web:8080/", PYTHONUNBUFFERED: "1"}
                volumes: ["./app:/srv/app"]
            """;
    private static final String WORKER = """
            import os, time, urllib.request
            while True:
                try:
                    urllib.request.urlopen(os.environ["WEB_URL"], timeout=1).read()
                except OSError:
                    pass
                open("/tmp/beat", "w").write(str(time.time()))
                time.sleep(0.2)
            """;

    @TempDir
    static Path scratch;

    private static Optional<Docker> docker = Optional.empty();
    private static Path project = Path.of("unused");

    @BeforeAll
    static void startProject() throws Exception {
        Needs.root("looking into containers");
        Needs.command("docker-compose");
        Needs.command("git");
        Docker engine = Docker.open(scratch);
        docker = Optional.of(engine);
        engine.imported(IMAGE, SmallRoot.path(scratch));
        project = Files.createDirectories(scratch.resolve("restartsit"));
        Path app = Files.createDirectories(project.resolve("app"));
        Files.writeString(app.resolve("worker.py"), WORKER);
        Files.writeString(
                app.resolve("application.yml"), "server:\n  port: ${SERVER_PORT}\nspring.application.name: shop\n");
        Files.writeString(app.resolve(".env"), "GREETING=hello\nTOKEN=1234567890abcdef1234\n");
        Files.writeString(app.resolve("requirements.txt"), "shop-tools==1.2.4\n");
        Files.writeString(project.resolve("docker-compose.yml"), COMPOSE);
        said("git", "-C", app.toString(), "init", "-q");
        said("git", "-C", app.toString(), "add", ".");
        said(
                "git",
                "-C",
                app.toString(),
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.com",
                "commit",
                "-qm",
                "one");
        compose("up", "-d");
    }

    @AfterAll
    static void remove() throws Exception {
        if (Files.isDirectory(project)) {
            compose("down", "-v", "-t", "0");
        }
        if (docker.isPresent()) {
            docker.get().remove();
        }
    }

    @Test
    void tellsTheSameHoweverOftenContainersStart() throws Exception {
        SortedMap<String, String> first = Looks.at(SERVICES);
        assertThat(first)
                .containsKeys(keys("package", "jdk", "dependency", "config", "network", "env", "process", "connection"))
                .containsKeys(keys("container", "image", "git"));

        for (int i = 1; i < SNAPSHOTS; i++) {
            switch (i % 3) {
                case 0 -> compose("up", "-d", "--force-recreate", "-t", "0", "restarts-it-worker");
                case 1 -> compose("restart", "-t", "0", "restarts-it-web");
                default -> compose("restart", "-t", "0");
            }
            SortedMap<String, String> next = Looks.at(SERVICES);
            assertThat(differences(first, next)).as("snapshot " + i).isEmpty();
        }
    }

    private static String[] keys(String... probes) {
        return Stream.of(probes)
                .flatMap(probe -> SERVICES.stream().map(service -> probe + "[" + service + "]"))
                .toArray(String[]::new);
    }

    private static List<String> differences(SortedMap<String, String> one, SortedMap<String, String> other) {
        List<String> found = new ArrayList<>();
        Set<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        for (String each : all) {
            if (!Objects.equals(one.get(each), other.get(each))) {
                found.add(each + ": " + one.get(each) + ", then " + other.get(each));
            }
        }
        return found;
    }

    private static void compose(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "docker-compose", "-f", project.resolve("docker-compose.yml").toString()));
        command.addAll(List.of(arguments));
        said(command.toArray(String[]::new));
    }

    private static void said(String... command) throws IOException, InterruptedException {
        Ran ran = Program.of(command).run(scratch);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }
}
