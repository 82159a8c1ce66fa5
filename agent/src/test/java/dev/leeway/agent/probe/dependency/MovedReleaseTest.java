package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release exchanged as a whole under a running service, and archives put back or exchanged wherever it lies. */
class MovedReleaseTest extends DependencyScene {
    @TempDir
    Path directory;

    private FixtureHost host;
    private int descriptor = 50;

    @BeforeEach
    void start() {
        host = started(directory);
    }

    private void release(String root, String version) {
        host.file(
                root + "/lib/app-" + version + ".jar",
                Jar.of("g:app", version).classes("com/acme/Main").bytes());
        host.file(
                root + "/lib/b-" + version + ".jar",
                Jar.of("g:b", version).classes("b/B").bytes());
        host.file(root + "/lib/same-9.jar", Jar.of("g:same", "9").classes("s/S").bytes());
    }

    /** What a machine holds open: the kernel leads to the bytes themselves, whatever lies at the path by now. */
    private void open(String path, byte[] bytes) throws IOException {
        host.procLink("/700/fd/" + descriptor++, path);
        Path held = directory.resolve("proc" + path);
        Files.createDirectories(held.getParent());
        Files.write(held, bytes);
    }

    private void openAsItIs(String path) throws IOException {
        open(path, Files.readAllBytes(directory.resolve("root" + path)));
    }

    private RecordedSection web() throws Exception {
        return seen(host).about("shop-web");
    }

    @Test
    void tellsTheVersionsThatRunWhenTheLinkToTheReleaseLeadsElsewhere() throws Exception {
        release("/srv/shop/releases/1", "1");
        release("/srv/shop/releases/2", "2");
        host.link("/srv/shop/current", "/srv/shop/releases/2");
        for (String name : new String[] {"app-1.jar", "b-1.jar", "same-9.jar"}) {
            openAsItIs("/srv/shop/releases/1/lib/" + name);
        }
        java(host, 700, "shop-web", "-cp", "current/lib/*", "com.acme.Main").add();
        RecordedSection web = web();
        assertThat(web.shown("maven[g:app]/version")).contains("2");
        assertThat(web.shown("maven[g:app]/running")).contains("1");
        assertThat(web.shown("maven[g:app]/replaced")).contains("true");
        assertThat(web.shown("maven[g:b]/running")).contains("1");
        assertThat(web.paths()).doesNotContain("maven[g:same]/replaced", "maven[g:same]/running");
        assertThat(web.uncovered()).contains("maven[*]/running changed in use");
    }

    @Test
    void tellsLibrariesOfTheOldReleaseBesideTheArchiveThatIsStarted() throws Exception {
        for (String version : new String[] {"1", "2"}) {
            String root = "/srv/shop/releases/" + version;
            host.file(
                    root + "/app.jar",
                    Jar.of("g:app", version)
                            .manifest("Class-Path: lib/b.jar")
                            .classes("a/A")
                            .bytes());
            host.file(root + "/lib/b.jar", Jar.of("g:b", version).classes("b/B").bytes());
        }
        host.link("/srv/shop/current", "releases/2");
        openAsItIs("/srv/shop/releases/1/app.jar");
        openAsItIs("/srv/shop/releases/1/lib/b.jar");
        java(host, 700, "shop-web", "-jar", "current/app.jar").add();
        RecordedSection web = web();
        assertThat(web.shown("maven[g:app]/running")).contains("1");
        assertThat(web.shown("maven[g:b]/running")).contains("1");
        assertThat(web.shown("maven[g:b]/version")).contains("2");
    }

    @Test
    void tellsLibrariesBehindALinkOfTheirOwn() throws Exception {
        host.file(
                "/srv/shop/app.jar",
                Jar.of("g:app", "7").classes("com/acme/Main").bytes());
        release("/srv/libs/1", "1");
        release("/srv/libs/2", "2");
        host.link("/srv/shop/more", "/srv/libs/2");
        openAsItIs("/srv/shop/app.jar");
        openAsItIs("/srv/libs/1/lib/b-1.jar");
        java(host, 700, "shop-web", "-cp", "app.jar:more/lib/b-2.jar", "com.acme.Main")
                .add();
        RecordedSection web = web();
        assertThat(web.shown("maven[g:b]/running")).contains("1");
        assertThat(web.paths()).doesNotContain("maven[g:app]/replaced");
    }

    @Test
    void takesPluginsThatAProgramOpensForNoRelease() throws Exception {
        release("/srv/shop/releases/2", "2");
        host.link("/srv/shop/current", "releases/2");
        host.file("/srv/shop/releases/2/more/b-1.jar", Jar.of("g:b", "1").bytes());
        openAsItIs("/srv/shop/releases/2/lib/app-2.jar");
        openAsItIs("/srv/shop/releases/2/more/b-1.jar");
        java(host, 700, "shop-web", "-cp", "current/lib/*", "com.acme.Main").add();
        RecordedSection web = web();
        assertThat(web.paths()).noneMatch(path -> path.endsWith("/running") || path.endsWith("/replaced"));
        assertThat(web.uncovered()).isEmpty();
    }

    @Test
    void saysNothingOfAnArchivePutBackByteForByte() throws Exception {
        byte[] app = Jar.of("g:app", "7").classes("a/A").bytes();
        host.file("/srv/shop/app.jar", app);
        open("/srv/shop/app.jar (deleted)", app);
        java(host, 700, "shop-web", "-jar", "app.jar").add();
        RecordedSection web = web();
        assertThat(web.paths()).noneMatch(path -> path.endsWith("/running") || path.endsWith("/replaced"));
        assertThat(web.uncovered()).isEmpty();
    }

    @Test
    void tellsOtherContentOfTheSameVersionWithoutAVersionThatRuns() throws Exception {
        host.file(
                "/srv/shop/app.jar",
                Jar.of("g:app", "7").with("application.properties", "port=1").bytes());
        open(
                "/srv/shop/app.jar (deleted)",
                Jar.of("g:app", "7").with("application.properties", "port=2").bytes());
        java(host, 700, "shop-web", "-jar", "app.jar").add();
        RecordedSection web = web();
        assertThat(web.shown("maven[g:app]/replaced")).contains("true");
        assertThat(web.evidence("maven[g:app]/replaced"))
                .contains("app.jar, deleted while open, other content of the same version");
        assertThat(web.paths()).doesNotContain("maven[g:app]/running");
    }

    @Test
    void seesExchangesOfAServiceThatLiesWhereFilesComeAndGo() throws Exception {
        release("/var/tmp/x", "2");
        open("/var/tmp/x/lib/b-1.jar (deleted)", Jar.of("g:b", "1").bytes());
        open("/var/tmp/x/lib/app-2.jar (deleted)", Jar.of("g:app", "1").bytes());
        open("/var/tmp/unpacked-3.jar (deleted)", Jar.of("g:passing", "3").bytes());
        java(host, 700, "shop-web", "-cp", "/var/tmp/x/lib/*", "com.acme.Main").add();
        RecordedSection web = web();
        assertThat(web.shown("maven[g:app]/running")).contains("1");
        assertThat(web.shown("maven[g:b]/running")).contains("1");
        assertThat(web.paths()).noneMatch(path -> path.contains("passing"));
    }

    @Test
    void passesOverWhatIsUnpackedForAMomentBesideAnArchiveInATemporaryDirectory() throws Exception {
        host.file("/tmp/app.jar", Jar.of("g:app", "7").bytes());
        openAsItIs("/tmp/app.jar");
        open("/tmp/native-3.jar (deleted)", Jar.of("g:native", "3").bytes());
        java(host, 700, "shop-web", "-jar", "/tmp/app.jar").add();
        assertThat(web().paths()).noneMatch(path -> path.endsWith("/replaced"));
    }

    @Test
    void comparesTheEnvironmentThatAPythonServiceRunsWithTheOneItsLinkLeadsTo() throws Exception {
        switchedEnvironment("/srv/cart/releases/1");
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.shown("pypi[requests]/version")).contains("2.32.0");
        assertThat(cart.shown("pypi[requests]/replaced")).contains("true");
        assertThat(cart.evidence("pypi[requests]/replaced"))
                .contains("a link of its environment was made after the process had started, which runs 2.31.0");
        assertThat(cart.paths()).doesNotContain("pypi[flask]/replaced");
        assertThat(cart.uncovered()).containsExactly("pypi[rich]/replaced changed in use");
    }

    @Test
    void knowsNotWhatWasReplacedWhereNothingTellsWhereTheLinkLedBefore() throws Exception {
        switchedEnvironment("/srv");
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.uncovered()).contains("pypi[*]/replaced changed in use");
        assertThat(cart.paths()).noneMatch(path -> path.endsWith("/replaced"));
    }

    @Test
    void trustsALinkThatIsOlderThanTheProcess() throws Exception {
        switchedEnvironment("/srv/cart/releases/1");
        host.procFile("/stat", "btime 4102444800\n");
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.uncovered()).isEmpty();
        assertThat(cart.paths()).noneMatch(path -> path.endsWith("/replaced"));
    }

    /** Two releases older than the process, which runs the first, and a link younger than it to the second. */
    private void switchedEnvironment(String workingDirectory) throws Exception {
        host.file("/opt/python/bin/python3.11", "\u00003.11.7\u0000");
        for (int release = 1; release <= 2; release++) {
            String venv = "/srv/cart/releases/" + release + "/venv";
            host.link(venv + "/bin/python", "/opt/python/bin/python3.11");
            host.file(venv + "/pyvenv.cfg", "home = /opt/python/bin\nversion = 3.11.7\n");
            String site = venv + "/lib/python3.11/site-packages/";
            installed(site, "requests", "2.3" + release + ".0", "x");
            installed(site, "flask", "3.0", "../../../bin/flask,sha256=" + release + ",9\nflask/a.py,sha256=1,1\n");
            installed(site, "rich", "13.0", "rich/a.py,sha256=" + release + ",1\n");
        }
        Thread.sleep(1_100);
        Instant start = Instant.now();
        host.procFile(
                "/stat",
                String.format(Locale.ROOT, "btime %d\n", start.minusSeconds(7).getEpochSecond()));
        Thread.sleep(1_100);
        host.link("/srv/cart/current", "releases/2");
        FixtureProcess.of(host, 710)
                .runs("/opt/python/bin/python3.11", "/srv/cart/current/venv/bin/python", "-m", "cart")
                .cgroup("/system.slice/cart.service")
                .startedAt(700)
                .in(workingDirectory)
                .file("mountinfo", "")
                .add();
    }

    private void installed(String site, String name, String version, String files) {
        String directory = site + name + "-" + version + ".dist-info";
        host.file(directory + "/METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        host.file(directory + "/RECORD", files);
    }
}
