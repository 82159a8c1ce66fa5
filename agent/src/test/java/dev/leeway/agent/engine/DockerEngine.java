package dev.leeway.agent.engine;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Docker engine of this machine, for one test: what the test makes bears a name of its own and is removed at its end.
 *
 * <p>Images are built of nothing but a static busybox, so no registry is needed. Containers get no network but where a test asks for one,
 * for some engines have none.
 */
public final class DockerEngine implements AutoCloseable {
    private static final int DOWN_ATTEMPTS = 10;
    private static final String BUSYBOX = "/bin/busybox";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String prefix;
    private final List<String> images = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<Path> projects = new ArrayList<>();

    private DockerEngine(String prefix) {
        this.prefix = prefix;
    }

    /** The engine; without one, or without a static busybox, the test is skipped, or fails where all engines are required. */
    public static DockerEngine require() throws InterruptedException {
        Program.require("docker", "the package docker.io");
        require(Files.isExecutable(Path.of(BUSYBOX)), "no " + BUSYBOX + "; it comes with the package busybox-static");
        boolean answers;
        try {
            answers = !Program.answer(List.of("docker", "version", "--format", "{{.Server.Version}}"))
                    .isBlank();
        } catch (IOException e) {
            answers = false;
        }
        require(answers, "no Docker engine answers; start one, or name it in DOCKER_HOST");
        return new DockerEngine("leeway-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet() + "-");
    }

    private static void require(boolean met, String reason) {
        if (!met && "all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
            fail(reason);
        }
        if (!met) {
            abort(reason);
        }
    }

    /** Skips the test where there is no {@code docker-compose}. */
    public void requireCompose() {
        Program.require("docker-compose", "the package docker-compose");
    }

    /** A name that nothing else on this engine has. */
    public String name(String name) {
        return prefix + name;
    }

    /**
     * An image that holds a busybox and {@code content}.
     *
     * @param tag {@code shop-web:1.2}; the prefix of this test comes before it
     * @param content of its one file besides, so that another content makes another image
     * @param changes instructions of a Dockerfile: {@code ENV A=b}
     * @return its whole name
     */
    public String image(String tag, String content, String... changes) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("image");
        Files.createDirectories(root.resolve("bin"));
        Files.copy(Path.of(BUSYBOX), root.resolve("bin/busybox"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Files.writeString(root.resolve("content"), content);
        Path tar = Files.createTempFile("image", ".tar");
        Program.answer(List.of("tar", "-C", root.toString(), "-cf", tar.toString(), "."));
        List<String> command = new ArrayList<>(List.of("docker", "import"));
        for (String change : changes) {
            command.addAll(List.of("-c", change));
        }
        String whole = name(tag);
        command.addAll(List.of(tar.toString(), whole));
        Program.answer(command);
        Files.delete(tar);
        images.add(whole);
        return whole;
    }

    /** An image that a Dockerfile makes, given as lines. */
    public String build(String tag, String... lines) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("build");
        Files.write(directory.resolve("Dockerfile"), List.of(lines));
        String whole = name(tag);
        Program.answer(List.of("env", "DOCKER_BUILDKIT=0", "docker", "build", "-q", "-t", whole, directory.toString()));
        images.add(whole);
        return whole;
    }

    /** Runs a container of that name in the background. */
    public String run(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "run", "-d", "--name", name(name)));
        command.addAll(List.of(options));
        return Program.answer(command).strip();
    }

    /** What the client answers. */
    public String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Program.answer(command);
    }

    /** A volume of that name. */
    public String volume(String name) throws IOException, InterruptedException {
        docker("volume", "create", name(name));
        volumes.add(name(name));
        return name(name);
    }

    /** Brings a project up from a compose file; it goes with this engine. */
    public Path compose(String project, String file) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("compose").resolve(name(project));
        Files.createDirectories(directory);
        Path written = directory.resolve("docker-compose.yml");
        Files.writeString(written, file, StandardCharsets.UTF_8);
        projects.add(written);
        compose(written, "up", "-d");
        return written;
    }

    /** Tells the project of {@code file} to do something. */
    public void compose(Path file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker-compose", "-f", file.toString()));
        command.addAll(List.of(arguments));
        Program.answer(command);
    }

    /** Whether containers of this engine can be in a network of their own and publish ports. */
    public boolean hasNetworks() throws IOException, InterruptedException {
        return docker("network", "ls", "--format", "{{.Name}}").lines().anyMatch("bridge"::equals);
    }

    /** Removes whatever the test made. */
    @Override
    public void close() throws IOException {
        try {
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A container that the engine starts anew meanwhile keeps hold of its network for a moment. */
    private void down(Path project) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                compose(project, "down", "-v", "-t", "0");
                return;
            } catch (IOException e) {
                if (attempt == DOWN_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private void remove() throws IOException, InterruptedException {
        for (Path project : projects) {
            down(project);
        }
        String left = docker("ps", "-aq", "--filter", "name=" + prefix);
        for (String id : left.lines().toList()) {
            docker("rm", "-f", "-v", id);
        }
        for (String volume : volumes) {
            docker("volume", "rm", "-f", volume);
        }
        for (String image : images) {
            Program.answer(List.of("sh", "-c", "docker rmi -f '" + image + "' >/dev/null 2>&1 || true"));
        }
    }
}
