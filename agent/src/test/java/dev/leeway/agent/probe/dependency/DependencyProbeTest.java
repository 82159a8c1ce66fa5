package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.host.process.ProcessTable;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyProbeTest extends ProbeContract {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";
    private static final String VENV = "/srv/cart/venv";
    private static final String SITE = VENV + "/lib/python3.11/site-packages";

    @Override
    protected Probe probe() {
        return new DependencyProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = started(directory);
        fatJar(host, "1.4.2", "2.0.9");
        java(host, 700, "shop-web", "-jar", "shop-web.jar").add();
        python(host, 710).add();
        node(host, 720).add();
        dotnet(host, 730).add();
        return withServices(host);
    }

    private static FixtureHost started(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        // Processes younger than all files.
        host.procFile("/stat", "btime 4102444800\n");
        FixtureProcess.of(host, 1)
                .parent(0)
                .runs("/opt/init", "/opt/init")
                .in("/opt/x")
                .add();
        return host;
    }

    private static FixtureProcess java(FixtureHost host, int pid, String unit, String... arguments) {
        List<String> line = new ArrayList<>(List.of(JAVA));
        line.addAll(List.of(arguments));
        return FixtureProcess.of(host, pid)
                .runs(JAVA, line.toArray(String[]::new))
                .cgroup("/system.slice/" + unit + ".service")
                .in("/srv/shop");
    }

    private static void fatJar(FixtureHost host, String version, String slf4j) {
        byte[] logging = Jar.of("org.slf4j:slf4j-api", slf4j)
                .classes("org/slf4j/Logger", "a/Both")
                .bytes();
        byte[] tools = Jar.of("com.acme:tools", "3.1")
                .pom("com.google.guava:guava", "31.0-jre")
                .classes("a/Both", "a/Tool")
                .bytes();
        host.file(
                "/srv/shop/shop-web.jar",
                Jar.of("com.acme:shop-web", version)
                        .manifest(
                                "Main-Class: org.springframework.boot.loader.JarLauncher",
                                "Spring-Boot-Classes: BOOT-INF/classes/")
                        .with("BOOT-INF/classes/a/Tool.class", "class of its own")
                        .with(
                                "BOOT-INF/classpath.idx",
                                "- \"BOOT-INF/lib/tools-3.1.jar\"\n- \"BOOT-INF/lib/slf4j-api-" + slf4j + ".jar\"\n")
                        .with("BOOT-INF/lib/slf4j-api-" + slf4j + ".jar", logging)
                        .with("BOOT-INF/lib/tools-3.1.jar", tools)
                        .bytes());
    }

    private static FixtureProcess python(FixtureHost host, int pid) {
        host.file("/opt/python/bin/python3.11", "\u00003.11.7\u0000");
        host.link(VENV + "/bin/python", "/opt/python/bin/python3.11");
        host.file(VENV + "/pyvenv.cfg", "home = /opt/python/bin\nversion = 3.11.7\n");
        distribution(host, "requests", "2.31.0");
        distribution(host, "Flask_Login", "0.6.3");
        host.file(
                SITE + "/Flask_Login-0.6.3.dist-info/direct_url.json",
                "{\"url\":\"https://bob:hunter2@git.example.com/fork.git\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"abc\"}}");
        distribution(host, "cart", "1.0");
        host.file(
                SITE + "/cart-1.0.dist-info/direct_url.json",
                "{\"url\":\"file:///srv/cart\",\"dir_info\":{\"editable\":true}}");
        host.file(
                "/srv/cart/requirements.txt",
                "requests==2.32.0\nflask-login==0.6.3\nrich>=13\n--extra-index-url https://u:s3cr3t@pypi.example.com/simple\n");
        return FixtureProcess.of(host, pid)
                .runs("/opt/python/bin/python3.11", VENV + "/bin/python", "-m", "cart")
                .cgroup("/system.slice/cart.service")
                .in("/srv/cart");
    }

    private static void distribution(FixtureHost host, String name, String version) {
        String directory = SITE + "/" + name + "-" + version + ".dist-info";
        host.file(directory + "/METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        host.file(directory + "/RECORD", "");
        host.file(directory + "/INSTALLER", "pip\n");
    }

    private static FixtureProcess node(FixtureHost host, int pid) {
        host.file("/srv/front/server.js", "");
        host.file("/srv/front/package.json", "{\"name\":\"front\",\"dependencies\":{\"express\":\"^4\"}}");
        host.file("/srv/front/node_modules/express/package.json", "{\"name\":\"express\",\"version\":\"4.18.2\"}");
        host.file(
                "/srv/front/node_modules/express/node_modules/qs/package.json",
                "{\"name\":\"qs\",\"version\":\"6.11.0\"}");
        host.file("/srv/front/node_modules/qs/package.json", "{\"name\":\"qs\",\"version\":\"6.12.1\"}");
        return FixtureProcess.of(host, pid)
                .runs("/opt/node/bin/node", "/opt/node/bin/node", "server.js")
                .cgroup("/system.slice/front.service")
                .in("/srv/front");
    }

    private static FixtureProcess dotnet(FixtureHost host, int pid) {
        host.file(
                "/srv/pay/Pay.deps.json",
                "{\"runtimeTarget\":{\"name\":\".NETCoreApp,Version=v8.0\"},\"libraries\":{\"Pay/1.0.0\":{\"type\":\"project\"},"
                        + "\"Npgsql/8.0.1\":{\"type\":\"package\"}}}");
        return FixtureProcess.of(host, pid)
                .runs("/usr/bin/dotnet", "/usr/bin/dotnet", "Pay.dll")
                .cgroup("/system.slice/pay.service")
                .in("/srv/pay");
    }

    private static FixtureHost withServices(FixtureHost host) {
        try {
            List<Service> services =
                    new LiveProcesses(host.files(), host.proc(), process -> host.files(), List.of()).services();
            services.forEach(host::service);
            ProcessTable.read(host.proc()).stream()
                    .filter(process -> services.stream()
                            .noneMatch(service -> service.processes().contains(process)))
                    .forEach(host::process);
            return host;
        } catch (HostAccessException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RecordingRecorder seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host);
    }

    @Test
    void listsTheServicesItLookedInto(@TempDir Path directory) throws Exception {
        RecordingRecorder seen = seen(richHost(directory));
        assertThat(seen.host().paths())
                .containsExactly(
                        "service[cart]/observed",
                        "service[front]/observed",
                        "service[pay]/observed",
                        "service[shop-web]/observed");
        assertThat(seen.sections().values()).allMatch(section -> section.outcome() == Outcome.COLLECTED);
    }

    @Test
    void takesAnExecutableArchiveApart(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory)).about("shop-web");
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
        RecordedSection web = seen(richHost(directory)).about("shop-web");
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
        RecordedSection web = seen(withServices(host)).about("shop-web");
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
        RecordedSection tomcat = seen(withServices(host)).about("tomcat");
        assertThat(tomcat.shown("maven[g:a]/version")).contains("1");
        assertThat(tomcat.shown("maven[org.apache.tomcat:tomcat-catalina]/version"))
                .contains("10.1.1");
        assertThat(tomcat.paths()).doesNotContain("maven[g:b]/version").contains("archive[bootstrap]/content");
    }

    @Test
    void saysTheSameWhateverArchivesAreOpen(@TempDir Path directory, @TempDir Path other) throws Exception {
        String closed = seen(richHost(directory)).about("shop-web").toString();
        FixtureHost host = richHost(other);
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
        RecordedSection web = seen(withServices(host)).about("shop-web");
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
        assertThat(seen(withServices(host)).about("shop-web").paths())
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
        RecordedSection web = seen(withServices(host)).about("shop-web");
        assertThat(web.uncovered()).contains("maven[b]/** format", "maven[*]/shaded-in[b] format");
        assertThat(web.shown("maven[g:c]/version")).contains("2");
    }

    @Test
    void tellsWhatAPythonServiceSeesAndWhatItsFilesAskFor(@TempDir Path directory) throws Exception {
        RecordedSection cart = seen(richHost(directory)).about("cart");
        assertThat(cart.shown("pypi[requests]/version")).contains("2.31.0");
        assertThat(cart.shown("pypi[requests]/declared")).contains("2.32.0");
        assertThat(cart.shown("pypi[requests]/unmet")).contains("2.32.0");
        assertThat(cart.evidence("pypi[requests]/unmet")).contains("cart/requirements.txt:1");
        assertThat(cart.evidence("pypi[requests]/declared")).contains("cart/requirements.txt:1");
        assertThat(cart.shown("pypi[flask-login]/source")).contains("vcs");
        assertThat(cart.shown("pypi[cart]/editable")).contains("true");
        assertThat(cart.shown("pypi[rich]/requirement")).contains(">=13");
        assertThat(cart.shown("python/interpreter/version")).contains("3.11.7");
        assertThat(cart.shown("python/environment/kind")).contains("venv");
        assertThat(cart.paths()).doesNotContain("python/replaced");
        assertThat(cart.paths())
                .doesNotContain("pypi[flask-login]/unmet")
                .noneMatch(path -> path.endsWith("/replaced") && path.startsWith("pypi"));
        assertThat(cart.toString()).doesNotContain("hunter2").doesNotContain("s3cr3t");
    }

    @Test
    void tellsOnlyPinsThatCountHereAsUnmet(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).add();
        host.file("/srv/cart/requirements.txt", """
                requests==2.31
                absent==1.0
                old==1.0; python_version < "3.8"
                windows==1.0; sys_platform == "win32"
                here==1.0; python_version >= "3.8" and sys_platform == "linux"
                perhaps==1.0; platform_machine == "riscv64"
                Flask_Login[extra]==0.6.3
                """);
        host.file("/srv/cart/dev-requirements.txt", "pytest==8.0\nrequests==2.0\n");
        host.file("/srv/cart/uv.lock", """
                version = 1
                [[package]]
                name = "ruff"
                version = "0.4"
                [[package]]
                name = "flask-login"
                version = "0.7.0"
                """);
        host.file(
                "/srv/cart/pyproject.toml",
                "[project]\nname='cart'\ndependencies=[]\n[project.optional-dependencies]\nx=['requests==9']\n");
        RecordedSection cart = seen(withServices(host)).about("cart");
        assertThat(cart.paths().stream().filter(path -> path.endsWith("/unmet")))
                .containsExactlyInAnyOrder("pypi[absent]/unmet", "pypi[here]/unmet", "pypi[flask-login]/unmet");
        assertThat(cart.shown("pypi[flask-login]/unmet")).contains("0.7.0");
        assertThat(cart.evidence("pypi[here]/unmet"))
                .contains("cart/requirements.txt:5 (python_version >= \"3.8\" and sys_platform == \"linux\")");
    }

    @Test
    void saysNothingUnmetWhereTheInstallationCouldNotBeRead(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).add();
        host.deny(SITE + "/requests-2.31.0.dist-info/METADATA");
        assertThat(seen(withServices(host)).about("cart").paths()).doesNotContain("pypi[requests]/unmet");
    }

    @Test
    void tellsOfPackagesMadeAfterTheProcessHadStarted(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.procFile("/stat", "btime 946684800\n");
        host.procFile("/710/mountinfo", "");
        python(host, 710).add();
        node(host, 720).add();
        // A birth in the same tick of the clock as the last change is taken for one that is not told.
        for (String above : List.of(SITE, "/srv/front/node_modules")) {
            FileTime later = FileTime.from(Instant.now().plusSeconds(60));
            Files.setLastModifiedTime(directory.resolve("root").resolve(above.substring(1)), later);
        }
        List<RecordedSection> told = List.of(
                seen(withServices(host)).about("cart"), seen(withServices(host)).about("front"));
        assertThat(told.get(0).shown("pypi[requests]/replaced")).contains("true");
        assertThat(told.get(0).evidence("pypi[requests]/replaced"))
                .contains("lib/python3.11/site-packages/requests-2.31.0.dist-info, made after the process had started");
        assertThat(told.get(1).shown("npm[express]/replaced")).contains("true");
    }

    @Test
    void leavesUnknownWhatWasReplacedWhereTheKernelDoesNotTellWhenItBooted(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.procFile("/stat", "cpu 1 2 3\n");
        python(host, 710).add();
        RecordedSection cart = seen(withServices(host)).about("cart");
        assertThat(cart.uncovered()).anyMatch(gap -> gap.startsWith("pypi[requests]/replaced"));
    }

    @Test
    void countsNativeCodeExchangedToTheDistributionThatHasIt(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710)
                .file("maps", "7f00-7f10 r-xp 00000000 08:01 77 " + SITE + "/_speed/x.cpython-311.so (deleted)\n")
                .add();
        host.file(SITE + "/requests-2.31.0.dist-info/RECORD", "_speed/x.cpython-311.so,sha256=a,1\n");
        RecordedSection cart = seen(withServices(host)).about("cart");
        assertThat(cart.shown("pypi[requests]/replaced")).contains("true");
        assertThat(cart.paths()).doesNotContain("python/replaced");
    }

    @Test
    void tellsOfNativeCodeExchangedUnderARunningInterpreter(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710)
                .file(
                        "maps",
                        "7f00-7f10 r-xp 00000000 08:01 77 " + SITE
                                + "/numpy/core/_multiarray.cpython-311.so (deleted)\n"
                                + "7f10-7f20 r-xp 00000000 08:01 78 /tmp/passing.so (deleted)\n")
                .add();
        assertThat(seen(withServices(host)).about("cart").shown("python/replaced"))
                .contains("{numpy}");
    }

    @Test
    void tellsNodePackagesWithEveryVersion(@TempDir Path directory) throws Exception {
        RecordedSection front = seen(richHost(directory)).about("front");
        assertThat(front.shown("npm[express]/version")).contains("4.18.2");
        assertThat(front.shown("npm[qs]/version")).contains("{6.11.0, 6.12.1}");
        assertThat(front.shown("npm[express]/requirement")).contains("^4");
        assertThat(front.shown("node/depth")).contains("2");
    }

    @Test
    void tellsPackagesOfADotnetProgramButNotItsOwnProjects(@TempDir Path directory) throws Exception {
        RecordedSection pay = seen(richHost(directory)).about("pay");
        assertThat(pay.shown("nuget[Npgsql]/version")).contains("8.0.1");
        assertThat(pay.paths()).doesNotContain("nuget[Pay]/version");
    }

    @Test
    void passesOverProgramsWhoseDependenciesAreNotRead(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        FixtureProcess.of(host, 800)
                .runs("/usr/sbin/nginx", "/usr/sbin/nginx")
                .cgroup("/system.slice/nginx.service")
                .in("/opt/x")
                .add();
        RecordingRecorder seen = seen(withServices(host));
        assertThat(seen.about("nginx").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(seen.host().paths()).containsExactly("service[nginx]/observed");
    }

    @Test
    void leavesUnknownWhatOneServiceDoesNotShow(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        fatJar(host, "1.4.2", "2.0.9");
        java(host, 700, "shop-web", "-jar", "shop-web.jar").closed().add();
        python(host, 710).add();
        RecordingRecorder seen = seen(withServices(host));
        assertThat(seen.about("shop-web").uncovered()).containsExactly("** permission");
        assertThat(seen.host().uncovered())
                .containsExactly("service[*]/** permission", "service[shop-web]/observed permission");
        assertThat(seen.about("cart").shown("pypi[requests]/version")).contains("2.31.0");
        assertThat(seen.about("cart").observed("pypi[flask-login]/location"))
                .containsExactly(new Observed.Guarded("location", "url", "https://git.example.com/fork.git"));
    }
}
