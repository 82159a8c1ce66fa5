package dev.leeway.agent.format.compose;

import dev.leeway.agent.format.tree.TreeNode;

/** The tags by which one file tells Compose not to merge with those beneath it. */
final class Tagged {
    private static final int MAX_DEPTH = 16;

    private Tagged() {}

    /** Whether it counts instead of what lies beneath. */
    static boolean replaces(TreeNode node) {
        return node.tag().filter("!override"::equals).isPresent();
    }

    /** Whether it takes away what lies beneath, whatever it says itself. */
    static boolean removes(TreeNode node) {
        return node.tag().filter("!reset"::equals).isPresent();
    }

    /** Whether it, or anything in it, does either. */
    static boolean anywhere(TreeNode node) {
        return anywhere(node, 0);
    }

    private static boolean anywhere(TreeNode node, int depth) {
        return replaces(node)
                || removes(node)
                || depth > MAX_DEPTH
                || node.entriesAt().values().stream().anyMatch(each -> anywhere(each, depth + 1))
                || node.itemsAt().stream().anyMatch(each -> anywhere(each, depth + 1));
    }
}
