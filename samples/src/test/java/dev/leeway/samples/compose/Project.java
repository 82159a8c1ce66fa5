package dev.leeway.samples.compose;

import dev.leeway.samples.image.Docker;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of one service, as its files have it at the moment. */
final class Project {
    static final String SERVICE = "compose-it-web";
    private static final String IMAGE = SERVICE + ":1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final Docker docker;
    private final Path scratch;
    private final Path directory;

    private Project(Docker docker, Path scratch, Path directory) {
        this.docker = docker;
        this.scratch = scratch;
        this.directory = directory;
    }

    /** With nothing changed; skips the test where something it takes is not there. */
    static Project in(Path scratch) throws IOException, InterruptedException {
        Needs.root("looking into containers");
        Needs.command("docker-compose");
        Needs.met(Files.isExecutable(BUSYBOX), "needs " + BUSYBOX);
        Docker docker = Docker.open(scratch);
        // A directory whose name looks as if somebody made it up at random leaves as a secret, and the files in it with
        // it.
        Path directory = Path.of("/var/tmp", "compose-it-shop");
        Project project = new Project(docker, scratch, Files.createDirectories(directory));
        project.write("256m", "18861", "LOG_LEVEL=info\nPAYMENT_TIMEOUT=30s\n");
        project.tag("first");
        return project;
    }

    /** Writes the files anew. */
    void write(String memory, String port, String variables) throws IOException {
        Files.writeString(directory.resolve("web.env"), variables);
        Files.writeString(directory.resolve(".env"), "SERVER_PORT=8080\n");
        Files.writeString(directory.resolve("docker-compose.yml"), """
                version: "3.8"
                services:
                  %s:
                    image: %s
                    command: [/bin/busybox, sleep, "3600"]
                    env_file: [web.env]
                    environment:
                      SERVER_PORT: "${SERVER_PORT:-80}"
                    ports: ["%s:8080"]
                    mem_limit: %s
                """.formatted(SERVICE, IMAGE, port, memory));
    }

    /** Points the tag to an image with that content. */
    void tag(String content) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory(scratch, "image");
        Files.createDirectories(root.resolve("bin"));
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        Files.writeString(root.resolve("content"), content);
        docker.imported(IMAGE, root);
    }

    /** Brings it up, what was changed made anew. */
    void up() throws IOException, InterruptedException {
        compose("up", "--detach", "--timeout", "0");
    }

    private void compose(String... arguments) throws IOException, InterruptedException {
        String file = directory.resolve("docker-compose.yml").toString();
        Ran ran = Program.of("docker-compose", "--file", file).run(scratch, arguments);
        if (ran.exit() != 0) {
            throw new IOException("docker-compose said: " + ran.err());
        }
    }

    /** Removes all that it made. */
    void remove() throws IOException, InterruptedException {
        compose("down", "--timeout", "0");
        docker.remove();
    }
}
