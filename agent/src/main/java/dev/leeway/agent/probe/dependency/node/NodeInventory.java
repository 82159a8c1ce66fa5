package dev.leeway.agent.probe.dependency.node;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The packages installed for one project.
 *
 * @param layout who laid them out
 * @param packages sorted by name, version and path
 */
public record NodeInventory(Layout layout, List<NodePackage> packages) {
    public NodeInventory {
        requireNonNull(layout, "layout is null");
        packages = List.copyOf(packages);
    }

    /** Every version of each name. */
    public SortedMap<String, SortedSet<String>> versions() {
        SortedMap<String, SortedSet<String>> versions = new TreeMap<>();
        for (NodePackage each : packages) {
            versions.computeIfAbsent(each.name(), ignored -> new TreeSet<>()).add(each.version());
        }
        return versions;
    }

    /** Package managers by the tree they leave. */
    public enum Layout {
        NPM("npm"),
        YARN("yarn"),
        YARN_PNP("yarn-pnp"),
        PNPM("pnpm"),
        /** A tree without its maker's note, as copied trees are. */
        UNMARKED("node_modules"),
        NONE("none");

        private final String text;

        Layout(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
