package dev.leeway.samples.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.FreshSystem;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A container made of a real distribution's root tells the packages that its own package manager tells, and so does its image. */
@ResourceLock(Shared.ENGINE)
@Order(Shared.EARLY + 6)
class DebianRootIT {
    private static final String BASE = "debian-root-it-base:1";
    private static final String IMAGE = "debian-root-it:1";
    private static final String SERVICE = "debian-root-it";
    private static final String BUILD = """
            FROM debian-root-it-base:1
            COPY java /opt/java
            COPY shop.jar /opt/shop/debian-root-it-1.4.2.jar
            WORKDIR /opt/shop
            ENV SERVER_PORT=8080
            CMD ["/opt/java/bin/java", "-Xmx32m", "-jar", "/opt/shop/debian-root-it-1.4.2.jar"]
            """;
    private static final Pattern VERSION = Pattern.compile("deb\\[(.+)]/version");

    @TempDir
    static Path scratch;

    private static Optional<Docker> docker = Optional.empty();

    @BeforeAll
    static void startIt() throws Exception {
        Needs.root("looking into containers");
        Docker engine = Docker.open(scratch);
        docker = Optional.of(engine);
        try (Chamber chamber = Chamber.open()) {
            engine.imported(BASE, FreshSystem.in(chamber, scratch));
        }
        Path context = Files.createDirectories(scratch.resolve("context"));
        String java = LinkedJava.home(scratch).toString();
        Ran copied =
                Program.of("cp", "-a", java, context.resolve("java").toString()).run(scratch);
        assertThat(copied.exit()).as(copied.err()).isZero();
        ShopJar.build(context, "shop.jar");
        Files.writeString(context.resolve("Dockerfile"), BUILD);
        engine.built(IMAGE, context);
        engine.started(SERVICE, IMAGE);
    }

    @AfterAll
    static void remove() throws Exception {
        if (docker.isPresent()) {
            docker.get().remove();
        }
    }

    @Test
    void tellsThePackagesThatTheirOwnManagerTells() throws Exception {
        String said = docker.orElseThrow()
                .said("exec", SERVICE, "dpkg-query", "--show", "--showformat", "${binary:Package} ${Version}\\n");
        SortedMap<String, String> asked = new TreeMap<>();
        said.lines().map(line -> line.split(" ", 2)).forEach(words -> asked.put(words[0].split(":", 2)[0], words[1]));

        SortedMap<String, String> told = new TreeMap<>();
        section(running(), "package").facts().forEach((path, value) -> {
            Matcher version = VERSION.matcher(path);
            if (version.matches() && value instanceof Value.Version known) {
                told.put(version.group(1), known.version());
            }
        });

        assertThat(told).isEqualTo(asked).hasSizeGreaterThan(50).containsKeys("libc6", "dpkg", "libstdc++6");
    }

    @Tag("thorough")
    @Test
    void tellsOfTheSavedImageWhatItTellsOfTheContainer() throws Exception {
        Path saved = scratch.resolve("saved.tar");
        docker.orElseThrow().said("save", "--output", saved.toString(), IMAGE);
        Taken running = running();
        Taken image = Taken.with(
                Program.agent(),
                scratch,
                "--image",
                saved.toString(),
                "--service",
                SERVICE,
                "--environment",
                "prod",
                "--only",
                "package,jdk,dependency");

        for (String probe : new String[] {"package", "jdk", "dependency"}) {
            assertThat(section(image, probe).facts())
                    .as(probe)
                    .isEqualTo(section(running, probe).facts());
            assertThat(section(image, probe).id())
                    .as(probe)
                    .isEqualTo(section(running, probe).id());
            assertThat(section(image, probe).facts().size()).as(probe).isPositive();
        }
    }

    private static Taken running() throws IOException, InterruptedException {
        return Taken.with(Program.agent(), scratch, "--environment", "prod", "--only", "package,jdk,dependency");
    }

    private static Section section(Taken taken, String probe) {
        return Optional.ofNullable(taken.snapshot().sections().get(SectionKey.of(probe, SERVICE)))
                .orElseThrow();
    }
}
