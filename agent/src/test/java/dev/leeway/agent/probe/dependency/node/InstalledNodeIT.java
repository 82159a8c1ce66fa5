package dev.leeway.agent.probe.dependency.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.found.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is found with what npm says of the same tree. */
class InstalledNodeIT {
    @TempDir
    Path directory;

    private final Survey survey = new Survey(JailedFiles.at(Path.of("/")), SurveyLimits.DEPLOYMENT);

    @Test
    void agreesWithNpmAboutItsOwnTree() throws Exception {
        Tool.needs("npm");
        Path global =
                Path.of(Tool.output(directory, 60, List.of("npm", "root", "-g")).strip());
        assumeTrue(Files.isDirectory(global.resolve("npm/node_modules")), "npm is not installed as a tree of packages");
        agrees(global.resolve("npm").toRealPath());
    }

    @Test
    void agreesWithNpmAboutAnInstalledProject() throws Exception {
        Tool.needsALongRun();
        Tool.needs("npm");
        Path project = Files.createDirectory(directory.toRealPath().resolve("web"));
        Files.writeString(project.resolve("package.json"), "{\"name\": \"web\", \"version\": \"1.0.0\"}");
        Tool.output(
                project,
                400,
                List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "express", "webpack", "jest"));
        assumeTrue(Files.isDirectory(project.resolve("node_modules")), "no package registry can be reached");
        agrees(project);
    }

    private void agrees(Path project) throws Exception {
        SortedSet<String> listed = new TreeSet<>();
        JsonText.read(Tool.output(
                        directory, 120, List.of("npm", "ls", "--all", "--json", "--prefix", project.toString())))
                .ifPresent(root -> collect(root, listed));
        SortedSet<String> found = new TreeSet<>();
        for (NodePackage each : NodeTree.read(survey, project.toString()).packages()) {
            // npm lists an alias by the name of its directory, not by the name of the package in it.
            found.add(key(directoryName(each.path()), each.version()));
        }
        assertThat(found).isEqualTo(listed);
        assertThat(listed).hasSizeGreaterThan(100);
        assertThat(survey.skipped()).isEmpty();
    }

    private static String directoryName(String path) {
        String parent = PathText.name(PathText.parent(path));
        return parent.startsWith("@") ? parent + "/" + PathText.name(path) : PathText.name(path);
    }

    private static String key(String name, String version) {
        return name + " " + version;
    }

    private static void collect(JsonNode node, SortedSet<String> listed) {
        if (node.at("dependencies").orElse(null) instanceof Members members) {
            members.members().forEach((name, each) -> {
                each.textAt("version").ifPresent(version -> listed.add(key(name, version)));
                collect(each, listed);
            });
        }
    }
}
