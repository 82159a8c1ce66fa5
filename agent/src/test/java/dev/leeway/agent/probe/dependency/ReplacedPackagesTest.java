package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages exchanged on disk while a service that uses them runs. */
class ReplacedPackagesTest extends DependencyScene {
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
        List<RecordedSection> told =
                List.of(seen(host).about("cart"), seen(host).about("front"));
        assertThat(told.get(0).shown("pypi[requests]/replaced")).contains("true");
        assertThat(told.get(0).evidence("pypi[requests]/replaced"))
                .contains("lib/python3.11/site-packages/requests-2.31.0.dist-info, made after the process had started");
        assertThat(told.get(1).shown("npm[express]/replaced")).contains("true");
    }

    @Test
    void leavesUnknownWhetherPackagesMadeSoonAfterAShellStartedWereReplaced(@TempDir Path directory) throws Exception {
        FixtureHost host = startedByAShell(directory);
        node(host, 720).with("PWD", "/srv/front").file("mountinfo", "").add();
        Path packages = directory.resolve("root/srv/front/node_modules");
        Files.setLastModifiedTime(packages, FileTime.from(Instant.now().plusSeconds(60)));
        List<RecordedSection> told =
                List.of(seen(host).about("cart"), seen(host).about("front"));
        assertThat(told).allSatisfy(each -> assertThat(each.paths()).noneMatch(path -> path.endsWith("/replaced")));
        assertThat(told.get(0).uncovered()).contains("pypi[requests]/replaced changed in use");
        assertThat(told.get(1).uncovered()).contains("npm[express]/replaced changed in use");
    }

    @Test
    void knowsThatPackagesOlderThanTheShellAreThoseInUse(@TempDir Path directory) throws Exception {
        FixtureHost host = startedByAShell(directory);
        host.procFile("/stat", "btime " + (Instant.now().getEpochSecond() + 60) + "\n");
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.paths()).noneMatch(path -> path.endsWith("/replaced"));
        assertThat(cart.uncovered()).noneMatch(gap -> gap.contains("/replaced"));
    }

    @Test
    void knowsThatTheShellIsGoneOnceThereAreThreads(@TempDir Path directory) throws Exception {
        FixtureHost host = startedByAShell(directory);
        host.procFile("/710/task/712/stat", "712 (python3.11) S 1 1 1 0 -1 64 0 0 0 0 0 0 0 0 20 0 1 0 1800 0 0\n");
        assertThat(seen(host).about("cart").shown("pypi[requests]/replaced")).contains("true");
    }

    @Test
    void knowsThatAWorkerWasNeverAShell(@TempDir Path directory) throws Exception {
        FixtureHost host = startedByAShell(directory);
        FixtureProcess.of(host, 711)
                .parent(710)
                .runs("/opt/python/bin/python3.11", VENV + "/bin/python", "-m", "cart")
                .cgroup("/system.slice/cart.service")
                .in("/srv/cart")
                .with("PWD", "/srv/cart")
                .file("mountinfo", "")
                .add();
        assertThat(seen(host).about("cart").shown("pypi[requests]/replaced")).contains("true");
    }

    /** A service some seconds old, and packages that are younger. */
    private static FixtureHost startedByAShell(Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.procFile("/stat", "btime " + (Instant.now().getEpochSecond() - 60) + "\n");
        python(host, 710).with("PWD", "/srv/cart").file("mountinfo", "").add();
        // A birth in the same tick of the clock as the last change is taken for one that is not told.
        Path packages = directory.resolve("root").resolve(SITE.substring(1));
        Files.setLastModifiedTime(packages, FileTime.from(Instant.now().plusSeconds(60)));
        return host;
    }

    @Test
    void leavesUnknownWhatWasReplacedWhereTheKernelDoesNotTellWhenItBooted(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.procFile("/stat", "cpu 1 2 3\n");
        python(host, 710).add();
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.uncovered()).anyMatch(gap -> gap.startsWith("pypi[requests]/replaced"));
    }

    @Test
    void countsNativeCodeExchangedToTheDistributionThatHasIt(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710)
                .file("maps", "7f00-7f10 r-xp 00000000 08:01 77 " + SITE + "/_speed/x.cpython-311.so (deleted)\n")
                .add();
        host.file(SITE + "/requests-2.31.0.dist-info/RECORD", "_speed/x.cpython-311.so,sha256=a,1\n");
        RecordedSection cart = seen(host).about("cart");
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
        assertThat(seen(host).about("cart").shown("python/replaced")).contains("{numpy}");
    }

    @Test
    void countsNativeCodeThatPipHasRenamedToTheDistributionItWasOf(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710)
                .file("maps", deleted("~arkupsafe/_speedups.cpython-311.so"))
                .add();
        distribution(host, "MarkupSafe", "2.1.5");
        distribution(host, "darkupsafe", "1.0");
        host.file(
                SITE + "/MarkupSafe-2.1.5.dist-info/RECORD",
                "markupsafe/_speedups.cpython-311.so,sha256=a,1\nmarkupsafe/__init__.py,sha256=b,1\n");
        host.file(SITE + "/darkupsafe-1.0.dist-info/RECORD", "darkupsafe/__init__.py,sha256=b,1\n");
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.shown("pypi[markupsafe]/replaced")).contains("true");
        assertThat(cart.paths()).doesNotContain("python/replaced", "pypi[darkupsafe]/replaced");
        assertThat(cart.uncovered()).noneMatch(gap -> gap.contains("/replaced"));
    }

    @Test
    void leavesUnknownWhichOfSeveralDistributionsTheNativeCodeWasOf(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).file("maps", deleted("google/gone.cpython-311.so")).add();
        for (String name : List.of("protobuf", "auth")) {
            distribution(host, name, "1.0");
            host.file(SITE + "/" + name + "-1.0.dist-info/RECORD", "google/" + name + "/x.py,sha256=b,1\n");
        }
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.shown("python/replaced")).contains("{google}");
        assertThat(cart.paths()).doesNotContain("pypi[protobuf]/replaced", "pypi[auth]/replaced");
        assertThat(cart.uncovered())
                .contains("pypi[protobuf]/replaced changed in use", "pypi[auth]/replaced changed in use");
    }

    @Test
    void callsRenamedNativeCodeOfNoDistributionByItsName(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).file("maps", deleted("~umpy/core/x.cpython-311.so")).add();
        host.file(SITE + "/numpy/__init__.py", "");
        assertThat(seen(host).about("cart").shown("python/replaced")).contains("{numpy}");
    }

    private static String deleted(String path) {
        return "7f00-7f10 r-xp 00000000 08:01 77 " + SITE + "/" + path + " (deleted)\n";
    }
}
