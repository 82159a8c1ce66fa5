package dev.leeway.agent.probe.dependency.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.python.PythonEnvironment.Kind;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonEnvironmentsTest {
    private static final String VENV_SITE = "/srv/app/venv/lib/python3.11/site-packages";
    private static final Optional<String> SYSTEM_PYTHON = Optional.of("/usr/bin/python3.11");

    private final FixtureHost host;
    private final Survey survey;

    /** Debian's interpreter, and a virtual environment made with it. */
    PythonEnvironmentsTest(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
        host.file(
                        "/usr/bin/python3.11",
                        "\u007fELF...\0debug\0003.11.2\0strict\0".getBytes(StandardCharsets.ISO_8859_1))
                .link("/usr/bin/python3", "python3.11")
                .directory("/usr/lib/python3/dist-packages")
                .directory("/usr/local/lib/python3.11/dist-packages")
                .file(
                        "/srv/app/venv/pyvenv.cfg",
                        "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.1\n")
                .link("/srv/app/venv/bin/python", "../../../../usr/bin/python3")
                .directory(VENV_SITE)
                .link("/srv/app/venv/lib64", "lib");
    }

    private Optional<PythonEnvironment> of(
            Optional<String> executable, List<String> arguments, Map<String, String> variables, String... open) {
        PythonProcess process =
                new PythonProcess(executable, arguments, Optional.of("/srv/app"), variables, Arrays.asList(open));
        return PythonEnvironments.of(survey, process);
    }

    @Test
    void believesTheCommandLineAndReadsTheVersionFromTheProgram() {
        assertThat(of(SYSTEM_PYTHON, List.of("/srv/app/venv/bin/python", "app.py"), Map.of()))
                .contains(new PythonEnvironment(
                        Kind.VENV,
                        "/srv/app/venv",
                        Optional.of("3.11"),
                        Optional.of("3.11.2"),
                        List.of(VENV_SITE),
                        "command line"));
    }

    @Test
    void findsRelativeProgramsAndThoseOnThePath() {
        assertThat(of(SYSTEM_PYTHON, List.of("venv/bin/python"), Map.of()))
                .map(PythonEnvironment::prefix)
                .contains("/srv/app/venv");
        assertThat(of(SYSTEM_PYTHON, List.of("python"), Map.of("PATH", "relative:/nowhere:/srv/app/venv/bin")))
                .map(PythonEnvironment::prefix)
                .contains("/srv/app/venv");
    }

    @Test
    void fallsBackToVariablesAndOpenFilesWhenATitleReplacedTheCommandLine() {
        List<String> title = List.of("gunicorn: master [shop.wsgi]");
        assertThat(of(SYSTEM_PYTHON, title, Map.of("VIRTUAL_ENV", "/srv/app/venv")))
                .map(PythonEnvironment::evidence)
                .contains("VIRTUAL_ENV");
        assertThat(of(SYSTEM_PYTHON, title, Map.of(), "/lib/libc.so.6", VENV_SITE + "/numpy/core.so"))
                .map(PythonEnvironment::prefix)
                .contains("/srv/app/venv");
    }

    @Test
    void doesNotBelieveAVariableThatAShellHandedOn() {
        assertThat(of(SYSTEM_PYTHON, List.of("/usr/bin/python3", "app.py"), Map.of("VIRTUAL_ENV", "/srv/app/venv")))
                .map(PythonEnvironment::kind)
                .contains(Kind.SYSTEM);
    }

    @Test
    void knowsDebiansDirectories() {
        assertThat(of(SYSTEM_PYTHON, List.of("/usr/bin/python3", "-m", "shop"), Map.of()))
                .map(PythonEnvironment::siteDirectories)
                .contains(List.of("/usr/local/lib/python3.11/dist-packages", "/usr/lib/python3/dist-packages"));
    }

    @Test
    void addsWhatTheUserAndVariablesAddInTheOrderOfThePath() {
        host.file("/srv/app/venv/pyvenv.cfg", "home=/usr/bin\nInclude-System-Site-Packages = True\n")
                .directory("/home/shop/.local/lib/python3.11/site-packages")
                .directory("/srv/app/lib");
        Map<String, String> variables = Map.of("HOME", "/home/shop", "PYTHONPATH", "lib:/nowhere");
        assertThat(of(SYSTEM_PYTHON, List.of("/srv/app/venv/bin/python"), variables))
                .map(PythonEnvironment::siteDirectories)
                .contains(List.of(
                        "/srv/app/lib",
                        VENV_SITE,
                        "/home/shop/.local/lib/python3.11/site-packages",
                        "/usr/local/lib/python3.11/dist-packages",
                        "/usr/lib/python3/dist-packages"));
    }

    @Test
    void knowsConda() {
        host.directory("/opt/conda/conda-meta").directory("/opt/conda/lib/python3.12/site-packages");
        assertThat(PythonEnvironments.at(survey, "/opt/conda"))
                .contains(new PythonEnvironment(
                        Kind.CONDA,
                        "/opt/conda",
                        Optional.of("3.12"),
                        Optional.empty(),
                        List.of("/opt/conda/lib/python3.12/site-packages"),
                        "directory"));
        assertThat(PythonEnvironments.at(survey, "/nowhere")).isEmpty();
    }

    @Test
    void readsTheVersionFromALibraryOrAHeader() {
        host.file("/opt/py/lib/libpython3.12.so.1.0", "x\0/build/Python-3.12.4\0")
                .directory("/opt/py/lib/python3.12/site-packages");
        assertThat(PythonEnvironments.at(survey, "/opt/py"))
                .flatMap(PythonEnvironment::version)
                .contains("3.12.4");
        host.file("/opt/qy/include/python3.13/patchlevel.h", "#define PY_VERSION      \"3.13.0rc2\"\n")
                .directory("/opt/qy/lib/python3.13/site-packages");
        assertThat(PythonEnvironments.at(survey, "/opt/qy"))
                .flatMap(PythonEnvironment::version)
                .contains("3.13.0rc2");
    }

    @Test
    void leavesAVersionOpenWhenTheFilesDisagree() {
        host.file("/usr/bin/python3.11", "x\0003.11.2\0y\0003.11.4\0z");
        assertThat(of(SYSTEM_PYTHON, List.of("/usr/bin/python3"), Map.of()))
                .flatMap(PythonEnvironment::version)
                .isEmpty();
    }

    @Test
    void findsAVersionThatLiesAcrossTwoReads() {
        for (int shift = -12; shift < 3; shift++) {
            host.file("/usr/bin/python3.11", "x".repeat((1 << 20) + shift) + "\0003.11.2\0" + "y".repeat(100));
            assertThat(of(SYSTEM_PYTHON, List.of("/usr/bin/python3"), Map.of()))
                    .flatMap(PythonEnvironment::version)
                    .as("shift %d", shift)
                    .contains("3.11.2");
        }
    }

    @Test
    void saysNothingOfAProcessThatTellsNothing() {
        assertThat(of(Optional.empty(), List.of(), Map.of())).isEmpty();
    }

    @Test
    void readsTheSettingsOfEveryMaker() {
        assertThat(VirtualEnvironment.read("home = /usr/bin\nversion_info = 3.9.2.final.0\n")
                        .version())
                .contains("3.9.2");
        assertThat(VirtualEnvironment.read("version_info = 3.13.0.candidate.2").version())
                .contains("3.13.0rc2");
        assertThat(VirtualEnvironment.read("version = 3.10.13").version()).contains("3.10.13");
        assertThat(VirtualEnvironment.read("version = latest\nhome = C:\\x\n\0"))
                .isEqualTo(new VirtualEnvironment(Optional.empty(), Optional.empty(), false));
    }

    @Test
    void keepsNoVariablesBeyondThoseItNeeds() {
        PythonProcess process = new PythonProcess(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of("DB_PASSWORD", "hunter2", "HOME", "/"),
                List.of());
        assertThat(process.variables()).containsOnlyKeys("HOME");
        assertThat(process.toString()).doesNotContain("HOME");
    }
}
