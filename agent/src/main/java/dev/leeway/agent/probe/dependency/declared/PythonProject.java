package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.toml.TomlText;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.python.PythonName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code pyproject.toml} or {@code Pipfile} requires. */
final class PythonProject {
    private final DeclarationList list;

    private PythonProject(String file) {
        this.list = new DeclarationList(Ecosystem.PYPI, file);
    }

    /** {@code pyproject.toml}: the standard's tables, dependency groups, and those of Poetry and uv. */
    static List<Declaration> pyproject(String text, String file) throws MalformedException {
        TreeNode root = TomlText.read(text);
        PythonProject project = new PythonProject(file);
        project.requirements(root.itemsAt("project", "dependencies"), Optional.empty());
        root.entriesAt("project", "optional-dependencies")
                .forEach((extra, all) -> project.requirements(all.itemsAt(), Optional.of("extra " + extra)));
        root.entriesAt("dependency-groups")
                .forEach((group, all) -> project.requirements(all.itemsAt(), Optional.of("group " + group)));
        project.requirements(root.itemsAt("tool", "uv", "dev-dependencies"), Optional.of("dev"));
        project.table(root.entriesAt("tool", "poetry", "dependencies"), Optional.empty());
        project.table(root.entriesAt("tool", "poetry", "dev-dependencies"), Optional.of("dev"));
        root.entriesAt("tool", "poetry", "group")
                .forEach((group, all) -> project.table(all.entriesAt("dependencies"), Optional.of("group " + group)));
        return project.list.all();
    }

    /** {@code Pipfile}. */
    static List<Declaration> pipfile(String text, String file) throws MalformedException {
        TreeNode root = TomlText.read(text);
        PythonProject project = new PythonProject(file);
        project.table(root.entriesAt("packages"), Optional.empty());
        project.table(root.entriesAt("dev-packages"), Optional.of("dev"));
        return project.list.all();
    }

    private void requirements(List<TreeNode> requirements, Optional<String> condition) {
        for (TreeNode each : requirements) {
            each.textAt().flatMap(text -> Requirement.read(text.strip())).ifPresent(found -> {
                Optional<String> when = condition.or(found::marker);
                list.add(found.name(), found.precision(), found.version(), when, each.line());
            });
        }
    }

    /** Names with a version, a table, or a list of tables for different conditions. */
    private void table(Map<String, TreeNode> entries, Optional<String> condition) {
        entries.forEach((name, value) -> {
            if (!name.equals("python") && PythonName.isValid(name)) {
                if (value instanceof TreeNode.Items) {
                    value.itemsAt().forEach(each -> entry(name, each, condition));
                } else {
                    entry(name, value, condition);
                }
            }
        });
    }

    private void entry(String name, TreeNode value, Optional<String> condition) {
        String normalised = PythonName.normalised(name);
        Optional<String> when = condition
                .or(() -> value.textAt("optional").filter("true"::equals).map(ignored -> "optional"))
                .or(() -> value.textAt("markers"))
                .or(() -> value.textAt("python").map(versions -> "python " + versions));
        Optional<String> version = value.textAt().or(() -> value.textAt("version"));
        if (version.isPresent()) {
            specified(normalised, version.get().strip(), when, value.line());
            return;
        }
        List.of("git", "path", "url", "file").stream()
                .flatMap(kind -> value.textAt(kind).stream())
                .findFirst()
                .ifPresentOrElse(
                        place -> list.place(normalised, place, when, value.line()),
                        () -> list.add(normalised, Precision.ANY, "", when, value.line()));
    }

    private void specified(String name, String version, Optional<String> when, int line) {
        if (!version.isEmpty() && Character.isDigit(version.charAt(0)) && version.indexOf('*') < 0) {
            list.pinned(name, version, when, line);
            return;
        }
        Optional<Requirement> standard = Requirement.read(name + version);
        if (standard.isPresent()) {
            list.add(name, standard.get().precision(), standard.get().version(), when, line);
        } else {
            // Poetry's own carets and tildes.
            list.range(name, version, when, line);
        }
    }
}
