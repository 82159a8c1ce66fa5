package dev.leeway.samples.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.image.ImageFile;
import dev.leeway.agent.host.image.OpenImage;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An image saved to a file tells the facts that its running container tells, and its layers make the tree that the engine makes. */
@ResourceLock(Shared.ENGINE)
@Order(Shared.EARLY + 8)
class ImageVersusContainerIT {
    private static final String BASE = "images-it-base:1";
    private static final String WEB = "images-it-web:1";
    private static final String WORKER = "images-it-worker:1";
    private static final String BUILD_WEB = """
            FROM images-it-base:1
            COPY entry.sh /entry.sh
            RUN mkdir -p /data/old /o /dir && echo 1 >/data/old/f && echo 1 >/data/gone && ln -s /data/old /data/link \
                && echo x >/o/x && echo f >/swap && echo y >/dir/y
            RUN rm /data/gone && rm -rf /data/old && mkdir /data/old && echo n >/data/old/new && rm -rf /o && mkdir /o \
                && echo z >/o/z && rm /swap && mkdir /swap && echo in >/swap/in && rm -rf /dir && echo now >/dir \
                && ln /etc/os-release /etc/hard && rm /data/link && mkdir /data/link
            RUN rm -rf /swap && echo file >/swap && rm /dir && mkdir /dir && echo again >/dir/z
            ENV SERVER_PORT=8080
            WORKDIR /opt/shop
            ENTRYPOINT ["/entry.sh"]
            CMD ["java", "-Xmx32m", "-jar", "/opt/shop/images-shop-web-1.4.2.jar"]
            """;
    private static final String BUILD_WORKER = """
            FROM images-it-base:1
            COPY images_shop_worker /opt/shop/images_shop_worker
            COPY requirements.txt /opt/shop/requirements.txt
            WORKDIR /opt/shop
            USER shop
            CMD ["python3", "-m", "images_shop_worker"]
            """;

    /** What engines put into every container. */
    private static final Pattern ENGINES_OWN =
            Pattern.compile("(?:dev|proc|sys)(?:/.*)?|\\.dockerenv|etc/(?:hosts|hostname|resolv\\.conf|mtab)");

    @TempDir
    static Path scratch;

    private static final Map<String, Taken> TAKEN = new HashMap<>();

    private static Optional<Docker> docker = Optional.empty();
    private static Path saved = Path.of("unused");

    @BeforeAll
    static void startContainers() throws Exception {
        Needs.root("looking into containers");
        Docker engine = Docker.open(scratch);
        docker = Optional.of(engine);
        engine.imported(BASE, SmallRoot.path(scratch));
        Path web = Files.createDirectories(scratch.resolve("web"));
        Files.writeString(web.resolve("Dockerfile"), BUILD_WEB);
        Path entry = Files.writeString(web.resolve("entry.sh"), "#!/bin/sh\nset -e\nexec \"$@\"\n");
        assertThat(entry.toFile().setExecutable(true, false)).isTrue();
        Path worker = Files.createDirectories(scratch.resolve("worker"));
        Path module = Files.createDirectories(worker.resolve("images_shop_worker"));
        Files.writeString(module.resolve("__init__.py"), "");
        Files.writeString(module.resolve("__main__.py"), "import time\nwhile True:\n    time.sleep(60)\n");
        Files.writeString(worker.resolve("requirements.txt"), "shop-tools==1.2.4\n");
        Files.writeString(worker.resolve("Dockerfile"), BUILD_WORKER);
        engine.built(WEB, web);
        engine.built(WORKER, worker);
        engine.started("images-shop-web", WEB);
        engine.started("images_shop_worker", WORKER);
        saved = scratch.resolve("both.tar");
        engine.said("save", "--output", saved.toString(), WEB, WORKER);
    }

    @AfterAll
    static void remove() throws Exception {
        if (docker.isPresent()) {
            docker.get().remove();
        }
    }

    @Test
    void tellsOfTheFileWhatItTellsOfTheContainer() throws Exception {
        Taken running = running();
        for (String image : List.of(WEB, WORKER)) {
            String service = serviceOf(running, image.equals(WEB) ? "web" : "worker");
            Taken file = image(image, service);
            for (String probe : List.of("package", "jdk", "dependency")) {
                Section told = section(file, probe, service);
                Section seen = section(running, probe, service);
                assertThat(lines(told))
                        .as(probe + " of " + image)
                        .isEqualTo(lines(seen))
                        .isNotEmpty();
                assertThat(told.id()).isEqualTo(seen.id());
            }
        }
    }

    @Tag("thorough")
    @Test
    void tellsThroughTheEngineWhatItTellsThroughTheKernel() throws Exception {
        Taken entered = running();
        Taken handed = Taken.with(
                Nobody.ofTheEngine(scratch),
                scratch,
                Nobody.home(scratch),
                "--config",
                patient().toString(),
                "--environment",
                "prod",
                "--only",
                "package,jdk,dependency");

        for (String image : List.of(WEB, WORKER)) {
            String service = serviceOf(entered, image.equals(WEB) ? "web" : "worker");
            for (String probe : List.of("package", "jdk", "dependency")) {
                Section told = section(handed, probe, service);
                Section seen = section(entered, probe, service);
                assertThat(lines(told))
                        .as(probe + " of " + image)
                        .isEqualTo(lines(seen))
                        .isNotEmpty();
                assertThat(told.id()).isEqualTo(seen.id());
            }
        }
    }

    /** What goes through the engine is slow where others work too; what is told is under test here, and not how fast. */
    private static Path patient() throws IOException {
        return Files.writeString(scratch.resolve("patient.yaml"), "probes: {time: 100s}\n");
    }

    @Test
    void meetsTheRunningContainerInAComparison() throws Exception {
        Taken running = running();
        String service = serviceOf(running, "web");
        Taken file = image(WEB, service);

        Compared compared = Compared.of(scratch, file.file(), running.file());

        // Of what else runs in production the image knows nothing.
        assertThat(compared.drifts().keySet()).noneMatch(address -> address.contains("[" + service + "]"));
        assertThat(file.snapshot().host().kind()).isEqualTo(HostKind.TREE);
        assertThat(Optional.ofNullable(file.snapshot().sections().get(SectionKey.of("os")))
                        .map(Section::outcome))
                .contains(Outcome.NOT_REQUESTED);
    }

    @Test
    void mergesLayersIntoTheTreeThatTheEngineMakes() throws Exception {
        SortedMap<String, String> merged = new TreeMap<>();
        try (OpenImage image = ImageFile.open(ImageFile.Wanted.of(saved + "#" + WEB, Optional.empty()))) {
            walk(image.files(), "", merged);
        }
        Path export = scratch.resolve("export.tar");
        docker.orElseThrow().said("export", "--output", export.toString(), "images-shop-web");

        assertThat(merged).isEqualTo(exported(export)).hasSizeGreaterThan(500);
        assertThat(merged)
                .containsKeys("data/old/new", "swap", "dir/z", "etc/hard")
                .doesNotContainKeys("o/x", "data/gone");
    }

    @Test
    void namesTheImagesToChooseFrom() throws Exception {
        Ran ran = Program.agent().run(scratch, "snapshot", "--image", saved.toString(), "-o", "-");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("both.tar", WEB, WORKER);
    }

    /** The containers as they run, looked at once for all tests: nothing about them changes. */
    private static Taken running() throws IOException, InterruptedException {
        Taken known = TAKEN.get("prod");
        if (known == null) {
            known = Taken.with(Program.agent(), scratch, "--environment", "prod", "--only", "package,jdk,dependency");
            TAKEN.put("prod", known);
        }
        return known;
    }

    /** One of the saved images, looked at once as well. */
    private static Taken image(String image, String service) throws IOException, InterruptedException {
        Taken known = TAKEN.get(image);
        if (known == null) {
            known = Taken.with(
                    Program.agent(),
                    scratch,
                    "--image",
                    saved + "#" + image,
                    "--service",
                    service,
                    "--environment",
                    "staging",
                    "--only",
                    "package,jdk,dependency");
            TAKEN.put(image, known);
        }
        return known;
    }

    private static String serviceOf(Taken running, String part) {
        return running.snapshot().sections().keySet().stream()
                .filter(key -> key.probe().equals("dependency"))
                .flatMap(key -> key.subject().stream())
                .filter(name -> name.startsWith("images") && name.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static Section section(Taken taken, String probe, String service) {
        return Optional.ofNullable(taken.snapshot().sections().get(SectionKey.of(probe, service)))
                .orElseThrow();
    }

    private static List<String> lines(Section section) {
        List<String> lines = new ArrayList<>();
        section.facts().forEach((path, value) -> lines.add(path + " = " + value.display()));
        section.uncovered().forEach(gap -> lines.add(gap.pattern().text() + ": " + gap.reason()));
        lines.add(section.outcome().text());
        return lines;
    }

    private static void walk(HostFiles files, String directory, SortedMap<String, String> into)
            throws HostAccessException {
        for (String name : files.list("/" + directory, 100_000)) {
            String path = directory.isEmpty() ? name : directory + "/" + name;
            if (ENGINES_OWN.matcher(path).matches()) {
                continue;
            }
            FileStat stat = files.statLink("/" + path).orElseThrow();
            into.put(
                    path,
                    line(
                            stat.type(),
                            stat.size(),
                            stat.mode(),
                            files.readLink("/" + path).orElse("")));
            if (stat.type() == FileStat.Type.DIRECTORY) {
                walk(files, path, into);
            }
        }
    }

    private static SortedMap<String, String> exported(Path export) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(export));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("/$", "");
                // What the program wrote since it started is the container's own.
                boolean written = path.startsWith("tmp/hsperfdata_");
                if (!written && !ENGINES_OWN.matcher(path).matches()) {
                    found.put(path, line(type(entry), entry.getSize(), entry.getMode() & 07777, entry.getLinkName()));
                }
            }
        }
        // Hard links are told by the file that came first.
        found.replaceAll((path, line) -> line.startsWith("same as ") ? found.get(line.substring(8)) : line);
        return found;
    }

    private static String line(FileStat.Type type, long size, int mode, String link) {
        return switch (type) {
            case FILE -> "file " + size + " " + Integer.toOctalString(mode);
            case DIRECTORY -> "directory " + Integer.toOctalString(mode);
            case LINK -> "link " + link;
            case OTHER -> link.isEmpty() ? "other" : "same as " + link;
        };
    }

    private static FileStat.Type type(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return FileStat.Type.DIRECTORY;
        }
        if (entry.isSymbolicLink()) {
            return FileStat.Type.LINK;
        }
        return entry.isLink() || !entry.isFile() ? FileStat.Type.OTHER : FileStat.Type.FILE;
    }
}
