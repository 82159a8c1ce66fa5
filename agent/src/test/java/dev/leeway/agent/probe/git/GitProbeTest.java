package dev.leeway.agent.probe.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.git.GitWorkingCopies;
import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.GitSettings;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.WorkingCopies;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProbeTest extends ProbeContract {
    private static final String COMMIT = "1234567890123456789012345678901234567890";

    @Override
    protected Probe probe() {
        return new GitProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        return repository(FixtureHost.in(directory), "/srv/shop")
                .file(
                        "/srv/shop/.git/config",
                        "[remote \"origin\"]\n\turl = https://me:hunter2@git.example.com/team/shop.git\n"
                                + "\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
                                + "[branch \"main\"]\n\tremote = origin\n\tmerge = refs/heads/main\n")
                .file("/srv/shop/.git/refs/remotes/origin/main", COMMIT + "\n");
    }

    private static FixtureHost repository(FixtureHost host, String directory) {
        return host.file(directory + "/.git/HEAD", "ref: refs/heads/main\n")
                .file(directory + "/.git/refs/heads/main", COMMIT + "\n")
                .file(directory + "/.git/refs/tags/v1", COMMIT + "\n")
                .directory(directory + "/.git/objects");
    }

    private RecordingRecorder seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host);
    }

    @Test
    void tellsWhatIsCheckedOutWhereSoftwareUsuallyLies(@TempDir Path directory) throws Exception {
        RecordedSection shop = seen(richHost(directory)).about("shop");
        assertThat(shop.shown("commit")).contains(COMMIT);
        assertThat(shop.shown("branch")).contains("main");
        assertThat(shop.shown("tag")).contains("v1");
        assertThat(shop.shown("upstream")).contains("origin/main");
        assertThat(shop.shown("ahead")).isEmpty();
        assertThat(shop.shown("behind")).contains("0");
        assertThat(shop.evidence("commit")).contains("/srv/shop");
        assertThat(shop.toString()).doesNotContain("hunter2").contains("git.example.com");
        assertThat(seen(richHost(directory)).host().shown("copy[shop]/observed"))
                .contains("true");
    }

    @Test
    void saysOfMissingObjectsThatWhatTheyHeldIsUnknown(@TempDir Path directory) throws Exception {
        RecordedSection shop = seen(richHost(directory)).about("shop");
        assertThat(shop.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(shop.uncovered()).contains("commit-date unreadable", "clean unreadable", "dirty[*] unreadable");
        assertThat(shop.paths()).doesNotContain("clean", "commit-date");
    }

    @Test
    void callsACopyAfterItsDirectoryOrAsConfigured(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        repository(host, "/srv/app/releases/7").link("/srv/app/current", "releases/7");
        repository(host, "/home/me/checkout");
        repository(host, "/home/me/ignored");
        host.settings(HostSettings.NONE.with(new GitSettings(
                List.of(new GitSettings.Place("/home/me/checkout", Optional.of("shop-web"), Optional.empty())))));
        assertThat(seen(host).host().paths())
                .containsExactlyInAnyOrder("copy[app]/observed", "copy[shop-web]/observed");
    }

    @Test
    void tellsOfAServiceWhatItsWorkingDirectoryIsPartOf(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        repository(host, "/srv/checkout").directory("/srv/checkout/dist");
        repository(host, "/root").directory("/root/elsewhere");
        service(host, 700, "shop-web", "/srv/checkout/dist");
        service(host, 701, "shop-job", "/srv/checkout/dist");
        service(host, 702, "other", "/root/elsewhere");
        RecordingRecorder seen = seen(FixtureServices.foundOn(host));
        assertThat(seen.host().paths()).containsExactlyInAnyOrder("copy[shop-job]/observed", "copy[shop-web]/observed");
        assertThat(seen.about("shop-web").shown("commit")).contains(COMMIT);
    }

    @Test
    void takesNoToolsRepositoryForTheServicesOwn(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        repository(host, "/opt/nvm").file("/opt/nvm/.gitignore", "/versions\n").directory("/opt/nvm/versions/work");
        repository(host, "/opt/etc").file("/opt/etc/shop.yml", "a: 1\n");
        repository(host, "/opt/shop").file("/opt/shop/run.js", "").file("/opt/nvm/versions/npm.js", "");
        program(host, 700, "own", "/opt/nvm/versions/node", "/opt/shop/run.js", "--config=/opt/etc/shop.yml");
        program(host, 701, "tool", "/opt/nvm/versions/node", "/opt/nvm/versions/npm.js", "start");
        program(host, 702, "alone", "/opt/nvm/shop", "--config", "/opt/etc/shop.yml");
        service(host, 703, "within", "/opt/nvm/versions/work");
        RecordingRecorder seen = seen(FixtureServices.foundOn(host));
        assertThat(seen.host().paths())
                .containsExactlyInAnyOrder("copy[own]/observed", "copy[nvm]/observed", "copy[etc]/observed");
        assertThat(seen.host().evidence("copy[own]/observed")).contains("/opt/shop");
    }

    private static void program(FixtureHost host, int pid, String name, String... line) {
        host.file(line[0], "");
        FixtureProcess.of(host, pid)
                .runs(line[0], line)
                .cgroup("/system.slice/" + name + ".service")
                .in("/")
                .add();
    }

    private static void service(FixtureHost host, int pid, String name, String directory) {
        host.file("/usr/bin/" + name, "");
        FixtureProcess.of(host, pid)
                .runs("/usr/bin/" + name, "/usr/bin/" + name)
                .cgroup("/system.slice/" + name + ".service")
                .in(directory)
                .add();
    }

    @Test
    void saysSoWhereAConfiguredPlaceHoldsNoRepository(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory)
                .settings(HostSettings.NONE.with(new GitSettings(
                        List.of(new GitSettings.Place("/srv/none", Optional.empty(), Optional.empty())))));
        assertThat(seen(host).about("none").uncovered()).containsExactly("** vanished");
    }

    @Test
    void looksAtNothingWhereNoRepositoryIs(@TempDir Path directory) throws Exception {
        FixtureHost host =
                FixtureHost.in(directory).file("/srv/shop/app.jar", "x").file("/opt/.git/HEAD", "x");
        assertThat(seen(host).sections()).hasSize(1);
        WorkingCopies copies = new GitWorkingCopies();
        assertThat(copies.at(host.files(), "/srv/shop", Optional.empty(), java.time.Duration.ofSeconds(1)))
                .isEmpty();
    }
}
