package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Python service has installed, what its files ask for, and which of that is unmet. */
class PythonDependenciesTest extends DependencyScene {
    @Test
    void tellsWhatAPythonServiceSeesAndWhatItsFilesAskFor(@TempDir Path directory) throws Exception {
        RecordedSection cart = seen(allKinds(directory)).about("cart");
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
        RecordedSection cart = seen(host).about("cart");
        assertThat(cart.paths().stream().filter(path -> path.endsWith("/unmet")))
                .containsExactlyInAnyOrder("pypi[absent]/unmet", "pypi[here]/unmet", "pypi[flask-login]/unmet");
        assertThat(cart.shown("pypi[flask-login]/unmet")).contains("0.7.0");
        assertThat(cart.evidence("pypi[here]/unmet"))
                .contains("cart/requirements.txt:5 (python_version >= \"3.8\" and sys_platform == \"linux\")");
    }

    @Test
    void countsWhatPoetryLocksForThisPlaceOnly(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).add();
        host.file("/srv/cart/poetry.lock", """
                [[package]]
                name = "colorama"
                version = "0.4.6"
                groups = ["main", "dev"]
                markers = {main = "platform_system == \\"Windows\\"", dev = "sys_platform == \\"linux\\""}
                [[package]]
                name = "strange"
                version = "1"
                groups = ["main"]
                markers = ["sys_platform == \\"linux\\""]
                [[package]]
                name = "missing"
                version = "1"
                groups = ["main", "dev"]
                markers = {dev = "platform_system == \\"Windows\\""}
                """);
        assertThat(seen(host).about("cart").paths())
                .contains("pypi[missing]/unmet")
                .doesNotContain("pypi[colorama]/unmet", "pypi[strange]/unmet");
    }

    @Test
    void saysNothingUnmetWhereTheInstallationCouldNotBeRead(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        python(host, 710).add();
        host.deny(SITE + "/requests-2.31.0.dist-info/METADATA");
        assertThat(seen(host).about("cart").paths()).doesNotContain("pypi[requests]/unmet");
    }
}
