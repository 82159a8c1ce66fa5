package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLibrariesTest {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void start() {
        host = FixtureHost.in(directory).directory("/etc");
        host.procFile("/uptime", "3600.00 7000.00\n");
        FixtureProcess.init(host);
    }

    private RecordedSection index() throws Exception {
        return RecordingRecorder.of(new DependencyProbe(), host).host();
    }

    private void jar(String path, String coordinates, String version) {
        host.file(path, Jar.of(coordinates, version).classes("a/B").bytes());
    }

    private void distribution(String site, String name, String version) {
        host.file(
                site + "/" + name + "-" + version + ".dist-info/METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
    }

    @Test
    void tellsLibrariesOfEveryKindThatNothingRuns() throws Exception {
        jar("/usr/share/java/a-1.jar", "g:a", "1");
        jar("/opt/karaf/system/g/b/2/b-2.jar", "g:b", "2");
        jar("/srv/quarkus-app/lib/main/g.c-3.jar", "g:c", "3");
        jar("/var/lib/tomcat10/webapps/shop/WEB-INF/lib/d-4.jar", "g:d", "4");
        distribution("/opt/tool/venv/lib/python3.11/site-packages", "requests", "2.31.0");
        distribution("/usr/lib/python3/dist-packages", "six", "1.16.0");
        host.file("/usr/local/lib/node_modules/npm/package.json", "{\"name\":\"npm\",\"version\":\"10.1.0\"}");
        RecordedSection index = index();
        assertThat(index.shown("maven[g:a]/version")).contains("1");
        assertThat(index.evidence("maven[g:a]/version")).contains("/usr/share/java/a-1.jar (pom.properties, exact)");
        assertThat(index.paths())
                .contains(
                        "maven[g:a]/content",
                        "maven[g:b]/version",
                        "maven[g:c]/version",
                        "maven[g:d]/version",
                        "pypi[requests]/version",
                        "pypi[six]/version",
                        "npm[npm]/version");
        assertThat(index.uncovered()).isEmpty();
    }

    @Test
    void tellsTheSameOfAMountedTree() throws Exception {
        jar("/opt/app/lib/a-1.jar", "g:a", "1");
        String live = index().toString();
        host.mountedTree();
        assertThat(index().shown("maven[g:a]/version")).contains("1");
        assertThat(index().uncovered()).containsExactly("service[*]/** not requested");
        assertThat(new DependencyProbe().spec().needsLiveHost()).isFalse();
        assertThat(live).contains("maven[g:a]/version");
    }

    @Test
    void takesATreeThatIsNoSystemsForAnApplication(@TempDir Path other) throws Exception {
        host = FixtureHost.in(other).mountedTree();
        jar("/lib-ext/a-1.jar", "g:a", "1");
        jar("/webapps/shop/WEB-INF/lib/b-2.jar", "g:b", "2");
        assertThat(index().paths()).contains("maven[g:a]/version", "maven[g:b]/version");
    }

    @Test
    void tellsNothingTwiceThatAServiceHolds() throws Exception {
        jar("/opt/shop/shop-web.jar", "com.acme:shop-web", "1.4.2");
        jar("/opt/shop/tools/x-1.jar", "g:x", "1");
        FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "-jar", "/opt/shop/shop-web.jar")
                .cgroup("/system.slice/shop-web.service")
                .in("/opt/shop")
                .add();
        FixtureServices.foundOn(host);
        RecordingRecorder seen = RecordingRecorder.of(new DependencyProbe(), host);
        assertThat(seen.about("shop-web").paths()).contains("maven[com.acme:shop-web]/version");
        assertThat(seen.host().paths())
                .contains("maven[g:x]/version")
                .noneMatch(path -> path.startsWith("maven[com.acme:shop-web]"));
    }

    @Test
    void tellsWhatLiesBelowADirectoryOnAClassPath() throws Exception {
        host.file("/srv/x/App.class", "class").file("/srv/x/META-INF/maven/com.acme/x/pom.properties", """
                version=3
                groupId=com.acme
                artifactId=x
                """);
        jar("/srv/x/other/good-1.0.jar", "g:good", "1.0");
        distribution("/srv/x/tools/site-packages", "rich", "13.0");
        FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "App")
                .cgroup("/system.slice/app.service")
                .in("/srv/x")
                .add();
        FixtureServices.foundOn(host);
        RecordingRecorder seen = RecordingRecorder.of(new DependencyProbe(), host);
        assertThat(seen.about("app").paths())
                .contains("maven[com.acme:x]/version")
                .noneMatch(path -> path.startsWith("maven[g:good]"));
        assertThat(seen.host().paths())
                .contains("maven[g:good]/version", "pypi[rich]/version")
                .noneMatch(path -> path.startsWith("maven[com.acme:x]"));
    }

    @Test
    void leavesUnknownWhatAServiceMayHoldThatIsClosed() throws Exception {
        jar("/opt/shop/shop-web.jar", "com.acme:shop-web", "1.4.2");
        jar("/opt/other/x-1.jar", "g:x", "1");
        FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "-jar", "/opt/shop/shop-web.jar")
                .cgroup("/system.slice/shop-web.service")
                .in("/opt/shop")
                .closed()
                .add();
        FixtureServices.foundOn(host);
        RecordedSection index = index();
        assertThat(index.paths())
                .contains("maven[g:x]/version")
                .noneMatch(path -> path.startsWith("maven[com.acme:shop-web]"));
        assertThat(index.uncovered())
                .contains("maven[com.acme:shop-web]/** permission")
                .noneMatch(each -> each.startsWith("maven[*]") || each.startsWith("maven[g:x]"));
    }

    @Test
    void leavesUnknownWhatADaemonStartedByHandMayHold() throws Exception {
        jar("/opt/shop/shop-web.jar", "com.acme:shop-web", "1.4.2");
        FixtureProcess.of(host, 700)
                .runs(JAVA, JAVA, "-jar", "/opt/shop/shop-web.jar")
                .cgroup("/user.slice/user-1000.slice/session-3.scope")
                .closed()
                .add();
        FixtureServices.foundOn(host);
        assertThat(index().uncovered()).contains("maven[com.acme:shop-web]/** permission");
    }

    @Test
    void saysTheSameWhateverOthersRunFromADirectory() throws Exception {
        jar("/opt/tools/x-1.jar", "g:x", "1");
        FixtureProcess.of(host, 600)
                .runs("/bin/bash", "/bin/bash")
                .cgroup("/user.slice/user-1000.slice/session-3.scope")
                .closed()
                .add();
        FixtureProcess.of(host, 700)
                .parent(600)
                .runs(JAVA, JAVA, "-jar", "/opt/tools/x-1.jar")
                .cgroup("/user.slice/user-1000.slice/session-3.scope")
                .closed()
                .add();
        FixtureProcess.of(host, 800)
                .runs(JAVA, JAVA, "-jar", "/opt/tools/x-1.jar")
                .cgroup("/user.slice/user-1000.slice/user@1000.service/app.slice/once.service")
                .closed()
                .add();
        FixtureServices.foundOn(host);
        RecordedSection index = index();
        assertThat(index.shown("maven[g:x]/version")).contains("1");
        assertThat(index.uncovered()).noneMatch(each -> each.startsWith("maven"));
    }

    @Test
    void passesOverCachesBuildsAndWhatOtherProbesTell() throws Exception {
        jar("/opt/karaf/data/cache/bundle7/b-1.jar", "g:cached", "1");
        jar("/srv/ci/.m2/repository/g/m/1/m-1.jar", "g:m", "1");
        jar("/srv/ci/project/target/p-1.jar", "g:p", "1");
        host.file("/srv/ci/project/pom.xml", "<project/>");
        jar("/opt/jdk/lib/jrt-fs.jar", "g:jdk", "17");
        host.file("/opt/jdk/release", "").file("/opt/jdk/bin/java", "");
        assertThat(index().paths()).noneMatch(path -> path.startsWith("maven"));
    }

    @Test
    void takesNoPartOfAPackagesNameForACache() throws Exception {
        jar("/opt/karaf/system/org/apache/karaf/log/org.log/4.4/org.log-4.4.jar", "org.karaf:org.log", "4.4");
        jar("/opt/wildfly/modules/org/wildfly/web/cache/main/web-cache-26.jar", "org.wildfly:web-cache", "26");
        assertThat(index().paths())
                .contains("maven[org.karaf:org.log]/version", "maven[org.wildfly:web-cache]/version");
    }

    @Test
    void looksWhereItWasToldToAndNotWhereItWasToldNot() throws Exception {
        jar("/data1/apps/x/a-1.jar", "g:a", "1");
        jar("/data2/apps/old/b-1.jar", "g:b", "1");
        jar("/opt/c-1.jar", "g:c", "1");
        host.dependencies(new DependencySettings(
                Optional.of(List.of("/data*/apps")), List.of("/data2/**/old", "*.bak"), new TreeMap<>(), Map.of()));
        jar("/data1/apps/x.bak/d-1.jar", "g:d", "1");
        assertThat(index().paths())
                .contains("maven[g:a]/version")
                .noneMatch(path -> path.matches("maven\\[g:[bcd]].*"));
    }

    @Test
    void survivesAManifestWithAGroupOfVeryManyParts() throws Exception {
        String line = "Implementation-Vendor-Id: a" + ".a".repeat(30_000);
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < line.length(); i += 60) {
            folded.append(i == 0 ? "" : "\r\n ").append(line, i, Math.min(i + 60, line.length()));
        }
        host.file(
                "/opt/x/b-1.jar",
                Jar.of().manifest(folded.toString()).classes("a/B").bytes());
        assertThat(index().shown("maven[b]/version")).contains("1");
    }

    @Test
    void tellsArtefactsThatWereUnpacked() throws Exception {
        String properties = "version=3.1\ngroupId=com.acme\nartifactId=portal\n";
        host.file("/opt/portal/META-INF/maven/com.acme/portal/pom.properties", properties);
        jar("/opt/portal/WEB-INF/lib/a-1.jar", "g:a", "1");
        RecordedSection index = index();
        assertThat(index.shown("maven[com.acme:portal]/version")).contains("3.1");
        assertThat(index.shown("maven[g:a]/version")).contains("1");
        assertThat(index.uncovered()).containsExactly("maven[com.acme:portal]/content not a regular file");
    }

    @Test
    void tellsOfToolsButNotOfWhatTheyBringAlong() throws Exception {
        String manifest = "{\"name\":\"%s\",\"version\":\"%s\"}";
        for (String tree : List.of("/usr/lib", "/usr/local/lib", "/srv/app")) {
            String tool = "tool" + tree.replace('/', '-');
            host.file(tree + "/node_modules/" + tool + "/package.json", manifest.formatted(tool, "1.0.0"));
            host.file(
                    tree + "/node_modules/" + tool + "/node_modules/x/package.json",
                    manifest.formatted("inner-" + tool, "2.0.0"));
        }
        host.file("/srv/app/package.json", manifest.formatted("app", "1.0.0"));
        assertThat(index().paths())
                .containsExactly(
                        "npm[inner-tool-srv-app]/version",
                        "npm[tool-srv-app]/version",
                        "npm[tool-usr-lib]/version",
                        "npm[tool-usr-local-lib]/version");
    }

    @Test
    void saysWhatItMayNotRead() throws Exception {
        jar("/opt/closed/a-1.jar", "g:a", "1");
        jar("/opt/open/b-1.jar", "g:b", "1");
        host.refuse("/opt/closed", Kind.DENIED);
        RecordedSection index = index();
        assertThat(index.uncovered())
                .contains("maven[*]/** permission", "pypi[*]/** permission", "npm[*]/** permission");
        assertThat(index.paths()).contains("maven[g:b]/version");
    }

    @Test
    void readsWhatLinksLeadToOnceAndFollowsNoDirectoryOutOfItsPlaces() throws Exception {
        jar("/usr/share/java/a-1.jar", "g:a", "1");
        host.link("/usr/share/java/a.jar", "a-1.jar").link("/opt/loop", "/opt");
        jar("/var/elsewhere/b-1.jar", "g:b", "1");
        host.link("/opt/out", "/var/elsewhere");
        RecordedSection index = index();
        assertThat(index.evidence("maven[g:a]/version")).contains("/usr/share/java/a-1.jar (pom.properties, exact)");
        assertThat(index.paths()).noneMatch(path -> path.startsWith("maven[g:b]"));
    }
}
