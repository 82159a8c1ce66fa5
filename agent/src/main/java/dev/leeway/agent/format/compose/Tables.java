package dev.leeway.agent.format.compose;

import dev.leeway.agent.format.tree.TreeNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables of a Compose file, with what YAML's merge key brings into them. */
final class Tables {
    private static final String MERGE = "<<";
    private static final int MAX_DEPTH = 16;

    private Tables() {}

    /** The entries of a table, merged ones beneath its own; none of anything else. */
    static Map<String, TreeNode> entries(TreeNode node) {
        return entries(node, 0);
    }

    /** The entries of what lies under {@code name}. */
    static Map<String, TreeNode> entries(Map<String, TreeNode> table, String name) {
        TreeNode node = table.get(name);
        return node == null ? Map.of() : entries(node);
    }

    private static Map<String, TreeNode> entries(TreeNode node, int depth) {
        if (!(node instanceof TreeNode.Table table) || depth > MAX_DEPTH) {
            return Map.of();
        }
        TreeNode merged = table.entries().get(MERGE);
        if (merged == null) {
            return table.entries();
        }
        Map<String, TreeNode> all = new LinkedHashMap<>(table.entries());
        all.remove(MERGE);
        List<TreeNode> bases = merged instanceof TreeNode.Items items ? items.items() : List.of(merged);
        bases.forEach(base -> entries(base, depth + 1).forEach(all::putIfAbsent));
        return all;
    }

    /** The single value under {@code name}; empty for a table, a list, and a place left empty. */
    static Optional<TreeNode.Scalar> scalar(Map<String, TreeNode> table, String name) {
        return table.get(name) instanceof TreeNode.Scalar scalar && scalar.kind() != TreeNode.Scalar.Kind.NOTHING
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** What is one or many under {@code name}. */
    static List<TreeNode> items(Map<String, TreeNode> table, String name) {
        TreeNode node = table.get(name);
        if (node == null || (node instanceof TreeNode.Scalar scalar && scalar.kind() == TreeNode.Scalar.Kind.NOTHING)) {
            return List.of();
        }
        return node instanceof TreeNode.Items items ? items.items() : List.of(node);
    }
}
