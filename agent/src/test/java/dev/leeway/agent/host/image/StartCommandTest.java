package dev.leeway.agent.host.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCommandTest {
    @TempDir
    private Path directory;

    private FixtureHost image = FixtureHost.in(Path.of("unused"));

    @BeforeEach
    void makeImage() {
        image = FixtureHost.in(directory)
                .file("/usr/lib/jvm/17/bin/java", "\u007fELF")
                .link("/usr/bin/java", "../lib/jvm/17/bin/java")
                .file("/usr/bin/python3.11", "\u007fELF")
                .link("/usr/bin/python3", "python3.11")
                .file("/usr/bin/dash", "\u007fELF")
                .link("/bin/sh", "../usr/bin/dash")
                .file("/usr/bin/env", "\u007fELF")
                .file("/sbin/tini", "\u007fELF")
                .file("/usr/sbin/gosu", "\u007fELF")
                .file("/etc/passwd", "root:x:0:0::/:/bin/sh\napp:x:1001:1001::/:/bin/sh\n");
    }

    private Optional<HostProcess> started(List<String> entrypoint, String... command) {
        return started("/opt/app", "", Map.of(), entrypoint, command);
    }

    private Optional<HostProcess> started(
            String workingDirectory,
            String user,
            Map<String, String> variables,
            List<String> entrypoint,
            String... command) {
        ImageConfig config = new ImageConfig(
                user,
                workingDirectory,
                entrypoint,
                List.of(command),
                new TreeMap<>(variables),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new StartCommand(image.files(), config).process(0);
    }

    private static void assertRuns(Optional<HostProcess> process, String executable, String... arguments) {
        assertThat(process.flatMap(HostProcess::executable)).contains(executable);
        assertThat(process.orElseThrow().arguments()).containsExactly(arguments);
    }

    @Test
    void findsTheProgramOnThePathAndFollowsLinks() {
        assertRuns(started(List.of("java"), "-jar", "app.jar"), "/usr/lib/jvm/17/bin/java", "java", "-jar", "app.jar");
        assertThat(started(List.of("java")).orElseThrow().workingDirectory()).contains("/opt/app");
    }

    @Test
    void looksWhereThePathOfTheImageSays() {
        image.file("/opt/bin/serve", "\u007fELF");

        assertRuns(started("", "", Map.of("PATH", "/opt/bin"), List.of(), "serve"), "/opt/bin/serve", "serve");
        assertThat(started(List.of(), "serve")).isEmpty();
    }

    @Test
    void passesOverInitsAndThoseWhoChangeTheUser() {
        assertRuns(
                started(List.of("/sbin/tini", "-g", "--", "gosu", "app"), "java", "-version"),
                "/usr/lib/jvm/17/bin/java",
                "java",
                "-version");
        assertRuns(started(List.of("env", "A=1", "java")), "/usr/lib/jvm/17/bin/java", "java");
    }

    @Test
    void runsScriptsByTheirInterpreter() {
        image.file("/opt/app/serve", "#!/usr/bin/env python3\n").file("/opt/app/other", "#!/usr/bin/python3 -u\n");

        assertRuns(
                started(List.of("./serve"), "--port", "80"),
                "/usr/bin/python3.11",
                "python3",
                "/opt/app/./serve",
                "--port",
                "80");
        assertRuns(
                started(List.of("/opt/app/other")), "/usr/bin/python3.11", "/usr/bin/python3", "-u", "/opt/app/other");
    }

    @Test
    void readsTheCommandOfAShell() {
        assertRuns(
                started(List.of("/bin/sh", "-c"), "cd /srv && exec java -Dx='a b' -jar app.jar"),
                "/usr/lib/jvm/17/bin/java",
                "java",
                "-Dx=a b",
                "-jar",
                "app.jar");
    }

    @Test
    void readsHowAnEntrypointGoesOn() {
        image.file("/entry.sh", """
                #!/bin/sh
                set -e
                # exec nothing
                if [ -n "$WAIT" ]; then
                  exec java -cp wait.jar Wait
                fi
                exec gosu app "$@"
                """);

        assertRuns(
                started(List.of("/entry.sh"), "java", "-jar", "app.jar"),
                "/usr/lib/jvm/17/bin/java",
                "java",
                "-jar",
                "app.jar");
    }

    @Test
    void putsInWhatVariablesOfTheImageSay() {
        image.file(
                "/entry.sh", "#!/bin/sh\nexec java $OPTS \"-Dname=${NAME:-shop}\" -jar \"$HOME_DIR/app.jar\" \"$@\"\n");

        assertRuns(
                started("/", "", Map.of("OPTS", "-Xmx1g -Xms1g", "HOME_DIR", "/opt"), List.of("/entry.sh"), "serve"),
                "/usr/lib/jvm/17/bin/java",
                "java",
                "-Xmx1g",
                "-Xms1g",
                "-Dname=shop",
                "-jar",
                "/opt/app.jar",
                "serve");
    }

    @Test
    void takesTheLastLineOfAScriptThatStays() {
        image.file("/entry.sh", "#!/bin/sh\npython3 migrate.py\npython3 -m shop \\\n  --port 80 2>&1\n");

        assertRuns(started(List.of("/entry.sh")), "/usr/bin/python3.11", "python3", "-m", "shop", "--port", "80");
    }

    @Test
    void tellsNothingWhereOnlyAShellCouldTell() {
        image.file("/sub.sh", "#!/bin/sh\nexec $(cat /run/command)\n")
                .file("/loop.sh", "#!/bin/sh\nwhile true; do java -jar a.jar; done\n")
                .file("/again.sh", "#!/bin/sh\nexec /again.sh\n");

        assertThat(started(List.of("/sub.sh"))).isEmpty();
        assertThat(started(List.of("/loop.sh"))).isEmpty();
        assertThat(started(List.of("/again.sh"))).isEmpty();
        assertThat(started(List.of("sh"))).isEmpty();
        assertThat(started(List.of("sh", "-c"), "java -jar a.jar | tee log")).isEmpty();
        assertThat(started(List.of("none"))).isEmpty();
        assertThat(started(List.of())).isEmpty();
    }

    @Test
    void knowsTheUserByNameOrNumber() {
        assertThat(started("", "app:app", Map.of(), List.of("java"))
                        .orElseThrow()
                        .uid())
                .isEqualTo(1001);
        assertThat(started("", "70", Map.of(), List.of("java")).orElseThrow().uid())
                .isEqualTo(70);
        assertThat(started("", "", Map.of(), List.of("java")).orElseThrow().uid())
                .isZero();
    }
}
