package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.testing.RecordedSection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the artefact of a service holds beside its libraries, packed and unpacked. */
class OwnArtefactTest extends ServiceFilesScene {
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
    void tellsTheOwnArtefactAlikeHoweverItIsStarted() throws Exception {
        Jar own = Jar.of("com.acme:shop", "1.4.2")
                .manifest("Main-Class: com.acme.Main")
                .classes("com/acme/Main")
                .with("application.yml", "server.port: 8080\n" + LONG);
        List<List<String>> starts = List.of(
                List.of("-jar", "shop-1.4.2.jar"),
                List.of("-cp", "lib/*:shop-1.4.2.jar", "com.acme.Main"),
                List.of("-p", "shop-1.4.2.jar", "-m", "com.acme.shop/com.acme.Main"));
        List<RecordedSection> told = new ArrayList<>();
        for (List<String> start : starts) {
            started("s" + told.size());
            host.file("/srv/shop/shop-1.4.2.jar", own.bytes());
            host.file(
                    "/srv/shop/lib/b-1.jar",
                    Jar.of("g:b", "1").with("b.properties", "a=1").bytes());
            started(start).add();
            told.add(about("shop-web"));
        }
        for (RecordedSection each : told) {
            assertThat(files(each)).containsExactly("file[shop.jar!/application.yml]/content");
            assertThat(each.shown("maven[com.acme:shop]/content"))
                    .isEqualTo(told.get(0).shown("maven[com.acme:shop]/content"))
                    .isPresent();
        }
    }

    @Test
    void tellsSettingsOfAWebApplicationInAnArtefactOneByOne() throws Exception {
        List<RecordedSection> told = new ArrayList<>();
        for (String port : List.of("8080", "8081")) {
            started("e" + port);
            Jar web = Jar.of("com.acme:web", "1")
                    .with("WEB-INF/web.xml", "<web-app/>" + LONG)
                    .with("WEB-INF/classes/shop.properties", "port=" + port + "\n" + LONG)
                    .with(
                            "WEB-INF/lib/a-1.jar",
                            Jar.of("g:a", "1").with("a.txt", "a").bytes());
            host.file(
                    "/srv/shop/shop.jar",
                    Jar.of("com.acme:shop", "1.4.2")
                            .with("web.war", web.bytes())
                            .bytes());
            java("shop.jar").add();
            told.add(about("shop-web"));
        }
        assertThat(files(told.get(0)))
                .containsExactly(
                        "file[shop.jar!/web.war!/WEB-INF/classes/shop.properties]/content",
                        "file[shop.jar!/web.war!/WEB-INF/web.xml]/content");
        assertThat(told.get(0).paths()).contains("maven[com.acme:shop]/content", "maven[com.acme:web]/content");
        assertThat(changed(told.get(0), told.get(1)))
                .containsExactly("file[shop.jar!%2Fweb.war!%2FWEB-INF%2Fclasses%2Fshop.properties]/content");
    }

    @Test
    void tellsTheApplicationThatQuarkusStarts() throws Exception {
        List<RecordedSection> told = new ArrayList<>();
        for (String port : List.of("8080", "8081")) {
            started("q" + port);
            host.file(
                    "/srv/shop/quarkus-run.jar",
                    Jar.of()
                            .manifest(
                                    "Main-Class: io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                                    "Class-Path: lib/boot/g.b-1.jar")
                            .bytes());
            host.file("/srv/shop/lib/boot/g.b-1.jar", Jar.of("g:b", "1").bytes());
            host.file("/srv/shop/lib/main/g.c-2.jar", Jar.of("g:c", "2").bytes());
            host.file(
                    "/srv/shop/app/shop-1.4.2.jar",
                    Jar.of("com.acme:shop", "1.4.2")
                            .classes("com/acme/Shop")
                            .with("application.properties", "quarkus.http.port=" + port + "\n" + LONG)
                            .bytes());
            java("quarkus-run.jar").add();
            told.add(about("shop-web"));
        }
        assertThat(told.get(0).paths())
                .contains("maven[g:b]/version", "maven[g:c]/version", "maven[com.acme:shop]/content");
        assertThat(changed(told.get(0), told.get(1)))
                .containsExactly("file[shop.jar!%2Fapplication.properties]/content");
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
}
