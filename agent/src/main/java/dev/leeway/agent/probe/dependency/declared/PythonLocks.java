package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextLines;
import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.format.toml.TomlText;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.python.PythonName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lock files of Python: {@code poetry.lock}, {@code uv.lock}, {@code pylock.toml}, {@code Pipfile.lock}. */
final class PythonLocks {
    /** A condition that nobody can say to hold. */
    private static final String NOT_UNDERSTOOD = "markers not understood";

    private PythonLocks() {}

    /** {@code poetry.lock}: optional packages and those of the development category or groups are conditional. */
    static List<Declaration> poetry(String text, String file) throws MalformedException {
        DeclarationList list = new DeclarationList(Ecosystem.PYPI, file);
        for (TreeNode each : TomlText.read(text).itemsAt("package")) {
            locked(
                    list,
                    each,
                    poetryCondition(each),
                    each.textAt("source", "type").filter(type -> !type.equals("legacy")));
        }
        return list.all();
    }

    private static Optional<String> poetryCondition(TreeNode each) {
        if (each.textAt("optional").filter("true"::equals).isPresent()) {
            return Optional.of("optional");
        }
        List<String> groups = each.itemsAt("groups").stream()
                .flatMap(group -> group.textAt().stream())
                .toList();
        boolean main =
                groups.isEmpty() ? !each.textAt("category").orElse("main").equals("dev") : groups.contains("main");
        return main ? poetryMarkers(each) : Optional.of(groups.isEmpty() ? "dev" : "group " + String.join(",", groups));
    }

    /** One for all groups or, since Poetry 2, a table by group, in which one that needs the package always does not appear. */
    private static Optional<String> poetryMarkers(TreeNode each) {
        Optional<TreeNode> markers = each.at("markers");
        Optional<TreeNode> main =
                markers.filter(TreeNode.Table.class::isInstance).isPresent() ? each.at("markers", "main") : markers;
        return main.map(node -> node instanceof TreeNode.Scalar scalar ? scalar.text() : NOT_UNDERSTOOD);
    }

    /** {@code uv.lock}: the project's own entry is no dependency. */
    static List<Declaration> uv(String text, String file) throws MalformedException {
        DeclarationList list = new DeclarationList(Ecosystem.PYPI, file);
        for (TreeNode each : TomlText.read(text).itemsAt("package")) {
            boolean own = each.at("source", "virtual").isPresent()
                    || each.textAt("source", "editable").filter("."::equals).isPresent();
            if (!own) {
                Optional<String> place = List.of("git", "url", "path", "directory", "editable").stream()
                        .filter(kind -> each.at("source", kind).isPresent())
                        .findFirst();
                locked(list, each, Optional.empty(), place);
            }
        }
        return list.all();
    }

    /** {@code pylock.toml} (PEP 751). */
    static List<Declaration> standard(String text, String file) throws MalformedException {
        DeclarationList list = new DeclarationList(Ecosystem.PYPI, file);
        for (TreeNode each : TomlText.read(text).itemsAt("packages")) {
            Optional<String> place = List.of("vcs", "directory", "archive").stream()
                    .filter(kind -> each.at(kind).isPresent())
                    .findFirst();
            locked(list, each, each.textAt("marker"), place);
        }
        return list.all();
    }

    private static void locked(
            DeclarationList list, TreeNode each, Optional<String> condition, Optional<String> placeKind) {
        Optional<String> name = each.textAt("name").filter(PythonName::isValid).map(PythonName::normalised);
        Optional<String> version = each.textAt("version");
        if (name.isPresent() && version.isPresent()) {
            list.pinned(name.get(), version.get(), condition, each.line());
        } else if (name.isPresent() && placeKind.isPresent()) {
            String kind = placeKind.get();
            String place = each.textAt("source", kind)
                    .or(() -> each.textAt("source", "url"))
                    .or(() -> each.textAt(kind, "url"))
                    .or(() -> each.textAt(kind, "path"))
                    .orElse(kind);
            list.place(name.get(), place, condition, each.line());
        }
    }

    /** {@code Pipfile.lock}. */
    static List<Declaration> pipfile(String text, String file) throws MalformedException {
        JsonNode root = JsonText.read(text).orElseThrow(() -> new MalformedException("expected JSON"));
        DeclarationList list = new DeclarationList(Ecosystem.PYPI, file);
        group(list, root, new TextLines(text), "default", Optional.empty());
        group(list, root, new TextLines(text), "develop", Optional.of("dev"));
        return list.all();
    }

    private static void group(
            DeclarationList list, JsonNode root, TextLines lines, String group, Optional<String> condition) {
        if (!(root.at(group).orElse(null) instanceof Members packages)) {
            return;
        }
        lines.next("\"" + group + "\"");
        for (Map.Entry<String, JsonNode> each : packages.members().entrySet()) {
            String name = PythonName.normalised(each.getKey());
            int line = lines.next("\"" + each.getKey() + "\"");
            Optional<String> when = condition.or(() -> each.getValue().textAt("markers"));
            Optional<String> version = each.getValue().textAt("version");
            Optional<String> place = List.of("git", "path", "file").stream()
                    .flatMap(kind -> each.getValue().textAt(kind).stream())
                    .findFirst();
            if (version.isPresent()) {
                Requirement.read(name + version.get())
                        .ifPresent(found -> list.add(name, found.precision(), found.version(), when, line));
            } else {
                place.ifPresent(found -> list.place(name, found, when, line));
            }
        }
    }
}
