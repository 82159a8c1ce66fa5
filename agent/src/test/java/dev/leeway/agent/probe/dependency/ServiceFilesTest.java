package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.host.process.ProcessTable;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Service;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFilesTest {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";
    private static final String LONG = "x".repeat(300);
    /** When the fixture's kernel booted; its services start some seconds later. */
    private static final long BOOT = 1_700_000_000L;

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void begin() {
        started("first");
    }

    private FixtureHost started(String name) {
        host = FixtureHost.in(directory.resolve(name));
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1\nbtime " + BOOT + "\n");
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .in("/opt/x")
                .add();
        return host;
    }

    private FixtureProcess node() {
        return FixtureProcess.of(host, 720)
                .runs("/opt/node/bin/node", "/opt/node/bin/node", "server.js")
                .cgroup("/system.slice/front.service")
                .in("/srv/front");
    }

    private FixtureProcess java(String jar) {
        return FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "-jar", jar)
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    private RecordedSection about(String service) throws Exception {
        age(host.location().resolve("root/srv"));
        List<Service> services =
                new LiveProcesses(host.files(), host.proc(), process -> host.files(), List.of()).services();
        services.forEach(host::service);
        ProcessTable.read(host.proc()).stream()
                .filter(process ->
                        services.stream().noneMatch(each -> each.processes().contains(process)))
                .forEach(host::process);
        return RecordingRecorder.of(new DependencyProbe(), host).about(service);
    }

    /** Makes everything older than any process, except what was made younger on purpose. */
    private static void age(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            for (Path each : all.toList()) {
                if (Files.isRegularFile(each)
                        && !Files.getLastModifiedTime(each).toInstant().equals(YOUNG)) {
                    Files.setLastModifiedTime(each, FileTime.from(Instant.ofEpochSecond(BOOT - 1000)));
                }
            }
        }
    }

    private static final Instant YOUNG = Instant.ofEpochSecond(BOOT + 3000);

    private void young(String path) throws IOException {
        Files.setLastModifiedTime(host.location().resolve("root" + path), FileTime.from(YOUNG));
    }

    private static List<String> files(RecordedSection section) {
        return section.paths().stream()
                .filter(path -> path.startsWith("file["))
                .map(path -> path.replace("%2F", "/"))
                .toList();
    }

    /** Lines that only one of the two has. */
    private static List<String> changed(RecordedSection before, RecordedSection after) {
        List<String> changed = new ArrayList<>();
        for (String path : before.paths()) {
            if (!after.paths().contains(path) || !shown(before, path).equals(shown(after, path))) {
                changed.add(path);
            }
        }
        after.paths().stream().filter(path -> !before.paths().contains(path)).forEach(changed::add);
        return changed;
    }

    private static String shown(RecordedSection section, String path) {
        List<String> shown = new ArrayList<>();
        for (var each : section.observed(path)) {
            shown.add(
                    each instanceof Observed.Content content
                            ? new String(content.bytes(), StandardCharsets.ISO_8859_1)
                            : each.toString());
        }
        return String.join(",", shown);
    }

    @Test
    void tellsLooseFilesButNotWhatOtherFactsTellOrTheServiceWrites() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/views/index.html", LONG)
                .file("/srv/front/small.txt", "abc")
                .file("/srv/front/node_modules/x/index.js", LONG)
                .file("/srv/front/node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")
                .file("/srv/front/venv/pyvenv.cfg", "home = /usr/bin\n")
                .file("/srv/front/venv/bin/activate", LONG)
                .file("/srv/front/logs/a.txt", LONG)
                .file("/srv/front/app.log", LONG)
                .file("/srv/front/app.pid", "1")
                .file("/srv/front/state.sqlite", LONG)
                .file("/srv/front/lib/a-1.jar", Jar.of("g:a", "1").bytes());
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front))
                .containsExactly(
                        "file[server.js]/content",
                        "file[server.js]/size",
                        "file[small.txt]/content",
                        "file[views/index.html]/content",
                        "file[views/index.html]/size");
        assertThat(front.shown("file[server.js]/size")).contains("300 B");
        assertThat(front.uncovered()).noneMatch(each -> each.matches("(file|stray).*"));
    }

    @Test
    void namesFilesAlikeInEveryRelease() throws Exception {
        for (String version : List.of("1.4.2", "1.5.0")) {
            started(version);
            host.file("/srv/front/server.js", LONG)
                    .file("/srv/front/vendor/lib-" + version + "/a.txt", LONG)
                    .file("/srv/front/vendor/" + version + "/b.txt", LONG)
                    .file("/srv/front/static/main." + (version.equals("1.5.0") ? "9f8e7d6c" : "3f2a1b9c") + ".js", LONG)
                    .file("/srv/front/static/app-" + version + ".min.css", LONG);
            node().add();
            assertThat(files(about("front")))
                    .filteredOn(path -> path.endsWith("/content"))
                    .containsExactly(
                            "file[server.js]/content",
                            "file[static/app.min.css]/content",
                            "file[static/main.%7Bhash%7D.js]/content",
                            "file[vendor/%7Bversion%7D/b.txt]/content",
                            "file[vendor/lib/a.txt]/content");
        }
    }

    @Test
    void oneChangedLooseFileChangesOneFactAndOtherLineEndsNone() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG + "\n" + LONG).file("/srv/front/b.txt", "one\r\ntwo\r\n" + LONG);
        node().add();
        RecordedSection before = about("front");
        started("b");
        host.file("/srv/front/server.js", LONG + "\n" + LONG.replace('x', 'y'))
                .file("/srv/front/b.txt", "one\ntwo\n" + LONG);
        node().add();
        assertThat(changed(before, about("front"))).containsExactly("file[server.js]/content");
    }

    private Jar artefact() {
        return Jar.of("com.acme:shop-web", "1.4.2")
                .manifest(
                        "Main-Class: org.springframework.boot.loader.JarLauncher",
                        "Spring-Boot-Classes: BOOT-INF/classes/")
                .with("BOOT-INF/classes/application.yml", "server.port: 8080\n" + LONG)
                .with("BOOT-INF/classes/a/B.class", "class B")
                .with("BOOT-INF/lib/a-1.jar", Jar.of("g:a", "1").bytes());
    }

    @Test
    void tellsEntriesOfTheOwnArtefactAndOneChangedClassChangesOneFact() throws Exception {
        started("a");
        host.file("/srv/shop/shop-web-1.4.2.jar", artefact().bytes());
        java("shop-web-1.4.2.jar").add();
        RecordedSection before = about("shop-web");
        assertThat(files(before)).containsExactly("file[shop-web.jar!/BOOT-INF/classes/application.yml]/content");
        started("b");
        host.file(
                "/srv/shop/shop-web-1.4.2.jar",
                artefact().with("BOOT-INF/classes/a/B.class", "class C").bytes());
        java("shop-web-1.4.2.jar").add();
        assertThat(changed(before, about("shop-web"))).containsExactly("maven[com.acme:shop-web]/content");
    }

    @Test
    void anotherSettingInTheOwnArtefactChangesItsKeyedFactAlone() throws Exception {
        started("a");
        host.file("/srv/shop/shop-web-1.4.2.jar", artefact().bytes());
        java("shop-web-1.4.2.jar").add();
        RecordedSection before = about("shop-web");
        started("b");
        host.file(
                "/srv/shop/shop-web-1.4.2.jar",
                artefact()
                        .with("BOOT-INF/classes/application.yml", "server.port: 8081\n" + LONG)
                        .bytes());
        java("shop-web-1.4.2.jar").add();
        assertThat(changed(before, about("shop-web")))
                .containsExactly("file[shop-web.jar!%2FBOOT-INF%2Fclasses%2Fapplication.yml]/content");
    }

    @Test
    void tellsAnUnpackedArtefactAsThePackedOneAndItsClassesAsOneFact() throws Exception {
        RecordedSection packed = unpacked("packed", "class B", true);
        RecordedSection before = unpacked("a", "class B", false);
        for (String path : List.of("maven[com.acme:shop-web]/version", "maven[g:a]/version", "maven[g:a]/content")) {
            assertThat(before.shown(path))
                    .as(path)
                    .isEqualTo(packed.shown(path))
                    .isPresent();
        }
        assertThat(before.evidence("maven[com.acme:shop-web]/version").orElse(""))
                .contains("shop/")
                .endsWith(" (pom.properties, exact), unpacked");
        assertThat(before.uncovered()).contains("maven[com.acme:shop-web]/content not a regular file");
        assertThat(changed(before, unpacked("b", "class C", false))).containsExactly("file[%7Bclasses%7D]/content");
    }

    private RecordedSection unpacked(String name, String content, boolean packed) throws Exception {
        started(name);
        Jar war = Jar.of("com.acme:shop-web", "1.4.2")
                .manifest("Implementation-Title: shop-web", "Implementation-Version: 1.4.2")
                .with("WEB-INF/web.xml", "<web-app/>")
                .with("WEB-INF/classes/a/B.class", content)
                .with("WEB-INF/lib/a-1.jar", Jar.of("g:a", "1").classes("x/Y").bytes());
        if (packed) {
            host.file("/srv/tomcat/webapps/shop.war", war.bytes());
        } else {
            war.entries().forEach((entry, bytes) -> host.file("/srv/tomcat/webapps/shop/" + entry, bytes));
        }
        host.file("/srv/tomcat/bin/bootstrap.jar", Jar.of().classes("Bootstrap").bytes());
        FixtureProcess.of(host, 700)
                .runs(
                        JAVA,
                        JAVA,
                        "-Dcatalina.base=/srv/tomcat",
                        "-cp",
                        "/srv/tomcat/bin/bootstrap.jar",
                        "org.apache.catalina.startup.Bootstrap",
                        "start")
                .cgroup("/system.slice/tomcat.service")
                .in("/opt/x")
                .add();
        return about("tomcat");
    }

    @Test
    void repackagingChangesNothing() throws Exception {
        started("a");
        host.file("/srv/shop/shop-web-1.4.2.jar", artefact().bytes());
        java("shop-web-1.4.2.jar").add();
        String before = about("shop-web").toString();
        started("b");
        host.file("/srv/shop/shop-web-1.4.2.jar", artefact().repacked());
        java("shop-web-1.4.2.jar").add();
        assertThat(about("shop-web")).hasToString(before);
    }

    @Test
    void recognisesWhatShouldNotBeThereByNameAndContent() throws Exception {
        started("a");
        String key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
        String certificate =
                "-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END CERTIFICATE-----\n";
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/.env", "DB_PASSWORD=hunter2\n")
                .file("/srv/front/.env.example", "DB_PASSWORD=\n")
                .file("/srv/front/static/main.3f2a1b9c.js.map", "{}")
                .file("/srv/front/tls/server.key", key)
                .file("/srv/front/tls/server.pem", certificate)
                .file("/srv/front/tls/truststore.jks", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0
                })
                .file("/srv/front/tls/own.jks", new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0})
                .file("/srv/front/server.js.bak", LONG)
                .file("/srv/front/db/init.sql", "CREATE TABLE a (b int);\n")
                .file("/srv/front/db/prod.sql", "-- MySQL dump 10.13\nINSERT INTO users VALUES (1)\n")
                .file("/srv/front/tests/a.json", "{}")
                .file("/srv/front/.git/HEAD", "ref: refs/heads/main\n");
        node().add();
        RecordedSection front = about("front");
        assertThat(front.shown("stray[environment-file]")).contains("{.env}");
        assertThat(front.shown("stray[source-map]")).contains("{static/main.{hash}.js.map}");
        assertThat(front.shown("stray[private-key]")).contains("{tls/server.key}");
        assertThat(front.shown("stray[keystore]")).contains("{tls/own.jks}");
        assertThat(front.shown("stray[backup]")).contains("{server.js.bak}");
        assertThat(front.shown("stray[database-dump]")).contains("{db/prod.sql}");
        assertThat(front.shown("stray[test-data]")).contains("{tests/}");
        assertThat(front.shown("stray[version-control]")).contains("{.git/}");
        assertThat(front.paths()).doesNotContain("file[.git%2FHEAD]/content");
        assertThat(front.toString()).doesNotContain("hunter2").doesNotContain("MIIEvQ");
    }

    @Test
    void recognisesStraysInsideTheArtefact() throws Exception {
        started("a");
        host.file(
                "/srv/shop/shop-web.jar",
                artefact()
                        .with("BOOT-INF/classes/static/app.js.map", "{}")
                        .with("BOOT-INF/classes/tls/a.pem", "-----BEGIN RSA PRIVATE KEY-----\nabc\n")
                        .with("BOOT-INF/classes/tls/b.pem", "-----BEGIN CERTIFICATE-----\nabc\n")
                        .bytes());
        java("shop-web.jar").add();
        RecordedSection web = about("shop-web");
        assertThat(web.shown("stray[source-map]")).contains("{shop-web.jar!/BOOT-INF/classes/static/app.js.map}");
        assertThat(web.shown("stray[private-key]")).contains("{shop-web.jar!/BOOT-INF/classes/tls/a.pem}");
    }

    @Test
    void leavesUnknownWhereTheServiceWrites() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/state/queue.json", LONG)
                .file("/srv/front/state/fixed.json", LONG)
                .file("/srv/front/open/out.txt", LONG);
        young("/srv/front/state/queue.json");
        node().add();
        host.procLink("/720/fd/7", "/srv/front/open/out.txt").procFile("/720/fdinfo/7", "pos:\t0\nflags:\t0100002\n");
        host.procLink("/720/fd/8", "/srv/front/server.js").procFile("/720/fdinfo/8", "pos:\t0\nflags:\t0100000\n");
        RecordedSection front = about("front");
        assertThat(files(front))
                .contains("file[server.js]/content", "file[state/fixed.json]/content")
                .noneMatch(path -> path.contains("queue") || path.contains("out.txt"));
        assertThat(front.uncovered()).containsExactly("file[open%2F*]/** in use", "file[state%2F*]/** in use");
    }

    @Test
    void tellsADirectoryOfVeryManyFilesAsOne() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG);
        for (int i = 0; i < 3_100; i++) {
            host.file("/srv/front/images/" + i + ".txt", "i");
        }
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front))
                .containsExactly(
                        "file[images/]/content",
                        "file[images/]/size",
                        "file[server.js]/content",
                        "file[server.js]/size");
        assertThat(front.uncovered()).containsExactly("file[images%2F*]/** limit");
    }

    @Test
    void saysWhatItMayNotReadAndSearchesWhereItWasTold() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/tls/server.key", LONG)
                .file("/srv/shared/logo.txt", LONG)
                .file("/srv/front/big/x.txt", LONG);
        host.refuse("/srv/front/tls/server.key", Kind.DENIED);
        host.dependencies(new DependencySettings(
                Optional.empty(),
                List.of("/srv/front/big"),
                new TreeMap<>(Map.of("front", List.of("/srv/shared"))),
                Map.of()));
        node().add();
        RecordedSection front = about("front");
        assertThat(front.uncovered()).contains("file[tls%2Fserver.key]/** permission", "stray[*] permission");
        assertThat(files(front))
                .contains("file[shared/logo.txt]/content")
                .noneMatch(path -> path.startsWith("file[big"));
    }

    private RecordedSection withArtefact(String name, byte[] jar) throws Exception {
        started(name);
        host.file("/srv/shop/shop-web.jar", jar);
        java("shop-web.jar").add();
        return about("shop-web");
    }

    @Test
    void judgesManyLargeEntriesWithoutKeepingThem() throws Exception {
        Jar jar = artefact();
        byte[] blank = new byte[1 << 20];
        for (int i = 0; i < 900; i++) {
            jar.with("BOOT-INF/classes/db/" + i + ".sql", blank);
        }
        byte[] dump = Arrays.copyOf("-- MySQL dump 10.13\n".getBytes(StandardCharsets.UTF_8), 3 << 20);
        RecordedSection web =
                withArtefact("a", jar.with("BOOT-INF/classes/db/z.sql", dump).bytes());
        assertThat(web.shown("stray[database-dump]")).contains("{shop-web.jar!/BOOT-INF/classes/db/z.sql}");
        assertThat(web.uncovered()).isEmpty();
    }

    @Test
    void tellsTheSameOfVeryManyEntriesInWhateverOrder() throws Exception {
        Jar jar = artefact().with(".env", "A=1\n");
        for (int i = 0; i < 3_100; i++) {
            jar.with("BOOT-INF/classes/x/" + i + ".txt", "x");
        }
        RecordedSection forth = withArtefact("a", jar.with("zz/.env", "A=1\n").bytes());
        RecordedSection back = withArtefact("b", jar.repacked());
        assertThat(forth.shown("stray[environment-file]"))
                .contains("{shop-web.jar!/.env, shop-web.jar!/zz/.env}")
                .isEqualTo(back.shown("stray[environment-file]"));
        assertThat(forth.uncovered()).containsExactly("file[shop-web.jar!%2F*]/** limit");
        assertThat(back).hasToString(forth.toString());
    }

    @Test
    void takesNoPackageForTestDataAndNoPackageForVersionControl() throws Exception {
        RecordedSection web = withArtefact(
                "a",
                artefact()
                        .with("BOOT-INF/classes/com/lab/test/messages.properties", "a=b")
                        .with("com/lab/cvs/tests/a.txt", "a")
                        .bytes());
        assertThat(web.paths()).noneMatch(path -> path.startsWith("stray["));
    }

    /** The front end, deployed before it started, by the user it runs as. */
    private RecordedSection exporting(String name, long startSeconds, String... written) throws Exception {
        started(name);
        host.file("/srv/front/server.js", LONG).file("/srv/front/export/README", LONG);
        for (String each : written) {
            host.file("/srv/front/" + each, "-- MySQL dump 10.13\n");
            young("/srv/front/" + each);
        }
        Path root = host.location().resolve("root/srv/front");
        Files.setLastModifiedTime(root, FileTime.from(Instant.ofEpochSecond(BOOT - 1000)));
        node().uid(((Number) Files.getAttribute(root, "unix:uid")).longValue())
                .startedAt(startSeconds * 100)
                .add();
        return about("front");
    }

    @Test
    void tellsTheSameWhateverTheServiceWritesAndWheneverItStarts() throws Exception {
        RecordedSection before = exporting("a", 20, "export/2026-11-20/alice@example.com/a.sql");
        String[] later = {
            "export/2026-11-20/alice@example.com/a.sql", "export/2026-11-21/bob@example.com/a.sql", "media/x.jpg"
        };
        RecordedSection after = exporting("b", 20, later);
        RecordedSection restarted = exporting("c", 3_300, later);
        assertThat(before.uncovered()).containsExactly("file[export%2F*]/** in use");
        assertThat(before.shown("stray[database-dump]")).contains("{export/{varying}/{address}/a.sql}");
        assertThat(after).hasToString(before.toString());
        assertThat(restarted).hasToString(before.toString());
        assertThat(before.paths()).contains("file[export%2FREADME]/content");
    }

    @Test
    void oneFileWrittenAtTheTopLeavesTheOthersKnown() throws Exception {
        RecordedSection front = exporting("a", 20, "report-2026-11-21.csv", "nightly.sql");
        assertThat(front.uncovered()).containsExactly("file[nightly.sql]/** in use", "file[report-*.csv]/** in use");
        assertThat(front.shown("stray[database-dump]")).contains("{nightly.sql}");
    }

    @Test
    void recognisesStraysTooLargeToBeReadAndWrittenOtherwise() throws Exception {
        started("a");
        byte[] der = {0x30, (byte) 0x82, 4, (byte) 0xA4, 2, 1, 0, 2, (byte) 0x82, 1};
        byte[] certificate = {0x30, (byte) 0x82, 4, (byte) 0xA4, 0x30, (byte) 0x82, 3, 1, 2, 1, 0};
        host.file("/srv/front/server.js", LONG)
                .file(
                        "/srv/front/db/all.sql",
                        Arrays.copyOf(
                                "--\n-- PostgreSQL database cluster dump\n--\n".getBytes(StandardCharsets.UTF_8),
                                9 << 20))
                .file("/srv/front/tls/der.key", der)
                .file("/srv/front/tls/certificate.crt", certificate)
                .file("/srv/front/tls/marked.pem", "\uFEFF-----BEGIN PRIVATE KEY-----\nMIIE\n");
        node().add();
        RecordedSection front = about("front");
        assertThat(front.shown("stray[database-dump]")).contains("{db/all.sql}");
        assertThat(front.shown("stray[private-key]")).contains("{tls/der.key, tls/marked.pem}");
        assertThat(front.uncovered()).containsExactly("file[db%2Fall.sql]/content limit");
    }

    @Test
    void tellsNoSizeOfWhatMayHoldASecret() throws Exception {
        started("a");
        host.file("/srv/front/server.js", LONG)
                .file("/srv/front/.env", LONG)
                .file("/srv/front/config/app.yml", LONG)
                .file("/srv/front/tls/a.pem", LONG)
                .file("/srv/front/db-password.txt", LONG);
        node().add();
        assertThat(files(about("front")))
                .filteredOn(path -> path.endsWith("/size"))
                .containsExactly("file[server.js]/size");
    }

    private RecordedSection withStatic(String name, int count) throws Exception {
        started(name);
        host.file("/srv/front/server.js", LONG);
        for (int i = 0; i < count; i++) {
            host.file("/srv/front/static/" + i + ".txt", "i");
        }
        node().add();
        return about("front");
    }

    @Test
    void aDirectoryOfNearlyTooManyFilesHasTheSameSummary() throws Exception {
        assertThat(files(withStatic("a", 2_979))).contains("file[static/]/content", "file[static/7.txt]/content");
        RecordedSection fewer = withStatic("b", 600);
        assertThat(files(fewer)).doesNotContain("file[static/]/content");
        assertThat(fewer.uncovered()).containsExactly("file[static%2F]/** limit");
    }

    @Test
    void aVeryDeepTreeLeavesUnknownWhatLiesInItAndNoMore() throws Exception {
        started("a");
        String deep = ("[".repeat(200) + "/").repeat(8);
        host.file("/srv/front/server.js", LONG).file("/srv/front/a/" + deep + "b.txt", LONG);
        young("/srv/front/a/" + deep + "b.txt");
        node().add();
        RecordedSection front = about("front");
        assertThat(files(front)).contains("file[server.js]/content");
        assertThat(front.uncovered()).containsExactly("file[a%2F*]/** limit", "stray[*] limit");
    }
}
