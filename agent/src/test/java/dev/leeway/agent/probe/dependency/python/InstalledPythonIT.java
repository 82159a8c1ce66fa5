package dev.leeway.agent.probe.dependency.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Elements;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.found.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is found with what pip says of the same environment. */
class InstalledPythonIT {
    @TempDir
    Path directory;

    private final Survey survey = new Survey(JailedFiles.at(Path.of("/")), SurveyLimits.DEPLOYMENT);

    @Tag("thorough")
    @Test
    void agreesWithPipAboutAFreshEnvironment() throws Exception {
        Tool.needs("python3");
        Path venv = environment();
        agrees(venv, 1);
    }

    @Test
    void agreesWithPipAboutMoreThanAHundredPackages() throws Exception {
        Tool.needsALongRun();
        Tool.needs("python3");
        Path venv = environment();
        String pip = venv.resolve("bin/pip").toString();
        Tool.output(
                directory,
                400,
                List.of(pip, "install", "-q", "--only-binary", ":all:", "jupyterlab", "django", "celery", "poetry"));
        assumeTrue(listed(venv).size() > 2, "no package index can be reached");
        agrees(venv, 100);
    }

    private Path environment() throws Exception {
        Path venv = directory.toRealPath().resolve("venv");
        Tool.output(directory, 120, List.of("python3", "-m", "venv", venv.toString()));
        assumeTrue(venv.resolve("bin/pip").toFile().exists(), "python3 makes no environments with pip");
        return venv;
    }

    private void agrees(Path venv, int atLeast) throws Exception {
        Optional<PythonEnvironment> environment = PythonEnvironments.at(survey, venv.toString());
        String running = Tool.output(
                        directory,
                        30,
                        List.of(
                                venv.resolve("bin/python").toString(),
                                "-c",
                                "import platform; print(platform.python_version())"))
                .strip();
        assertThat(environment).flatMap(PythonEnvironment::version).contains(running);
        SortedSet<String> found = new TreeSet<>();
        for (Distribution each : SitePackages.read(
                survey, environment.map(PythonEnvironment::siteDirectories).orElse(List.of()))) {
            found.add(each.name() + " " + each.version());
        }
        assertThat(found).isEqualTo(listed(venv)).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(survey.skipped()).isEmpty();
    }

    private SortedSet<String> listed(Path venv) throws Exception {
        String pip = venv.resolve("bin/pip").toString();
        List<JsonNode> packages = JsonText.read(Tool.output(directory, 60, List.of(pip, "list", "--format", "json")))
                .filter(Elements.class::isInstance)
                .map(node -> ((Elements) node).elements())
                .orElse(List.of());
        List<String> names = new ArrayList<>();
        packages.forEach(
                each -> names.add(PythonName.normalised(each.textAt("name").orElse("")) + " "
                        + each.textAt("version").orElse("")));
        return new TreeSet<>(names);
    }
}
