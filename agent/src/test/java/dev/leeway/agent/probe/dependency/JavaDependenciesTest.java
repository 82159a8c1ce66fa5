package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archives of a Java service tell, and in which order they are searched. */
class JavaDependenciesTest extends DependencyScene {
    @Test
    void takesAnExecutableArchiveApart(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(allKinds(directory)).about("shop-web");
        assertThat(web.shown("maven[com.acme:shop-web]/version")).contains("1.4.2");
        assertThat(web.shown("maven[org.slf4j:slf4j-api]/version")).contains("2.0.9");
        assertThat(web.evidence("maven[org.slf4j:slf4j-api]/version"))
                .contains("shop-web.jar!/BOOT-INF/lib/slf4j-api-2.0.9.jar (pom.properties, exact)");
        assertThat(web.shown("maven[com.google.guava:guava]/shaded-in[com.acme:tools]"))
                .contains("31.0-jre");
        assertThat(web.paths())
                .contains("maven[org.slf4j:slf4j-api]/content")
                .doesNotContain("maven[com.google.guava:guava]/version")
                .noneMatch(path -> path.endsWith("/running") || path.endsWith("/replaced"));
    }

    @Test
    void tellsWhichArchiveIsSearchedFirst(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(allKinds(directory)).about("shop-web");
        assertThat(web.shown("classpath/order")).contains("[com.acme:shop-web, com.acme:tools, org.slf4j:slf4j-api]");
        assertThat(web.shown("classpath/duplicate[com.acme:shop-web com.acme:tools]"))
                .contains("1");
        assertThat(web.shown("classpath/duplicate[com.acme:tools org.slf4j:slf4j-api]"))
                .contains("1");
    }

    @Test
    void followsClassPathsManifestsWildcardsModulesAndAgents(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file(
                "/srv/shop/app.jar",
                Jar.of().manifest("Class-Path: lib/b-1.jar missing.jar").bytes());
        host.file("/srv/shop/lib/b-1.jar", Jar.of("g:b", "1").bytes());
        host.file("/srv/shop/more/c-2.jar", Jar.of("g:c", "2").bytes());
        host.file("/srv/shop/more/notes.txt", "");
        host.file("/srv/shop/mods/m-3.jar", Jar.of("g:m", "3").bytes());
        host.file("/opt/otel/agent.jar", Jar.of("io.otel:agent", "4").bytes());
        java(host, 700, "shop-web", "-p", "mods", "-cp", "app.jar:more/*", "com.acme.Main")
                .with("JAVA_TOOL_OPTIONS", "-javaagent:/opt/otel/agent.jar=token=hunter2")
                .add();
        RecordedSection web = seen(host).about("shop-web");
        assertThat(web.shown("classpath/order")).contains("[app, g:b, g:c, io.otel:agent]");
        assertThat(web.evidence("classpath/order"))
                .contains("command line and manifests, archives of a wildcard by name");
        assertThat(web.shown("maven[g:m]/version")).contains("3");
        assertThat(web.evidence("maven[g:b]/version")).contains("lib/b-1.jar (pom.properties, exact)");
        assertThat(web.toString()).doesNotContain("hunter2");
        assertThat(web.outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void readsTheApplicationsOfAServletContainer(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/opt/tomcat/bin/bootstrap.jar", Jar.of().classes("Bootstrap").bytes());
        host.file(
                "/opt/tomcat/lib/catalina.jar",
                Jar.of("org.apache.tomcat:tomcat-catalina", "10.1.1").bytes());
        host.file(
                "/srv/base/webapps/shop/WEB-INF/lib/a-1.jar", Jar.of("g:a", "1").bytes());
        host.file("/srv/base/work/b-1.jar", Jar.of("g:b", "1").bytes());
        java(
                        host,
                        700,
                        "tomcat",
                        "-Dcatalina.base=/srv/base",
                        "-Dcatalina.home=/opt/tomcat",
                        "-cp",
                        "/opt/tomcat/bin/bootstrap.jar",
                        "org.apache.catalina.startup.Bootstrap",
                        "start")
                .add();
        RecordedSection tomcat = seen(host).about("tomcat");
        assertThat(tomcat.shown("maven[g:a]/version")).contains("1");
        assertThat(tomcat.shown("maven[org.apache.tomcat:tomcat-catalina]/version"))
                .contains("10.1.1");
        assertThat(tomcat.paths()).doesNotContain("maven[g:b]/version").contains("archive[bootstrap]/content");
    }

    @Test
    void saysTheSameWhateverArchivesAreOpen(@TempDir Path directory, @TempDir Path other) throws Exception {
        String closed = seen(allKinds(directory)).about("shop-web").toString();
        FixtureHost host = allKinds(other);
        host.file("/srv/elsewhere/x-1.jar", Jar.of("g:x", "1").bytes());
        host.procLink("/700/fd/9", "/srv/shop/shop-web.jar");
        host.procLink("/700/fd/10", "/srv/elsewhere/x-1.jar");
        assertThat(seen(host).about("shop-web")).hasToString(closed);
    }

    @Test
    void tellsOfAnArchiveDeletedUnderTheRunningMachine(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/srv/shop/app.jar", Jar.of("g:app", "7").bytes());
        host.file("/srv/shop/lib/b-2.jar", Jar.of("g:b", "2").bytes());
        java(host, 700, "shop-web", "-cp", "app.jar:lib/*", "com.acme.Main").add();
        host.procLink("/700/fd/8", "/srv/shop/app.jar");
        host.procLink("/700/fd/9", "/srv/shop/lib/b-1.jar (deleted)");
        RecordedSection web = seen(host).about("shop-web");
        assertThat(web.shown("maven[g:b]/version")).contains("2");
        assertThat(web.shown("maven[g:b]/running")).contains("1");
        assertThat(web.shown("maven[g:b]/replaced")).contains("true");
        assertThat(web.evidence("maven[g:b]/running")).contains("lib/b-1.jar, deleted while open, version of its name");
        assertThat(web.paths()).doesNotContain("maven[g:app]/replaced");
    }

    @Test
    void takesNoKeyInAFileNameForAVersion(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        String name = "key-" + "3ax6xnjp29jd6fds4gc373sgvjxteol0";
        host.file("/srv/shop/" + name + ".jar", Jar.of().classes("a/B").bytes());
        java(host, 700, "shop-web", "-jar", name + ".jar").add();
        assertThat(seen(host).about("shop-web").paths())
                .contains("archive[" + name + "]/content")
                .noneMatch(path -> path.startsWith("maven["));
    }

    @Test
    void leavesUnknownOnlyWhatAnArchiveCutShortCouldTell(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        byte[] whole = Jar.of("g:b", "2").classes("a/B").bytes();
        host.file("/srv/shop/lib/b-2.jar", Arrays.copyOf(whole, whole.length / 2));
        host.file("/srv/shop/lib/c-2.jar", Jar.of("g:c", "2").bytes());
        java(host, 700, "shop-web", "-cp", "lib/*", "com.acme.Main").add();
        RecordedSection web = seen(host).about("shop-web");
        assertThat(web.uncovered()).contains("maven[b]/** format", "maven[*]/shaded-in[b] format");
        assertThat(web.shown("maven[g:c]/version")).contains("2");
    }
}
