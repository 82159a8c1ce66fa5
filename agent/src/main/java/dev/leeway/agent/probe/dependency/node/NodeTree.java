package dev.leeway.agent.probe.dependency.node;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.node.NodeInventory.Layout;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the installed packages of a project, each real directory once wherever links lead to it.
 *
 * <p>What {@code package.json} files say counts, not what a lock file remembers of the installation.
 */
public final class NodeTree {
    private static final int MAX_MANIFEST = 2 << 20;
    private static final int MAX_TABLE = 64 << 20;
    private static final int LONGEST_VERSION = 200;
    private static final String MODULES = "node_modules";
    private static final Comparator<NodePackage> ORDER = Comparator.comparing(NodePackage::name)
            .thenComparing(NodePackage::version)
            .thenComparing(NodePackage::path);

    private final Survey survey;
    private final List<NodePackage> packages = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private final boolean inner;

    private NodeTree(Survey survey, boolean inner) {
        this.survey = requireNonNull(survey, "survey is null");
        this.inner = inner;
    }

    /**
     * What is installed for the project in {@code directory}: its {@code node_modules}, or its Plug'n'Play table.
     *
     * @return the packages read; what was not is in {@link Survey#skipped()}
     */
    public static NodeInventory read(Survey survey, String directory) {
        return new NodeTree(survey, true).inventory(directory);
    }

    /** What is installed in {@code directory} itself, and not what those packages bring along. */
    public static NodeInventory topmost(Survey survey, String directory) {
        return new NodeTree(survey, false).inventory(directory);
    }

    private NodeInventory inventory(String directory) {
        String modules = PathText.below(directory, MODULES);
        Layout layout = Layout.NONE;
        if (survey.isDirectory(modules)) {
            layout = layout(modules);
            // The project's own directory is no dependency of itself, whatever links back to it.
            survey.resolve(directory).ifPresent(seen::add);
            modules(modules, 1);
        }
        boolean table = plugAndPlay(directory);
        packages.sort(ORDER);
        return new NodeInventory(table ? Layout.YARN_PNP : layout, packages);
    }

    private Layout layout(String modules) {
        if (survey.isFile(modules + "/.modules.yaml") || survey.isDirectory(modules + "/.pnpm")) {
            return Layout.PNPM;
        }
        if (survey.isFile(modules + "/.yarn-integrity") || survey.isFile(modules + "/.yarn-state.yml")) {
            return Layout.YARN;
        }
        return survey.isFile(modules + "/.package-lock.json") ? Layout.NPM : Layout.UNMARKED;
    }

    private void modules(String modules, int depth) {
        if (depth > survey.limits().maxDepth()) {
            survey.skip(modules, Kind.TOO_LARGE, "more than " + survey.limits().maxDepth() + " levels of packages");
            return;
        }
        for (String name : survey.names(modules)) {
            String path = PathText.below(modules, name);
            if (name.equals(".pnpm")) {
                store(path);
            } else if (name.startsWith("@")) {
                survey.names(path).stream()
                        .filter(each -> !each.startsWith("."))
                        .forEach(each -> entry(PathText.below(path, each), depth));
            } else if (!name.startsWith(".")) {
                entry(path, depth);
            }
        }
    }

    /** pnpm's store: every package with its peers in a directory of its own, and links from one to the other. */
    private void store(String store) {
        for (String name : survey.names(store)) {
            String modules = PathText.below(PathText.below(store, name), MODULES);
            if (name.equals(MODULES) || name.startsWith(".") || !survey.isDirectory(modules)) {
                continue;
            }
            for (String entry : survey.names(modules)) {
                String path = PathText.below(modules, entry);
                if (entry.startsWith("@")) {
                    survey.names(path).forEach(each -> stored(PathText.below(path, each)));
                } else if (!entry.startsWith(".")) {
                    stored(path);
                }
            }
        }
    }

    private void stored(String path) {
        if (!survey.isLink(path)) {
            entry(path, 1);
        }
    }

    private void entry(String path, int depth) {
        boolean link = survey.isLink(path);
        Optional<String> real = survey.resolve(path);
        if (real.isEmpty()) {
            if (link) {
                survey.skip(path, Kind.ABSENT, "a link that leads nowhere");
            }
            return;
        }
        boolean inside = real.get().contains("/" + MODULES + "/");
        if (!survey.isDirectory(real.get()) || (link && inside && isStored(real.get())) || !seen.add(real.get())) {
            return;
        }
        manifest(real.get() + "/package.json")
                .map(json -> named(json, path, depth, link && !inside))
                .ifPresent(packages::add);
        if (inner && survey.isDirectory(PathText.below(real.get(), MODULES))) {
            modules(PathText.below(real.get(), MODULES), depth + 1);
        }
    }

    /** What lies in pnpm's store is read there, so that depth and path do not depend on which link came first. */
    private static boolean isStored(String real) {
        return real.contains("/" + MODULES + "/.pnpm/");
    }

    private Optional<JsonNode> manifest(String path) {
        Optional<String> text = survey.text(path, MAX_MANIFEST);
        if (text.isEmpty() && survey.failure().isEmpty()) {
            survey.skip(PathText.parent(path), Kind.MALFORMED, "without package.json");
        }
        Optional<JsonNode> json =
                text.flatMap(JsonText::read).filter(node -> node.textAt("name").isPresent());
        boolean told = json.flatMap(node -> node.textAt("version"))
                .filter(version -> version.length() <= LONGEST_VERSION)
                .isPresent();
        if (text.isPresent() && !told) {
            survey.skip(path, Kind.MALFORMED, "without a name and a version");
            return Optional.empty();
        }
        return json;
    }

    private static NodePackage named(JsonNode json, String path, int depth, boolean linked) {
        String name = json.textAt("name").orElse("");
        return new NodePackage(name, json.textAt("version").orElse(""), path, depth, linked);
    }

    private boolean plugAndPlay(String directory) {
        String data = PathText.below(directory, ".pnp.data.json");
        String script = PathText.below(directory, ".pnp.cjs");
        String path = survey.isFile(data) ? data : script;
        Optional<String> text = survey.text(path, MAX_TABLE);
        if (text.isEmpty()) {
            return false;
        }
        Optional<List<NodePackage>> table = PlugAndPlay.read(text.get(), path);
        if (table.isEmpty()) {
            survey.skip(path, Kind.MALFORMED, "no table of packages found in it");
        }
        table.ifPresent(packages::addAll);
        return table.isPresent();
    }
}
