package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.RecordedSection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which archives are a service's own, so that settings in them leave no mark on a content that is told in clear. */
class DeployedArchiveTest extends ServiceFilesScene {
    private static Jar application(String port) {
        return Jar.of("com.acme:real", "1.0")
                .classes("com/acme/Real")
                .with("settings.properties", "port=" + port + "\n" + LONG);
    }

    @Test
    void knowsTheApplicationThatAnEmptyArchiveStarts() throws Exception {
        assertThat(changed(startedByLauncher("8080"), startedByLauncher("8081")))
                .containsExactly("file[real.jar!%2Fsettings.properties]/content");
    }

    private RecordedSection startedByLauncher(String port) throws Exception {
        started("l" + port);
        host.file(
                "/srv/shop/launcher.jar",
                Jar.of()
                        .manifest("Main-Class: com.acme.Real", "Class-Path: lib/real-1.0.jar lib/b-1.jar")
                        .bytes());
        host.file("/srv/shop/lib/real-1.0.jar", application(port).bytes());
        host.file("/srv/shop/lib/b-1.jar", Jar.of("g:b", "1").bytes());
        java("launcher.jar").add();
        return about("shop-web");
    }

    @Test
    void knowsTheApplicationThatAFrameworkStartsByItsConfiguration() throws Exception {
        RecordedSection before = startedByFramework("8080");
        assertThat(changed(before, startedByFramework("8081")))
                .containsExactly("file[real.jar!%2Fapplication.conf]/content");
        assertThat(files(before))
                .containsExactly(
                        "file[real.jar!/application.conf]/content", "file[real.jar!/settings.properties]/content");
    }

    private RecordedSection startedByFramework(String port) throws Exception {
        started("f" + port);
        host.file(
                "/srv/shop/lib/real-1.0.jar",
                application("1")
                        .with("application.conf", "port = " + port + "\n" + LONG)
                        .bytes());
        host.file(
                "/srv/shop/lib/ktor-server-netty-2.3.12.jar",
                Jar.of("io.ktor:ktor-server-netty", "2.3.12")
                        .classes("io/ktor/server/netty/EngineMain")
                        .with("ktor.properties", "a=1\n" + LONG)
                        .bytes());
        started(List.of("-cp", "lib/*", "io.ktor.server.netty.EngineMain")).add();
        return about("shop-web");
    }

    @Test
    void takesTwoArtefactsOfTheSameClassesForTwo() throws Exception {
        Jar one = Jar.of("com.acme:fourth", "2.0").classes("A").with("index.html", "<p>four" + LONG);
        Jar other = Jar.of().classes("A").with("index.html", "<p>three" + LONG);
        host.file("/srv/shop/webapps/fourth-2.0.war", one.bytes());
        host.file("/srv/shop/webapps/third.war", other.bytes());
        java("shop.jar").add();
        host.file("/srv/shop/shop.jar", artefact().bytes());
        assertThat(about("shop-web").paths())
                .contains("maven[com.acme:fourth]/content", "archive[third]/content", "archive[third]/classes");
    }

    @Test
    void leavesUnknownWhatAnArchiveOfANameThatLeadsOutHolds() throws Exception {
        RecordedSection before = hiding("1");
        assertThat(before.uncovered()).contains("maven[*]/version format", "maven[*]/content format");
        assertThat(changed(before, hiding("2"))).containsExactly("maven[com.acme:shop-web]/content");
    }

    private RecordedSection hiding(String version) throws Exception {
        return withArtefact(
                "h" + version,
                Jar.of("com.acme:shop-web", "1.4.2")
                        .classes("A")
                        .with(
                                "WEB-INF\\lib\\foo-1.jar",
                                Jar.of("g:foo", version).bytes())
                        .bytes());
    }

    @Test
    void tellsFilesOfModulesOneByOneAndNotThoseOfLibraries() throws Exception {
        RecordedSection before = enterprise("8080", "1");
        assertThat(changed(before, enterprise("8081", "1")))
                .containsExactly("file[shop.ear!%2Fapp-ejb.jar!%2Fejb.properties]/content");
        assertThat(changed(before, enterprise("8080", "2"))).contains("maven[g:b]/content");
        assertThat(before.shown("stray[environment-file]")).contains("{shop.ear!/app-ejb.jar!/.env}");
    }

    private RecordedSection enterprise(String port, String text) throws Exception {
        started("e" + port + text);
        Jar module = Jar.of("com.acme:app-ejb", "1")
                .classes("E")
                .with(".env", "A=1\n")
                .with("ejb.properties", "port=" + port + "\n" + LONG);
        Jar library = Jar.of("g:b", "1").with("b.txt", text);
        host.file(
                "/srv/shop/deployments/shop.ear",
                Jar.of()
                        .with("app-ejb.jar", module.bytes())
                        .with("lib/b-1.jar", library.bytes())
                        .bytes());
        host.file("/srv/shop/shop.jar", artefact().bytes());
        java("shop.jar").add();
        return about("shop-web");
    }

    @Test
    void judgesWhatLiesBesideMetadata() throws Exception {
        RecordedSection told = withArtefact(
                "m",
                artefact()
                        .with("META-INF/maven/a/b/.env", "A=1\n")
                        .with("WEB-INF/data/cities.idx", "x" + LONG)
                        .with("x/git.properties", "a=b\n" + LONG)
                        .bytes());
        assertThat(told.shown("stray[environment-file]")).contains("{shop-web.jar!/META-INF/maven/a/b/.env}");
        assertThat(files(told))
                .contains(
                        "file[shop-web.jar!/WEB-INF/data/cities.idx]/content",
                        "file[shop-web.jar!/x/git.properties]/content");
    }
}
