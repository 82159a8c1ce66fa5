package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services are looked into, and what is told of each of the others. */
class ServiceDependenciesTest extends DependencyScene {
    @Test
    void listsTheServicesItLookedInto(@TempDir Path directory) throws Exception {
        RecordingRecorder seen = seen(allKinds(directory));
        assertThat(seen.host().paths())
                .containsExactly(
                        "service[cart]/observed",
                        "service[front]/observed",
                        "service[pay]/observed",
                        "service[shop-web]/observed");
        assertThat(seen.sections().values()).allMatch(section -> section.outcome() == Outcome.COLLECTED);
    }

    @Test
    void tellsNodePackagesWithEveryVersion(@TempDir Path directory) throws Exception {
        RecordedSection front = seen(allKinds(directory)).about("front");
        assertThat(front.shown("npm[express]/version")).contains("4.18.2");
        assertThat(front.shown("npm[qs]/version")).contains("{6.11.0, 6.12.1}");
        assertThat(front.shown("npm[express]/requirement")).contains("^4");
        assertThat(front.shown("node/depth")).contains("2");
    }

    @Test
    void tellsPackagesOfADotnetProgramButNotItsOwnProjects(@TempDir Path directory) throws Exception {
        RecordedSection pay = seen(allKinds(directory)).about("pay");
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
        RecordingRecorder seen = seen(host);
        assertThat(seen.about("nginx").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(seen.host().paths()).containsExactly("service[nginx]/observed");
    }

    @Test
    void leavesUnknownWhatOneServiceDoesNotShow(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        fatJar(host, "1.4.2", "2.0.9");
        java(host, 700, "shop-web", "-jar", "shop-web.jar").closed().add();
        python(host, 710).add();
        RecordingRecorder seen = seen(host);
        assertThat(seen.about("shop-web").uncovered()).containsExactly("** permission");
        assertThat(seen.host().uncovered())
                .containsExactly("service[*]/** permission", "service[shop-web]/observed permission");
        assertThat(seen.about("cart").shown("pypi[requests]/version")).contains("2.31.0");
        assertThat(seen.about("cart").observed("pypi[flask-login]/location"))
                .containsExactly(new Observed.Guarded("location", "url", "https://git.example.com/fork.git"));
    }
}
